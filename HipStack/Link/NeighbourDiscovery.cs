using System.Buffers.Binary;

namespace HiperNet.HipStack.Link;

/// <summary>Answers neighbour solicitations for HITs (RFC 4861 sections 4.3, 4.4, 7.1.1 and 7.2.4).</summary>
internal static class NeighbourDiscovery
{
    public const int AnswerLength = EthernetFrame.HeaderLength + IpHeader.Length6Header + MessageLength;

    private const byte Solicitation = 135;
    private const byte Advertisement = 136;
    private const byte HopLimit = 255;
    private const byte SourceLinkAddress = 1;
    private const byte TargetLinkAddress = 2;
    private const int OptionUnit = 8;

    // An advertisement of 24 octets and one option.
    private const int FixedLength = 24;
    private const int MessageLength = FixedLength + OptionUnit;

    // Offsets within the IPv6 header and the message.
    private const int NextHeaderAt = 6;
    private const int HopLimitAt = 7;
    private const int AddressesAt = 8;
    private const int AddressLength = 16;
    private const int ChecksumAt = 2;
    private const int FlagsAt = 4;
    private const int TargetAt = 8;

    // Solicited and override.
    private const byte Flags = 0x60;

    // ff02::1:ff00:0/104, and 2001:20::/28.
    private static readonly UInt128 SolicitedNode = new(0xFF02_0000_0000_0000, 0x0000_0001_FF00_0000);
    private static readonly UInt128 NodeMask = 0xFF_FFFF;

    public static bool IsSolicitation(ReadOnlySpan<byte> packet) =>
        packet[NextHeaderAt] == IpHeader.IcmpV6
        && packet.Length > IpHeader.Length6Header
        && packet[IpHeader.Length6Header] == Solicitation;

    /// <summary>Whether an address is a HIT: an ORCHIDv2 (RFC 7343 section 4).</summary>
    public static bool IsHit(UInt128 address) => (uint)(address >> 100) == 0x2001_002;

    public static FrameVerdict Look(
        MacAddress asker,
        ReadOnlySpan<byte> packet,
        MacAddress peers,
        ReadOnlySpan<UInt128> own,
        Span<byte> answer,
        out int answerLength)
    {
        answerLength = 0;
        ReadOnlySpan<byte> message = packet[IpHeader.Length6Header..];
        if (!IsValid(packet, message, ref asker))
        {
            return FrameVerdict.Malformed;
        }

        UInt128 source = BinaryPrimitives.ReadUInt128BigEndian(packet[AddressesAt..]);
        UInt128 target = BinaryPrimitives.ReadUInt128BigEndian(message[TargetAt..]);
        if (source == UInt128.Zero)
        {
            // The host looks whether an address is free. It is: peers live behind us, never on this link.
            return FrameVerdict.Probe;
        }

        if (!IsHit(target) || own.Contains(target))
        {
            return FrameVerdict.NotOurs;
        }

        WriteAdvertisement(answer, asker, peers, source, target);
        answerLength = AnswerLength;
        return FrameVerdict.Answered;
    }

    /// <summary>All of RFC 4861 section 7.1.1; takes the asker's hardware address from its option.</summary>
    private static bool IsValid(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> message, ref MacAddress asker)
    {
        if (packet[HopLimitAt] != HopLimit || message.Length < FixedLength || message[1] != 0
            || message[TargetAt] == 0xFF
            || IpHeader.IcmpChecksum(packet[AddressesAt..IpHeader.Length6Header], message) != 0)
        {
            return false;
        }

        bool hasOption = false;
        ReadOnlySpan<byte> options = message[FixedLength..];
        while (!options.IsEmpty)
        {
            int length = options.Length < 2 ? 0 : options[1] * OptionUnit;
            if (length == 0 || length > options.Length)
            {
                return false;
            }

            if (options[0] == SourceLinkAddress)
            {
                hasOption = true;
                asker = MacAddress.Read(options[2..]);
            }

            options = options[length..];
        }

        UInt128 source = BinaryPrimitives.ReadUInt128BigEndian(packet[AddressesAt..]);
        UInt128 destination = BinaryPrimitives.ReadUInt128BigEndian(packet[(AddressesAt + AddressLength)..]);
        return !asker.IsGroup
            && (source != UInt128.Zero || ((destination & ~NodeMask) == SolicitedNode && !hasOption));
    }

    private static void WriteAdvertisement(
        Span<byte> answer, MacAddress asker, MacAddress peers, UInt128 source, UInt128 target)
    {
        EthernetFrame.WriteHeader(answer, asker, peers, EtherType.IPv6);
        Span<byte> packet = answer[EthernetFrame.HeaderLength..AnswerLength];
        packet.Clear();
        packet[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(packet[4..], MessageLength);
        packet[NextHeaderAt] = IpHeader.IcmpV6;
        packet[HopLimitAt] = HopLimit;
        BinaryPrimitives.WriteUInt128BigEndian(packet[AddressesAt..], target);
        BinaryPrimitives.WriteUInt128BigEndian(packet[(AddressesAt + AddressLength)..], source);
        Span<byte> message = packet[IpHeader.Length6Header..];
        message[0] = Advertisement;
        message[FlagsAt] = Flags;
        BinaryPrimitives.WriteUInt128BigEndian(message[TargetAt..], target);
        message[FixedLength] = TargetLinkAddress;
        message[FixedLength + 1] = 1;
        peers.WriteTo(message[(FixedLength + 2)..]);
        ushort checksum = IpHeader.IcmpChecksum(packet[AddressesAt..IpHeader.Length6Header], message);
        BinaryPrimitives.WriteUInt16BigEndian(message[ChecksumAt..], checksum);
    }
}
