namespace HiperNet.HipStack.Esp;

/// <summary>The protocol numbers that the data plane tells apart.</summary>
internal static class IpProtocol
{
    public const byte HopByHop = 0;
    public const byte Icmp = 1;
    public const byte Tcp = 6;
    public const byte Udp = 17;
    public const byte Dccp = 33;
    public const byte Routing = 43;
    public const byte Fragment = 44;
    public const byte IcmpV6 = 58;
    public const byte None = 59;
    public const byte DestinationOptions = 60;
    public const byte BeetPseudoHeader = 94;
    public const byte Sctp = 132;
    public const byte UdpLite = 136;

    private const int TcpChecksumOffset = 16;
    private const int UdpChecksumOffset = 6;

    /// <summary>Whether the first four octets are a source and a destination port. The unknown has none.</summary>
    public static bool HasPorts(byte protocol) => protocol is Tcp or Udp or Dccp or Sctp or UdpLite;

    /// <summary>Where the checksum stands that covers a pseudo-header, which IPv4 and IPv6 share; -1 if none.</summary>
    public static int ChecksumOffset(byte protocol) => protocol switch
    {
        Tcp => TcpChecksumOffset,
        Udp or Dccp or UdpLite => UdpChecksumOffset,
        _ => -1,
    };

    /// <summary>Whether an IPv4 header may name the protocol: the rest means something else on the wire.</summary>
    public static bool IsForIPv4(byte protocol) =>
        protocol is not (HopByHop or Routing or Fragment or IcmpV6 or None or DestinationOptions or BeetPseudoHeader);

    /// <summary>Whether an IPv6 header may name the protocol.</summary>
    public static bool IsForIPv6(byte protocol) => protocol is not (Icmp or BeetPseudoHeader);
}
