using System.Buffers.Binary;

namespace HiperNet.HipStack.Esp;

/// <summary>
/// Builds ICMPv4 and ICMPv6 errors about packets from the TAP side, towards the TAP side, at a limited rate and never
/// about an error (RFC 792, RFC 1122 section 3.2.2, RFC 4443 section 2.4). Any thread may use it.
/// </summary>
/// <param name="perSecond">The most errors a second, on average.</param>
/// <param name="burst">The most errors at once.</param>
public sealed class IcmpErrors(int perSecond = IcmpErrors.DefaultPerSecond, int burst = IcmpErrors.DefaultBurst)
{
    /// <summary>Errors a second, unless told otherwise.</summary>
    public const int DefaultPerSecond = 100;

    /// <summary>Errors at once, unless told otherwise.</summary>
    public const int DefaultBurst = 50;

    /// <summary>The longest error, in octets (RFC 4443 section 2.4).</summary>
    public const int MaxLength = 1280;

    private const int MaxLengthIPv4 = 576;
    private const int IcmpHeaderLength = 8;
    private const byte FirstInformationalV6 = 128;
    private const byte UnreachableV6 = 1;
    private const byte TooBigV6 = 2;
    private const byte UnreachableV4 = 3;
    private const byte HopLimit = 64;
    private const byte MulticastV6 = 0xFF;
    private const byte FirstMulticastV4 = 224;
    private const byte LoopbackV4 = 127;
    private const int VersionIHL = 0x45;

    private readonly Lock gate = new();
    private readonly TokenBucket bucket = new(perSecond, burst);

    /// <summary>Builds an error; false if there must be none, or none now.</summary>
    /// <param name="kind">What is wrong.</param>
    /// <param name="packet">The packet from the TAP side that cannot be sent.</param>
    /// <param name="mtu">The largest packet that fits, for <see cref="IcmpErrorKind.PacketTooBig"/>.</param>
    /// <param name="output">Room for <see cref="MaxLength"/> octets; it must not overlap the packet.</param>
    /// <param name="now">The caller's clock, which never goes back.</param>
    /// <param name="written">The length of the error, an IP packet to the packet's sender.</param>
    public bool TryBuild(
        IcmpErrorKind kind, ReadOnlySpan<byte> packet, int mtu, Span<byte> output, TimeSpan now, out int written)
    {
        written = 0;
        if (output.Length < MaxLength
            || InnerPacket.Read(packet, out InnerPacket inner) != DropReason.None
            || !MayAnswer(inner) || !TryTake(now))
        {
            return false;
        }

        packet = packet[..inner.Length];
        written = inner.Family == InnerFamily.IPv6
            ? BuildV6(kind, packet, mtu, output)
            : BuildV4(kind, packet, mtu, output);
        return true;
    }

    private static bool MayAnswer(in InnerPacket inner)
    {
        if (inner.Fragment.IsLater || !IsHost(inner.Source, inner.Family) || !IsHost(inner.Destination, inner.Family))
        {
            return false;
        }

        if (inner.Family == InnerFamily.IPv4)
        {
            return inner.Fragment.NextHeader != IpProtocol.Icmp || IsQuery(inner.Payload[0]);
        }

        return UpperLayer.Read(inner.Fragment.NextHeader, inner.Payload, out UpperLayer upper) == DropReason.None
            && !upper.Fragment.IsLater
            && (upper.Protocol != IpProtocol.IcmpV6
                || (inner.Payload.Length > upper.Offset && inner.Payload[upper.Offset] >= FirstInformationalV6));
    }

    /// <summary>Echo, router discovery, timestamp, information, mask (RFC 1122 section 3.2.2).</summary>
    private static bool IsQuery(byte type) => type is 0 or 8 or 9 or 10 or (>= 13 and <= 18);

