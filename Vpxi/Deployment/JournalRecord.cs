using System.Text.Json.Serialization;

namespace HiperNet.Vpxi.Deployment;

/// <summary>A line of a journal.</summary>
internal sealed record JournalRecord
{
    /// <summary>What it is about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required JournalKind Kind { get; init; }

    /// <summary>What is made, by the name or path under which it is undone.</summary>
    public string Target { get; init; } = "";

    /// <summary>The node that it belongs to, if it belongs to one.</summary>
    public string? Node { get; init; }

    /// <summary>The process, as this machine counts.</summary>
    public int Process { get; init; }

    /// <summary>When the process started, in ticks since the boot: with its number, it is that process.</summary>
    public long Started { get; init; }

    /// <summary>The boot that numbers of processes belong to.</summary>
    public string? Boot { get; init; }

    /// <summary>The version of journals, with the beginning.</summary>
    public int Version { get; init; }

    /// <summary>The network namespace that devices belong to.</summary>
    public string? Network { get; init; }
}
