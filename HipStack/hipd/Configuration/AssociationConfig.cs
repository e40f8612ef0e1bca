namespace HiperNet.Hipd.Configuration;

/// <summary>How associations are made and kept. Durations are in seconds.</summary>
internal sealed class AssociationConfig
{
    /// <summary>Diffie-Hellman groups, the best first.</summary>
    public List<string> DhGroups
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>HIP ciphers, the best first.</summary>
    public List<string> Ciphers
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>ESP suites, the best first.</summary>
    public List<string> EspSuites
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>Whether suites without encryption may be listed; for tests.</summary>
    public bool AllowNull { get; set; }

    /// <summary>Whether opportunistic exchanges are answered, and begun by a ping of an address.</summary>
    public bool Opportunistic { get; set; }

    /// <summary>The puzzle's K of a quiet time, 0 to 20.</summary>
    public int PuzzleDifficulty { get; set; } = 10;

    /// <summary>How long keys are used.</summary>
    public double RekeySeconds { get; set; } = 900;

    /// <summary>How many rekeyings there are for one with a new Diffie-Hellman key.</summary>
    public int DiffieHellmanEvery { get; set; } = 4;

    /// <summary>UAL: how long an association may be without data.</summary>
    public double UnusedSeconds { get; set; } = 600;

    /// <summary>The first retransmission timeout.</summary>
    public double RetrySeconds { get; set; } = 0.5;

    /// <summary>How often I1, I2 and UPDATE are sent.</summary>
    public int Retries { get; set; } = 6;

    /// <summary>How long a failed attempt is remembered.</summary>
    public double FailedHoldSeconds { get; set; } = 10;

    /// <summary>After how long a silence, while we send, the peer is asked for a sign.</summary>
    public double SilenceProbeSeconds { get; set; } = 10;

    /// <summary>How often a NAT is kept open.</summary>
    public double KeepaliveSeconds { get; set; } = 15;

    /// <summary>The most associations.</summary>
    public int Max { get; set; } = 10_000;
}