    private static bool IsHost(UInt128 address, InnerFamily family)
    {
        if (family == InnerFamily.IPv6)
        {
            return address != UInt128.Zero && address != UInt128.One && (byte)(address >> 120) != MulticastV6;
        }

        byte first = (byte)((uint)address >> 24);
        return first is not (0 or LoopbackV4) and < FirstMulticastV4;
    }

    private static int BuildV6(IcmpErrorKind kind, ReadOnlySpan<byte> packet, int mtu, Span<byte> output)
    {
        int quoted = Math.Min(packet.Length, MaxLength - InnerPacket.IPv6HeaderLength - IcmpHeaderLength);
        Span<byte> icmp = output.Slice(InnerPacket.IPv6HeaderLength, IcmpHeaderLength + quoted);
        icmp[0] = kind == IcmpErrorKind.PacketTooBig ? TooBigV6 : UnreachableV6;
        icmp[1] = kind switch
        {
            IcmpErrorKind.AdministrativelyProhibited => 1,
            IcmpErrorKind.AddressUnreachable => 3,
            _ => 0,
        };
        BinaryPrimitives.WriteUInt16BigEndian(icmp[2..], 0);
        BinaryPrimitives.WriteUInt32BigEndian(icmp[4..], kind == IcmpErrorKind.PacketTooBig ? (uint)mtu : 0);
        packet[..quoted].CopyTo(icmp[IcmpHeaderLength..]);

        // The error comes from the address that was not reached, because that is routed to the TAP.
        BinaryPrimitives.WriteUInt32BigEndian(output, 6U << 28);
        BinaryPrimitives.WriteUInt16BigEndian(output[4..], (ushort)icmp.Length);
        output[6] = IpProtocol.IcmpV6;
        output[7] = HopLimit;
        packet[24..40].CopyTo(output[8..]);
        packet[8..24].CopyTo(output[24..]);
        ulong sum = InternetChecksum.Add((ulong)icmp.Length + IpProtocol.IcmpV6, output[8..40]);
        BinaryPrimitives.WriteUInt16BigEndian(icmp[2..], InternetChecksum.Of(icmp, sum));
        return InnerPacket.IPv6HeaderLength + icmp.Length;
    }

    private static int BuildV4(IcmpErrorKind kind, ReadOnlySpan<byte> packet, int mtu, Span<byte> output)
    {
        int quoted = Math.Min(packet.Length, MaxLengthIPv4 - InnerPacket.IPv4HeaderLength - IcmpHeaderLength);
        Span<byte> icmp = output.Slice(InnerPacket.IPv4HeaderLength, IcmpHeaderLength + quoted);
        icmp[0] = UnreachableV4;
        icmp[1] = kind switch
        {
            IcmpErrorKind.AdministrativelyProhibited => 13,
            IcmpErrorKind.AddressUnreachable => 1,
            IcmpErrorKind.PacketTooBig => 4,
            _ => 0,
        };
        BinaryPrimitives.WriteUInt32BigEndian(icmp[2..], 0);
        BinaryPrimitives.WriteUInt16BigEndian(icmp[6..], kind == IcmpErrorKind.PacketTooBig ? (ushort)mtu : (ushort)0);
        packet[..quoted].CopyTo(icmp[IcmpHeaderLength..]);
        BinaryPrimitives.WriteUInt16BigEndian(icmp[2..], InternetChecksum.Of(icmp));

        Span<byte> header = output[..InnerPacket.IPv4HeaderLength];
        header.Clear();
        header[0] = VersionIHL;
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)(header.Length + icmp.Length));
        header[8] = HopLimit;
        header[9] = IpProtocol.Icmp;
        packet[16..20].CopyTo(header[12..]);
        packet[12..16].CopyTo(header[16..]);
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], InternetChecksum.Of(header));
        return header.Length + icmp.Length;
    }

    private bool TryTake(TimeSpan now)
    {
        lock (gate)
        {
            return bucket.TryTake(now);
        }
    }
}
