namespace HiperNet.Vpxi.Model;

/// <summary>An aggregate, for instance a cluster: elements, and what holds for all of them.</summary>
/// <inheritdoc cref="Element"/>
public sealed record Group(string Id) : Element(Id)
{
    /// <summary>
    /// What it consists of; empty in an <see cref="Infrastructure"/>, where elements name their group.
    /// </summary>
    public ModelList<Element> Elements { get; init; } = [];
}
