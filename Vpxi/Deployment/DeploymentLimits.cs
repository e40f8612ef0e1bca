namespace HiperNet.Vpxi.Deployment;

/// <summary>How much deployment takes, and how long it waits.</summary>
internal static class DeploymentLimits
{
    /// <summary>The most octets of a journal that are read.</summary>
    public const int JournalOctets = 16 << 20;

    /// <summary>The most characters that are read of a file that a node or a failed program has written.</summary>
    public const int TextRead = 4_096;

    /// <summary>How long a program such as ip may take.</summary>
    public static readonly TimeSpan Program = TimeSpan.FromSeconds(30);

    /// <summary>How long a node may take until its command runs.</summary>
    public static readonly TimeSpan Ready = TimeSpan.FromSeconds(40);

    /// <summary>How long killed processes may take to go, and a node to freeze.</summary>
    public static readonly TimeSpan Gone = TimeSpan.FromSeconds(10);

    /// <summary>How long to wait for another program that works on the plan.</summary>
    public static readonly TimeSpan Busy = TimeSpan.FromSeconds(2);

    /// <summary>How often to look while waiting.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
}
