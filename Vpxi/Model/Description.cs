namespace HiperNet.Vpxi.Model;

/// <summary>
/// An infrastructure as it is described: with groups, arrays and patterns. <see cref="Expansion"/> makes the flat
/// <see cref="Infrastructure"/> of it.
/// </summary>
/// <inheritdoc cref="Element"/>
public sealed record Description(string Id) : Element(Id)
{
    /// <summary>Asked for, or there.</summary>
    public InfrastructureKind Kind { get; init; }

    /// <summary>Whose it is: a key or a name; null: nothing is said.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether everything must be linked with everything.</summary>
    public bool Connected { get; init; }

    /// <summary>Its parts, in the order in which they are written.</summary>
    public ModelList<Element> Elements { get; init; } = [];

    /// <summary>The moments in its life.</summary>
    public ModelList<TimelineEvent> Timeline { get; init; } = [];
}
