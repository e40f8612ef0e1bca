namespace HiperNet.Hipd.Configuration;

/// <summary>The configuration, as hipd.yaml spells it. Paths are relative to the file's folder. A key
/// without a value is as if it were not there.</summary>
internal sealed class HipdConfig
{
    /// <summary>Who we are; at least one.</summary>
    public List<IdentityConfig> Identities
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>The device towards applications.</summary>
    public TapConfig Tap
    {
        get;
        set => field = value ?? new();
    } = new();

    /// <summary>How packets travel.</summary>
    public TransportConfig Transport
    {
        get;
        set => field = value ?? new();
    } = new();

    /// <summary>Who may talk to us.</summary>
    public PolicyConfig Policy
    {
        get;
        set => field = value ?? new();
    } = new();

    /// <summary>Where peers are.</summary>
    public List<HostConfig> Hosts
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>Associations.</summary>
    public AssociationConfig Associations
    {
        get;
        set => field = value ?? new();
    } = new();

    /// <summary>What hosts do for hosts.</summary>
    public ServicesConfig Services
    {
        get;
        set => field = value ?? new();
    } = new();

    /// <summary>The control socket.</summary>
    public ControlConfig Control
    {
        get;
        set => field = value ?? new();
    } = new();

    /// <summary>Metrics for Prometheus.</summary>
    public MetricsConfig Metrics
    {
        get;
        set => field = value ?? new();
    } = new();
}
