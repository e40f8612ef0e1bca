using System.Buffers.Binary;

namespace HiperNet.HipStack.Link;

/// <summary>
/// Tells packets to a peer from what hosts say to their link: a HIP association has one peer, so multicast
/// and broadcast have nowhere to go, and what is link-local must not leave the link.
/// </summary>
internal static class LocalTraffic
{
    private const byte Igmp = 2;
    private const int RouterSolicitation = 133;
    private const int NeighbourAdvertisement = 136;
    private const int Redirect = 137;

    public static FrameVerdict Look4(ReadOnlySpan<byte> packet, bool isGroup)
    {
        uint destination = BinaryPrimitives.ReadUInt32BigEndian(packet[16..]);
        if (!isGroup && !IsLocal4(destination))
        {
            return FrameVerdict.IPv4;
        }

        ReadOnlySpan<byte> payload = packet[((packet[0] & 0xF) * 4)..];
        return packet[9] switch
        {
            Igmp => FrameVerdict.Membership,
            IpHeader.Udp => OfPort(payload),
            _ => FrameVerdict.OtherLocal,
        };
    }

    public static FrameVerdict Look6(ReadOnlySpan<byte> packet, bool isGroup)
    {
        ReadOnlySpan<byte> payload = packet[IpHeader.Length6Header..];
        byte next = packet[6];
        int type = next == IpHeader.IcmpV6 && !payload.IsEmpty ? payload[0] : 0;
        if (type is >= RouterSolicitation and <= Redirect)
        {
            return type == NeighbourAdvertisement ? FrameVerdict.Probe : FrameVerdict.Router;
        }

        ReadOnlySpan<byte> destination = packet[24..];
        bool isLinkLocal = destination[0] == 0xFE && (destination[1] & 0xC0) == 0x80;
        if (!isGroup && !isLinkLocal && destination[0] != 0xFF)
        {
            return FrameVerdict.IPv6;
        }

        if (next == IpHeader.HopByHop && payload.Length > 8)
        {
            // MLD carries a router alert in one unit of options (RFC 3810 section 5).
            next = payload[0];
            payload = payload[8..];
        }

        return next switch
        {
            IpHeader.IcmpV6 when IsListener(payload) => FrameVerdict.Membership,
            IpHeader.Udp => OfPort(payload),
            _ => FrameVerdict.OtherLocal,
        };
    }

    /// <summary>Whether an IPv4 address names this link, this host, a group, or nobody.</summary>
    public static bool IsLocal4(uint address) =>
        address >> 28 >= 0xE || address >> 24 is 0 or 127 || address >> 16 == 0xA9FE;

    /// <summary>Whether an ICMPv6 message is of MLD (RFC 2710, RFC 3810).</summary>
    private static bool IsListener(ReadOnlySpan<byte> message) =>
        !message.IsEmpty && message[0] is (130 or 131 or 132 or 143);

    private static FrameVerdict OfPort(ReadOnlySpan<byte> udp) =>
        (udp.Length < 4 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(udp[2..])) switch
        {
            67 or 68 or 546 or 547 => FrameVerdict.Dhcp,
            5353 or 5355 => FrameVerdict.LocalNames,
            _ => FrameVerdict.OtherLocal,
        };
}
