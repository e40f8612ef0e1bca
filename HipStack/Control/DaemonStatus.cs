using System.Text.Json.Serialization;

namespace HiperNet.HipStack.Control;

/// <summary>The daemon itself.</summary>
public sealed record DaemonStatus
{
    /// <summary>The release, such as 0.1.0.</summary>
    public required string DaemonVersion { get; init; }

    /// <summary>Its process.</summary>
    public required int ProcessId { get; init; }

    /// <summary>The configuration it runs with.</summary>
    public string? ConfigPath { get; init; }

    /// <summary>How long it has been running, in seconds.</summary>
    [JsonPropertyName("uptime_seconds")]
    public required TimeSpan Uptime { get; init; }

    /// <summary>Who may talk to us: certificates, listed, any.</summary>
    public required string PolicyMode { get; init; }

    /// <summary>Its identities.</summary>
    public required IReadOnlyList<LocalIdentity> Identities { get; init; }

    /// <summary>The device that applications' packets come through.</summary>
    public TapStatus? Tap { get; init; }

    /// <summary>Where peers reach it.</summary>
    public IReadOnlyList<LocalLocator> Locators
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Where it is registered.</summary>
    public IReadOnlyList<RegistrationStatus> Registrations
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Its own certificates.</summary>
    public IReadOnlyList<CertificateStatus> Certificates
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>How many associations there are.</summary>
    public int Associations { get; init; }

    /// <summary>How many of those are ESTABLISHED.</summary>
    public int Established { get; init; }

    /// <summary>How many peers have a known locator.</summary>
    public int Peers { get; init; }

    /// <summary>What it has counted.</summary>
    public DaemonCounters Counters
    {
        get;
        init => field = value ?? new();
    } = new();

    /// <summary>What it wants known about itself; empty if all is well.</summary>
    public IReadOnlyList<HealthLine> Health
    {
        get;
        init => field = value ?? [];
    } = [];
}
