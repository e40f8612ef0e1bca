namespace HiperNet.HipStack.Wire;

/// <summary>The fixed numbers of HIPv2, and the limits that this code sets on what it reads.</summary>
public static class HipProtocol
{
    /// <summary>The version of RFC 7401 section 5.1.</summary>
    public const int Version = 2;

    /// <summary>The IP protocol number of HIP (RFC 7401 section 4).</summary>
    public const int IpProtocol = 139;

    /// <summary>The IP protocol number of UDP, in relay and locator fields (RFC 9028 section 5.6).</summary>
    public const byte UdpProtocol = 17;

    /// <summary>The UDP port of encapsulated HIP and ESP (RFC 9028 section 5.1).</summary>
    public const int UdpPort = 10500;

    /// <summary>The Next Header value of a packet that carries no payload (RFC 7401 section 5.1).</summary>
    public const byte NoNextHeader = 59;

    /// <summary>The length of the fixed header, in octets.</summary>
    public const int HeaderLength = 40;

    /// <summary>The length of the longest packet, in octets: 255 units of eight, and the first eight octets.</summary>
    public const int MaxPacketLength = 8 + (255 * 8);

    /// <summary>Parameters stand on multiples of this many octets (RFC 7401 section 5.2.1).</summary>
    public const int Alignment = 8;

    /// <summary>The length of an address in a parameter, in octets; IPv4 is mapped into IPv6.</summary>
    public const int AddressLength = 16;

    /// <summary>The most parameters of one packet, or of one decrypted ENCRYPTED parameter.</summary>
    public const int MaxParameters = 64;

    /// <summary>The most CERT parameters of one packet.</summary>
    public const int MaxCertificates = 16;

    /// <summary>The most locators of one LOCATOR_SET.</summary>
    public const int MaxLocators = 32;

    /// <summary>The most one-octet identifiers of one list: groups, HIT suites, registration types.</summary>
    public const int MaxListedIds = 32;

    /// <summary>
    /// The most two-octet identifiers that a list is read for; more are dropped, as RFC 7401 section 5.2.8,
    /// RFC 7402 section 5.1.2 and RFC 9028 section 5.4 say.
    /// </summary>
    public const int MaxSuites = 6;

    /// <summary>The most update numbers of one ACK.</summary>
    public const int MaxAcknowledged = 32;

    /// <summary>The most addresses of one VIA_RVS.</summary>
    public const int MaxServers = 8;
}
