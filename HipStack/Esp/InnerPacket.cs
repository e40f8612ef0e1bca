using System.Buffers.Binary;

namespace HiperNet.HipStack.Esp;

/// <summary>An IP packet from the TAP side, looked at: fields, and payload without link padding.</summary>
internal readonly ref struct InnerPacket
{
    public const int IPv6HeaderLength = 40;
    public const int IPv4HeaderLength = 20;

    private const int VersionShift = 4;
    private const int NibbleMask = 0xF;
    private const int OffsetMask = 0x1FFF;
    private const int MoreFragments = 0x2000;
    private const int DestinationOffset = 24;
    private const int Unit = 8;

    private InnerPacket(
        InnerFamily family,
        byte trafficClass,
        FragmentHeader protocol,
        ReadOnlySpan<byte> options,
        ReadOnlySpan<byte> payload,
        UInt128 source,
        UInt128 destination)
    {
        Family = family;
        TrafficClass = trafficClass;
        Fragment = protocol;
        Options = options;
        Payload = payload;
        Source = source;
        Destination = destination;
    }

    /// <summary>The family.</summary>
    public InnerFamily Family { get; }

    /// <summary>The traffic class, or type of service.</summary>
    public byte TrafficClass { get; }

    /// <summary>The next header or protocol; for IPv4 with what the header says of fragments.</summary>
    public FragmentHeader Fragment { get; }

    /// <summary>The options of an IPv4 header.</summary>
    public ReadOnlySpan<byte> Options { get; }

    /// <summary>What follows the header.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>The source, an IPv4 address in the low 32 bits.</summary>
    public UInt128 Source { get; }

    /// <summary>The destination, an IPv4 address in the low 32 bits.</summary>
    public UInt128 Destination { get; }

    /// <summary>The length of the whole packet, in octets.</summary>
    public int Length =>
        Payload.Length + (Family == InnerFamily.IPv6 ? IPv6HeaderLength : IPv4HeaderLength + Options.Length);

    /// <summary>Reads a packet.</summary>
    public static DropReason Read(ReadOnlySpan<byte> octets, out InnerPacket packet)
    {
        packet = default;
        return octets.IsEmpty ? DropReason.TooShort : (octets[0] >> VersionShift) switch
        {
            (int)InnerFamily.IPv6 => ReadIPv6(octets, out packet),
            (int)InnerFamily.IPv4 => ReadIPv4(octets, out packet),
            _ => DropReason.NotIp,
        };
    }

    private static DropReason ReadIPv6(ReadOnlySpan<byte> octets, out InnerPacket packet)
    {
        packet = default;
        if (octets.Length < IPv6HeaderLength)
        {
            return DropReason.TooShort;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(octets[4..]);
        if (length == 0 || length > octets.Length - IPv6HeaderLength)
        {
            return DropReason.Malformed;
        }

        // Next header 59 marks a dummy in ESP.
        if (octets[6] == IpProtocol.None || !IpProtocol.IsForIPv6(octets[6]))
        {
            return DropReason.ForeignProtocol;
        }

        packet = new InnerPacket(
            InnerFamily.IPv6,
            (byte)(BinaryPrimitives.ReadUInt16BigEndian(octets) >> VersionShift),
            new FragmentHeader(octets[6], 0, More: false, 0),
            options: default,
            octets.Slice(IPv6HeaderLength, length),
            BinaryPrimitives.ReadUInt128BigEndian(octets[8..]),
            BinaryPrimitives.ReadUInt128BigEndian(octets[DestinationOffset..]));
        return DropReason.None;
    }

    private static DropReason ReadIPv4(ReadOnlySpan<byte> octets, out InnerPacket packet)
    {
        packet = default;
        int header = (octets[0] & NibbleMask) * sizeof(uint);
        if (octets.Length < IPv4HeaderLength || octets.Length < header)
        {
            return DropReason.TooShort;
        }

        int total = BinaryPrimitives.ReadUInt16BigEndian(octets[2..]);
        if (header < IPv4HeaderLength || total <= header || total > octets.Length
            || InternetChecksum.Of(octets[..header]) != 0)
        {
            return DropReason.Malformed;
        }

        ushort field = BinaryPrimitives.ReadUInt16BigEndian(octets[6..]);
        FragmentHeader fragment = new(
            octets[9],
            (field & OffsetMask) * Unit,
            (field & MoreFragments) != 0,
            BinaryPrimitives.ReadUInt16BigEndian(octets[4..]));
        if (!IpProtocol.IsForIPv4(fragment.NextHeader))
        {
            return DropReason.ForeignProtocol;
        }

        if (fragment.IsFragment && !fragment.Fits(total - header))
        {
            return DropReason.Malformed;
        }

        packet = new InnerPacket(
            InnerFamily.IPv4,
            octets[1],
            fragment,
            octets[IPv4HeaderLength..header],
            octets[header..total],
            BinaryPrimitives.ReadUInt32BigEndian(octets[12..]),
            BinaryPrimitives.ReadUInt32BigEndian(octets[16..]));
        return DropReason.None;
    }
}
