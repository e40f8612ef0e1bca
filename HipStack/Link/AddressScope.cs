namespace HiperNet.HipStack.Link;

/// <summary>How far an address is known, as the kernel says it (rtnetlink(7), ifa_scope).</summary>
public enum AddressScope : byte
{
    /// <summary>Everywhere.</summary>
    Global = 0,

    /// <summary>Within a site (IPv6, deprecated).</summary>
    Site = 200,

    /// <summary>On its link.</summary>
    Link = 253,

    /// <summary>On this host.</summary>
    Host = 254,

    /// <summary>Nowhere.</summary>
    Nowhere = 255,
}
