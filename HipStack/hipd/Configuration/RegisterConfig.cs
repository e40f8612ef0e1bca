namespace HiperNet.Hipd.Configuration;

/// <summary>A host that does something for this one.</summary>
internal sealed class RegisterConfig
{
    /// <summary>Its HIT; it is one of the hosts.</summary>
    public string Server
    {
        get;
        set => field = value ?? string.Empty;
    } = string.Empty;

    /// <summary>What for: rendezvous, control-relay, data-relay.</summary>
    public List<string> Services
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>For how long at a time, in seconds; the server may have limits of its own.</summary>
    public double LifetimeSeconds { get; set; } = 3600;
}
