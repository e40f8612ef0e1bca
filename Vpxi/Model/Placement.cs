namespace HiperNet.Vpxi.Model;

/// <summary>Nodes that must be apart, or together.</summary>
/// <inheritdoc cref="Element"/>
public sealed record Placement(string Id) : Element(Id)
{
    /// <summary>Whether no two may share; otherwise all must.</summary>
    public bool Apart { get; init; }

    /// <summary>What they may not, or must, share.</summary>
    public PlacementScope Scope { get; init; }

    /// <summary>
    /// The nodes; a group stands for all its nodes. In an <see cref="Infrastructure"/> whole names of nodes only.
    /// </summary>
    public ModelList<Reference> Members { get; init; } = [];
}
