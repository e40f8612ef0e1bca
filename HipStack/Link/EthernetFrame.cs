using System.Buffers.Binary;

namespace HiperNet.HipStack.Link;

/// <summary>
/// An Ethernet II frame: destination, source, type, payload. VLAN tags are a type that nobody here knows.
/// </summary>
public static class EthernetFrame
{
    /// <summary>The length of the header, in octets.</summary>
    public const int HeaderLength = 14;

    private const int SourceAt = 6;
    private const int TypeAt = 12;

    /// <summary>The destination of a frame that is at least <see cref="HeaderLength"/> long.</summary>
    public static MacAddress Destination(ReadOnlySpan<byte> frame) => MacAddress.Read(frame);

    /// <summary>The source of a frame that is at least <see cref="HeaderLength"/> long.</summary>
    public static MacAddress Source(ReadOnlySpan<byte> frame) => MacAddress.Read(frame[SourceAt..]);

    /// <summary>The type of a frame that is at least <see cref="HeaderLength"/> long.</summary>
    public static EtherType TypeOf(ReadOnlySpan<byte> frame) =>
        (EtherType)BinaryPrimitives.ReadUInt16BigEndian(frame[TypeAt..]);

    /// <summary>
    /// The IP packet within a frame, without what pads the frame; false if there is none or its length field
    /// says more than there is.
    /// </summary>
    public static bool TryUnwrap(ReadOnlySpan<byte> frame, out EtherType type, out ReadOnlySpan<byte> packet)
    {
        packet = [];
        type = frame.Length < HeaderLength ? EtherType.None : TypeOf(frame);
        ReadOnlySpan<byte> payload = type == EtherType.None ? [] : frame[HeaderLength..];
        int length = type switch
        {
            EtherType.IPv4 => IpHeader.Length4(payload),
            EtherType.IPv6 => IpHeader.Length6(payload),
            _ => 0,
        };
        if (length == 0)
        {
            return false;
        }

        packet = payload[..length];
        return true;
    }

    /// <summary>Writes a header to the start of <paramref name="frame"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is less room than <see
    /// cref="HeaderLength"/>.</exception>
    public static void WriteHeader(
        Span<byte> frame, MacAddress destination, MacAddress source, EtherType type)
    {
        BinaryPrimitives.WriteUInt16BigEndian(frame[TypeAt..], (ushort)type);
        source.WriteTo(frame[SourceAt..]);
        destination.WriteTo(frame);
    }

    /// <summary>Writes a frame around an IP packet; false if it does not fit or is no IP packet.</summary>
    /// <param name="packet">The packet; its first four bits are its version.</param>
    /// <param name="destination">The receiver's hardware address.</param>
    /// <param name="source">The sender's hardware address.</param>
    /// <param name="frame">Where the frame goes.</param>
    /// <param name="written">The length of the frame in octets.</param>
    public static bool TryWrap(
        ReadOnlySpan<byte> packet,
        MacAddress destination,
        MacAddress source,
        Span<byte> frame,
        out int written)
    {
        written = 0;
        EtherType type = packet.IsEmpty ? EtherType.None : (packet[0] >> 4) switch
        {
            4 => EtherType.IPv4,
            6 => EtherType.IPv6,
            _ => EtherType.None,
        };
        if (type == EtherType.None || frame.Length < HeaderLength || !packet.TryCopyTo(frame[HeaderLength..]))
        {
            return false;
        }

        WriteHeader(frame, destination, source, type);
        written = HeaderLength + packet.Length;
        return true;
    }
}
