namespace HiperNet.Hipd.Configuration;

/// <summary>Services of hosts to hosts (RFC 8003).</summary>
internal sealed class ServicesConfig
{
    /// <summary>What this host does for those that register: rendezvous.</summary>
    public List<string> Offer
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>Where this host registers.</summary>
    public List<RegisterConfig> Register
    {
        get;
        set => field = value ?? [];
    } = [];
}
