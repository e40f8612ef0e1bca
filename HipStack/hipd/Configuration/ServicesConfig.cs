namespace HiperNet.Hipd.Configuration;

/// <summary>Services of hosts to hosts (RFC 8003).</summary>
internal sealed class ServicesConfig
{
    /// <summary>What this host does for those that register: rendezvous, control-relay, data-relay.</summary>
    public List<string> Offer
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>The UDP ports of a data relay, one for each client: FIRST-LAST.</summary>
    public string RelayPorts
    {
        get;
        set => field = value ?? string.Empty;
    } = "10600-10649";

    /// <summary>Where this host registers.</summary>
    public List<RegisterConfig> Register
    {
        get;
        set => field = value ?? [];
    } = [];
}
