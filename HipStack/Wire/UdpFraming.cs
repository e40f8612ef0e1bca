namespace HiperNet.HipStack.Wire;

/// <summary>
/// HIP and ESP in the datagrams of one UDP port (RFC 9028 section 5.1, RFC 3948 section 2). HIP stands behind four zero
/// octets, where ESP has an SPI, which is never zero. The checksum of a HIP packet is zero there.
/// </summary>
public static class UdpFraming
{
    /// <summary>The length of the zero octets before a HIP packet.</summary>
    public const int MarkerLength = 4;

    /// <summary>The only octet of a keepalive (RFC 3948 section 2.3).</summary>
    public const byte Keepalive = 0xFF;

    /// <summary>The least that RFC 4303 puts into a packet: SPI and sequence number.</summary>
    private const int MinEspLength = 8;

    /// <summary>Says what a datagram holds; nothing behind its first octets is looked at.</summary>
    public static UdpPayload Classify(ReadOnlySpan<byte> datagram)
    {
        if (datagram is [Keepalive])
        {
            return UdpPayload.Keepalive;
        }

        if (datagram.Length < MarkerLength)
        {
            return UdpPayload.Unknown;
        }

        if (datagram[..MarkerLength].ContainsAnyExcept((byte)0))
        {
            return datagram.Length >= MinEspLength ? UdpPayload.Esp : UdpPayload.Unknown;
        }

        return datagram.Length > MarkerLength ? UdpPayload.Hip : UdpPayload.Unknown;
    }

    /// <summary>The packet in a datagram, without the marker.</summary>
    /// <param name="datagram">The whole payload of UDP.</param>
    /// <param name="packet">The HIP or ESP packet; empty for anything else.</param>
    public static UdpPayload Strip(ReadOnlySpan<byte> datagram, out ReadOnlySpan<byte> packet)
    {
        UdpPayload payload = Classify(datagram);
        packet = payload switch
        {
            UdpPayload.Hip => datagram[MarkerLength..],
            UdpPayload.Esp => datagram,
            _ => default,
        };
        return payload;
    }

    /// <summary>Puts a HIP packet behind the marker, with its checksum zero.</summary>
    /// <param name="packet">The packet from its header on, at least its fixed header.</param>
    /// <param name="datagram">Room for <see cref="MarkerLength"/> octets more than the packet has.</param>
    /// <returns>The length of the datagram's payload, in octets.</returns>
    /// <exception cref="ArgumentException">The packet has no header, or there is less room.</exception>
    public static int Add(ReadOnlySpan<byte> packet, Span<byte> datagram)
    {
        if (packet.Length < HipProtocol.HeaderLength || datagram.Length < packet.Length + MarkerLength)
        {
            throw new ArgumentException("There is no packet, or no room for it.", nameof(datagram));
        }

        datagram[..MarkerLength].Clear();
        Span<byte> copy = datagram.Slice(MarkerLength, packet.Length);
        packet.CopyTo(copy);
        copy.Slice(HipHeader.ChecksumOffset, sizeof(ushort)).Clear();
        return MarkerLength + packet.Length;
    }
}
