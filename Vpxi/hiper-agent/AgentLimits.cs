namespace HiperNet.Agent;

/// <summary>How much the agent takes from a registrar, and how long it waits.</summary>
internal static class AgentLimits
{
    /// <summary>The most infrastructures that an offer's work has.</summary>
    public const int Vpxis = 1_000;

    /// <summary>The most nodes that run here.</summary>
    public const int Nodes = 1_000;

    /// <summary>The most members, and the most certificates, of an infrastructure.</summary>
    public const int Members = 4_096;

    /// <summary>The most octets of a sequence of certificates.</summary>
    public const int CertificateOctets = 64 << 10;

    /// <summary>The most octets of what is remembered of the work, or of revocation lists.</summary>
    public const int StateOctets = 64 << 20;

    /// <summary>The most letters of what a node's report says went wrong.</summary>
    public const int Detail = 500;

    /// <summary>How long a node may take to end after it was asked to.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>How long a node's daemon may take to answer.</summary>
    public static readonly TimeSpan Daemon = TimeSpan.FromSeconds(5);

    /// <summary>How often a node is looked at.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    /// <summary>The first pause before what failed is tried again; it doubles.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause before what failed is tried again.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>How often it is asked whether an account has been decided on.</summary>
    public static readonly TimeSpan Pending = TimeSpan.FromSeconds(30);

    /// <summary>How long an answer of the registrar may take.</summary>
    public static readonly TimeSpan Answer = TimeSpan.FromSeconds(10);

    /// <summary>The pause after so many failures in a row.</summary>
    public static TimeSpan PauseAfter(int failures) =>
        FirstPause * Math.Min(Math.Pow(2, Math.Min(failures, 20) - 1), LongestPause / FirstPause);
}
