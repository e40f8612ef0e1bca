using System.Collections.ObjectModel;

namespace HiperNet.Vpxi.Model;

/// <summary>A virtual node of a deployment.</summary>
public sealed record DeploymentNode
{
    /// <summary>What it is called in its plan: a label, of at most 63 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Its host name, of labels with dots between them; null for its name.</summary>
    public string? Hostname { get; init; }

    /// <summary>The folder of this machine that is its root; it sees a copy, and writes go to memory.</summary>
    public string Root { get; init; } = "/";

    /// <summary>Its share of processors, in thousandths of one; 0 for no limit.</summary>
    public int CpuMillis { get; init; }

    /// <summary>The memory that it may take, in octets; 0 for no limit.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>What it may write to all of its root, in octets; they are in memory, and count as its memory.</summary>
    public long DiskBytes { get; init; } = DeploymentRules.DefaultDisk;

    /// <summary>What it runs: a program of its root and arguments. When that ends, the node ends.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>The variables of its environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Files of this machine that are copied into its root before it starts.</summary>
    public IReadOnlyList<DeploymentFile> Files { get; init; } = [];

    /// <summary>The HIP daemon that runs before the command does; null for none.</summary>
    public DeploymentHipd? Hipd { get; init; }
}
