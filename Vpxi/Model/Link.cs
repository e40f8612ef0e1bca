namespace HiperNet.Vpxi.Model;

/// <summary>A link between two nodes, virtual or physical.</summary>
/// <param name="Id"><inheritdoc cref="Element" path="/param[@name='Id']"/></param>
/// <param name="Source">One end.</param>
/// <param name="Target">The other end.</param>
public sealed record Link(string Id, Reference Source, Reference Target) : Element(Id)
{
    /// <summary>From source to target, in bits a second; null: nothing is said.</summary>
    public Amount? Forward { get; init; }

    /// <summary>From target to source, in bits a second; null: nothing is said.</summary>
    public Amount? Reverse { get; init; }

    /// <summary>
    /// One way, in nanoseconds; null: nothing is said. Of a request only the maximum matters; of a physical link too,
    /// it is what the link takes at most.
    /// </summary>
    public Amount? Latency { get; init; }

    /// <summary>The pattern that it was made from; null if it was written down.</summary>
    public string? Pattern { get; init; }
}
