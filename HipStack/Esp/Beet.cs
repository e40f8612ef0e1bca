using System.Buffers.Binary;

namespace HiperNet.HipStack.Esp;

/// <summary>
/// Inner packets without their headers (RFC 7402 appendix B): what is sent is the payload, and the receiver builds the
/// header from the addresses that the association is bound to. Checksums on the wire are over the HITs, for IPv4 too.
/// </summary>
internal static class Beet
{
    /// <summary>The hop limit of rebuilt headers.</summary>
    public const byte HopLimit = 64;

    /// <summary>Octets that a rebuilt packet may need before what was decrypted.</summary>
    public const int MaxHeader = InnerPacket.IPv6HeaderLength;

    private const int VersionShift = 4;
    private const int Version6 = 6;
    private const byte Version4 = 4;
    private const int TrafficClassShift = 20;
    private const int VersionShift6 = 28;
    private const ushort DontFragment = 0x4000;
    private const ushort MoreFragments = 0x2000;
    private const int Unit = 8;
    private const int SourceOffset = 8;
    private const int DestinationOffset = 24;
    private const int ChecksumOffset = 10;

    /// <summary>How many octets the payload of a packet may grow on its way into ESP.</summary>
    public const int MaxGrowth = FragmentHeader.Length + BeetOptions.MaxLength;

    /// <summary>Writes what is to be protected.</summary>
    /// <param name="packet">A packet between the association's addresses.</param>
    /// <param name="upper">What it is about.</param>
    /// <param name="association">The association.</param>
    /// <param name="payload">Room for the payload and <see cref="MaxGrowth"/>.</param>
    /// <param name="length">The octets written.</param>
    /// <param name="nextHeader">What they begin with.</param>
    public static DropReason Encapsulate(
        in InnerPacket packet,
        in UpperLayer upper,
        AssociationPath association,
        Span<byte> payload,
        out int length,
        out byte nextHeader)
    {
        length = 0;
        nextHeader = packet.Fragment.NextHeader;
        if (payload.Length < packet.Payload.Length + MaxGrowth)
        {
            return DropReason.TooLong;
        }

        if (packet.Family == InnerFamily.IPv4)
        {
            DropReason reason = WritePseudoHeaders(
                packet, association.MarksFamily, payload, out length, out nextHeader);
            if (reason != DropReason.None)
            {
                return reason;
            }
        }

        Span<byte> contents = payload.Slice(length, packet.Payload.Length);
        packet.Payload.CopyTo(contents);
        if (packet.Family == InnerFamily.IPv4 && !upper.Fragment.IsLater)
        {
            MoveToHits(contents, upper, association);
        }

        length += contents.Length;
        return DropReason.None;
    }

    /// <summary>Builds an IPv6 packet around a payload.</summary>
    /// <param name="buffer">The buffer with the payload and room before it.</param>
    /// <param name="start">Where the payload begins; then where the packet begins.</param>
    /// <param name="length">The length of the payload; then of the packet.</param>
    /// <param name="nextHeader">What the payload begins with.</param>
    /// <param name="addresses">The addresses.</param>
    /// <param name="trafficClass">The traffic class.</param>
    public static DropReason RebuildIPv6(
        Span<byte> buffer,
        ref int start,
        ref int length,
        byte nextHeader,
        in InnerAddresses addresses,
        byte trafficClass)
    {
        if (length is 0 or > ushort.MaxValue)
        {
            return DropReason.Malformed;
        }

        start -= InnerPacket.IPv6HeaderLength;
        Span<byte> header = buffer[start..];
        BinaryPrimitives.WriteUInt32BigEndian(
            header, ((uint)Version6 << VersionShift6) | ((uint)trafficClass << TrafficClassShift));
        BinaryPrimitives.WriteUInt16BigEndian(header[4..], (ushort)length);
        header[6] = nextHeader;
        header[7] = HopLimit;
        BinaryPrimitives.WriteUInt128BigEndian(header[SourceOffset..], addresses.PeerHit);
        BinaryPrimitives.WriteUInt128BigEndian(header[DestinationOffset..], addresses.LocalHit);
        length += InnerPacket.IPv6HeaderLength;
        return DropReason.None;
    }

    /// <summary>Builds an IPv4 packet around a payload, without its pseudo-header of options.</summary>
    /// <param name="buffer">The buffer with the payload and room before it.</param>
    /// <param name="start">Where the payload begins; then where the packet begins.</param>
    /// <param name="length">The length of the payload; then of the packet.</param>
    /// <param name="upper">What the payload is about.</param>
    /// <param name="options">The options, not within the buffer.</param>
    /// <param name="association">The association.</param>
    /// <param name="typeOfService">The type of service.</param>
    public static DropReason RebuildIPv4(
        Span<byte> buffer,
        ref int start,
        ref int length,
        in UpperLayer upper,
        ReadOnlySpan<byte> options,
        AssociationPath association,
        byte typeOfService)
    {
        start += upper.Offset;
        length -= upper.Offset;
        int headerLength = InnerPacket.IPv4HeaderLength + options.Length;
        if (length <= 0 || upper.Fragment.Offset + headerLength + length > ushort.MaxValue)
        {
            return DropReason.Malformed;
        }

        if (!upper.Fragment.IsLater)
        {
            MoveToIPv4(buffer.Slice(start, length), upper.Protocol, association.ChecksumShift);
        }

        start -= headerLength;
        length += headerLength;
        options.CopyTo(buffer[(start + InnerPacket.IPv4HeaderLength)..]);
        WriteIPv4Header(buffer[start..], headerLength, length, upper, association.Addresses, typeOfService);
        return DropReason.None;
    }

