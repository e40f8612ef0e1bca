namespace HiperNet.Hipd.Configuration;

/// <summary>The configuration, as hipd.yaml spells it. Paths are relative to the file's folder.</summary>
internal sealed class HipdConfig
{
    /// <summary>Who we are; at least one.</summary>
    public List<IdentityConfig> Identities { get; set; } = [];

    /// <summary>The device towards applications.</summary>
    public TapConfig Tap { get; set; } = new();

    /// <summary>How packets travel.</summary>
    public TransportConfig Transport { get; set; } = new();

    /// <summary>Who may talk to us.</summary>
    public PolicyConfig Policy { get; set; } = new();

    /// <summary>Where peers are.</summary>
    public List<HostConfig> Hosts { get; set; } = [];

    /// <summary>Associations.</summary>
    public AssociationConfig Associations { get; set; } = new();

    /// <summary>The control socket.</summary>
    public ControlConfig Control { get; set; } = new();

    /// <summary>Metrics for Prometheus.</summary>
    public MetricsConfig Metrics { get; set; } = new();
}
