namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>Who asks, from when on, and how long is looked.</summary>
public sealed record AllocationOptions
{
    /// <summary>Who asks: a key or a name; null: the owner that the description names.</summary>
    public string? Asker { get; init; }

    /// <summary>Communities that who asks is a member of; a provider may let its resources to a community.</summary>
    public IReadOnlyCollection<string> Communities { get; init; } = [];

    /// <summary>Nodes, by name, that may be on one resource only: those that are not to be moved.</summary>
    public IReadOnlyDictionary<string, string> Kept { get; init; } =
        System.Collections.Immutable.ImmutableDictionary<string, string>.Empty;

    /// <summary>The first start for what names none, in seconds since 1970-01-01T00:00:00Z.</summary>
    public long NotBefore { get; init; }

    /// <summary>How long what names no length is planned for, in seconds, above 0.</summary>
    public long DefaultLength { get; init; } = 3600;

    /// <summary>How many later starts are tried after a refusal; 0: none.</summary>
    public int LaterStarts { get; init; } = 32;

    /// <summary>How long each plan is looked for, and from which seed.</summary>
    public PlannerOptions Planner { get; init; } = new();
}
