namespace HiperNet.HipStack.Link;

/// <summary>What a frame from the host is.</summary>
public enum FrameVerdict
{
    /// <summary>An IPv4 packet to somebody: to be carried.</summary>
    IPv4,

    /// <summary>An IPv6 packet to somebody: to be carried.</summary>
    IPv6,

    /// <summary>A question for a hardware address: the answer is to be written back.</summary>
    Answered,

    /// <summary>
    /// A question for an address that is the host's own, or that is not ours to answer for.
    /// </summary>
    NotOurs,

    /// <summary>Duplicate address detection, an ARP probe or announcement: the host about itself.</summary>
    Probe,

    /// <summary>A router solicitation, advertisement or redirect.</summary>
    Router,

    /// <summary>Group membership: MLD or IGMP.</summary>
    Membership,

    /// <summary>Multicast DNS or LLMNR.</summary>
    LocalNames,

    /// <summary>DHCP or DHCPv6.</summary>
    Dhcp,

    /// <summary>Any other multicast, broadcast, or link-local packet.</summary>
    OtherLocal,

    /// <summary>A type of frame that is not carried.</summary>
    OtherType,

    /// <summary>A frame that breaks its format or fails a check.</summary>
    Malformed,
}
