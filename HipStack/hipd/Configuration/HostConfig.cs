namespace HiperNet.Hipd.Configuration;

/// <summary>Where a peer is.</summary>
internal sealed class HostConfig
{
    /// <summary>Its HIT.</summary>
    public string Hit
    {
        get;
        set => field = value ?? string.Empty;
    } = string.Empty;

    /// <summary>What to call it.</summary>
    public string? Name { get; set; }

    /// <summary>Its addresses or names in DNS, with a port where the usual one does not fit.</summary>
    public List<string> Addresses
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>Its address in the IPv4 range of a VPXI.</summary>
    public string? Ipv4 { get; set; }

    /// <summary>Its rendezvous server's HIT or address.</summary>
    public string? Rvs { get; set; }

    /// <summary>raw or udp, where the usual one does not fit.</summary>
    public string? Encapsulation { get; set; }
}
