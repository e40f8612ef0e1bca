namespace HiperNet.Vpxi.Deployment;

/// <summary>What is to be said about a node.</summary>
public sealed record NodeStatus
{
    /// <summary>Its name.</summary>
    public required string Node { get; init; }

    /// <summary>What it does.</summary>
    public required NodeState State { get; init; }

    /// <summary>The exit code of its command; null while it runs, and if it was killed.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Its first process, as this machine counts; null if there is none.</summary>
    public int? Process { get; init; }

    /// <summary>How many processes it has, its first one and what started that included.</summary>
    public int Processes { get; init; }

    /// <summary>The memory that it takes, in octets; null if this machine does not count it.</summary>
    public long? MemoryBytes { get; init; }
}
