namespace HiperNet.Vpxi.Model;

/// <summary>How a router routes.</summary>
public sealed record ControlPlane
{
    /// <summary>The layer, in words; null: nothing is said.</summary>
    public string? Layer { get; init; }

    /// <summary>The type, in words; null: nothing is said.</summary>
    public string? Type { get; init; }

    /// <summary>For instance OSPF; null: nothing is said.</summary>
    public string? Protocol { get; init; }

    /// <summary>How many entries the table holds, 0 or more; null: nothing is said.</summary>
    public int? TableSize { get; init; }

    /// <summary>Entries of the table.</summary>
    public ModelList<Route> Routes { get; init; } = [];

    /// <summary>Where it is written.</summary>
    public SourcePlace Place { get; init; }
}
