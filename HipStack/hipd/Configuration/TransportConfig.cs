namespace HiperNet.Hipd.Configuration;

/// <summary>How packets travel.</summary>
internal sealed class TransportConfig
{
    /// <summary>Whether IP protocols 139 and 50 are used.</summary>
    public bool Raw { get; set; } = true;

    /// <summary>Whether UDP is used (RFC 9028).</summary>
    public bool Udp { get; set; } = true;

    /// <summary>Our UDP port.</summary>
    public int UdpPort { get; set; } = 10500;

    /// <summary>What is used to a peer that does not say: raw or udp.</summary>
    public string Prefer
    {
        get;
        set => field = value ?? "raw";
    } = "raw";

    /// <summary>Interfaces whose addresses are not used.</summary>
    public List<string> IgnoreInterfaces
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>The interface whose addresses come first.</summary>
    public string? PreferInterface { get; set; }
}
