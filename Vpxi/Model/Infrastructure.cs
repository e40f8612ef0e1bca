namespace HiperNet.Vpxi.Model;

/// <summary>
/// An infrastructure as a flat graph: arrays and patterns are expanded, every name is whole and of its own, every end
/// of a link is a node of the list, and what a group or the whole says stands in each element that it is said for.
/// </summary>
/// <inheritdoc cref="Element"/>
public sealed record Infrastructure(string Id) : Element(Id)
{
    /// <summary>Asked for, or there.</summary>
    public InfrastructureKind Kind { get; init; }

    /// <summary>Whose it is: a key or a name; null: nothing is said.</summary>
    public string? Owner { get; init; }

    /// <summary>Nodes and, as nodes, the switches of patterns.</summary>
    public ModelList<Node> Nodes { get; init; } = [];

    /// <summary>Links; source and target are the ids of nodes.</summary>
    public ModelList<Link> Links { get; init; } = [];

    /// <summary>Groups, outer ones first. Their maximum cost bounds the sum of what is in them.</summary>
    public ModelList<Group> Groups { get; init; } = [];

    /// <summary>Which nodes must be apart or together; members are the ids of nodes.</summary>
    public ModelList<Placement> Placements { get; init; } = [];

    /// <summary>The moments in its life.</summary>
    public ModelList<TimelineEvent> Timeline { get; init; } = [];
}
