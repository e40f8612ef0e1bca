namespace HiperNet.Vpxi.Model;

/// <summary>An entry of a routing table.</summary>
/// <param name="Source">The node where traffic comes from.</param>
/// <param name="Target">The node where it goes.</param>
public sealed record Route(Reference Source, Reference Target)
{
    /// <summary>The link on which it comes in; null: any.</summary>
    public Reference? LinkIn { get; init; }

    /// <summary>The link on which it goes out; null: any.</summary>
    public Reference? LinkOut { get; init; }
}
