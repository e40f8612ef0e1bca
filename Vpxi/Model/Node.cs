namespace HiperNet.Vpxi.Model;

/// <summary>A node, virtual or physical.</summary>
/// <inheritdoc cref="Element"/>
public sealed record Node(string Id) : Element(Id)
{
    /// <summary>What it is for.</summary>
    public ElementaryFunction Function { get; init; }

    /// <summary>Whether a pattern put it there: a switch that nobody wrote down.</summary>
    public bool Implied { get; init; }

    /// <summary>Processor cores; null: nothing is said.</summary>
    public Amount? Cores { get; init; }

    /// <summary>Frequency of a core, in hertz; null: nothing is said.</summary>
    public Amount? Frequency { get; init; }

    /// <summary>Memory, in bytes; null: nothing is said.</summary>
    public Amount? Memory { get; init; }

    /// <summary>Storage, in bytes; null: nothing is said.</summary>
    public Amount? Storage { get; init; }

    /// <summary>The processor's architecture; null: any.</summary>
    public string? Architecture { get; init; }

    /// <summary>The kind of storage; null: any.</summary>
    public string? StorageType { get; init; }

    /// <summary>A region within the location; null: any.</summary>
    public string? Region { get; init; }

    /// <summary>The image that it starts from; null: the provider's own.</summary>
    public string? Image { get; init; }

    /// <summary>What it runs once it has started: a command or a script; null: nothing.</summary>
    public string? Command { get; init; }

    /// <summary>Software that it must have.</summary>
    public ModelList<string> Software { get; init; } = [];

    /// <summary>Services that it offers or needs from its provider.</summary>
    public ModelList<string> Services { get; init; } = [];

    /// <summary>Devices that it must have.</summary>
    public ModelList<string> Devices { get; init; } = [];

    /// <summary>How a router routes; null: as it likes.</summary>
    public ControlPlane? ControlPlane { get; init; }

    /// <summary>What an access point lets in and out.</summary>
    public ModelList<AccessRule> Access { get; init; } = [];
}
