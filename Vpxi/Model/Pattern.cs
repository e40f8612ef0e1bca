namespace HiperNet.Vpxi.Model;

/// <summary>A named way of linking many nodes. Expansion makes plain links of it.</summary>
/// <inheritdoc cref="Element"/>
public sealed record Pattern(string Id) : Element(Id)
{
    /// <summary>How the members are linked.</summary>
    public PatternKind Kind { get; init; }

    /// <summary>What is linked, in order; a group stands for all its nodes.</summary>
    public ModelList<Reference> Members { get; init; } = [];

    /// <summary>The centre of a star; null otherwise.</summary>
    public Reference? Center { get; init; }

    /// <summary>How many children a member of a tree has, from 1; null otherwise, and for two.</summary>
    public int? Fanout { get; init; }

    /// <summary>As of each link: from the earlier member, or the centre or switch, to the other.</summary>
    public Amount? Forward { get; init; }

    /// <summary>As of each link, the other way.</summary>
    public Amount? Reverse { get; init; }

    /// <summary>As of each link, in nanoseconds.</summary>
    public Amount? Latency { get; init; }
}