    private static DropReason WritePseudoHeaders(
        in InnerPacket packet, bool marksFamily, Span<byte> payload, out int length, out byte nextHeader)
    {
        length = 0;
        nextHeader = packet.Fragment.IsFragment ? IpProtocol.Fragment : packet.Fragment.NextHeader;
        if (marksFamily || !packet.Options.IsEmpty)
        {
            DropReason reason = BeetOptions.Check(packet.Options);
            if (reason != DropReason.None)
            {
                return reason;
            }

            length = BeetOptions.Write(nextHeader, packet.Options, payload);
            nextHeader = IpProtocol.BeetPseudoHeader;
        }

        if (packet.Fragment.IsFragment)
        {
            packet.Fragment.Write(payload[length..]);
            length += FragmentHeader.Length;
        }

        return DropReason.None;
    }

    private static void WriteIPv4Header(
        Span<byte> header,
        int headerLength,
        int length,
        in UpperLayer upper,
        in InnerAddresses addresses,
        byte typeOfService)
    {
        FragmentHeader fragment = upper.Fragment;
        ushort field = fragment.IsFragment
            ? (ushort)((fragment.Offset / Unit) | (fragment.More ? MoreFragments : 0))
            : DontFragment;
        header[0] = (byte)((Version4 << VersionShift) | (headerLength / sizeof(uint)));
        header[1] = typeOfService;
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)length);
        BinaryPrimitives.WriteUInt16BigEndian(header[4..], (ushort)fragment.Identification);
        BinaryPrimitives.WriteUInt16BigEndian(header[6..], field);
        header[8] = HopLimit;
        header[9] = upper.Protocol;
        header[ChecksumOffset..(ChecksumOffset + sizeof(ushort))].Clear();
        BinaryPrimitives.WriteUInt32BigEndian(header[12..], addresses.PeerIPv4);
        BinaryPrimitives.WriteUInt32BigEndian(header[16..], addresses.LocalIPv4);
        BinaryPrimitives.WriteUInt16BigEndian(
            header[ChecksumOffset..], InternetChecksum.Of(header[..headerLength]));
    }

    /// <summary>From the IPv4 pseudo-header to the one with HITs (RFC 1624 equation 3).</summary>
    private static void MoveToHits(Span<byte> contents, in UpperLayer upper, AssociationPath association)
    {
        int at = IpProtocol.ChecksumOffset(upper.Protocol);
        if (at < 0)
        {
            return;
        }

        Span<byte> field = contents.Slice(at, sizeof(ushort));
        ushort checksum = BinaryPrimitives.ReadUInt16BigEndian(field);
        if (upper.Protocol == IpProtocol.Udp && checksum == 0)
        {
            // IPv6 knows no datagram without a checksum. Of a first fragment none can be computed.
            checksum = upper.Fragment.IsFragment ? (ushort)0 : UdpChecksum(contents, association.Addresses);
        }
        else
        {
            checksum = NeverZero(upper.Protocol, InternetChecksum.Update(checksum, association.ChecksumShift));
        }

        BinaryPrimitives.WriteUInt16BigEndian(field, checksum);
    }

    private static void MoveToIPv4(Span<byte> contents, byte protocol, ushort shift)
    {
        int at = IpProtocol.ChecksumOffset(protocol);
        if (at < 0)
        {
            return;
        }

        Span<byte> field = contents.Slice(at, sizeof(ushort));
        ushort checksum = BinaryPrimitives.ReadUInt16BigEndian(field);
        if (protocol != IpProtocol.Udp || checksum != 0)
        {
            checksum = NeverZero(protocol, InternetChecksum.Update(checksum, (ushort)~shift));
            BinaryPrimitives.WriteUInt16BigEndian(field, checksum);
        }
    }

    private static ushort UdpChecksum(ReadOnlySpan<byte> datagram, in InnerAddresses addresses)
    {
        ulong sum = (ulong)datagram.Length + IpProtocol.Udp;
        sum = InternetChecksum.Add(InternetChecksum.Add(sum, addresses.LocalHit), addresses.PeerHit);
        return NeverZero(IpProtocol.Udp, InternetChecksum.Of(datagram, sum));
    }

    /// <summary>A UDP checksum of 0 would say that there is none (RFC 768); UDP-Lite has the same rule.</summary>
    private static ushort NeverZero(byte protocol, ushort checksum) =>
        checksum == 0 && protocol is (IpProtocol.Udp or IpProtocol.UdpLite) ? ushort.MaxValue : checksum;
}
