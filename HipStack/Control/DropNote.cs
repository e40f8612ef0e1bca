namespace HiperNet.HipStack.Control;

/// <summary>Packets of a peer that were dropped for one reason.</summary>
public sealed record DropNote
{
    /// <summary>Why, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>How many.</summary>
    public required long Packets { get; init; }

    /// <summary>When the last one was.</summary>
    public required DateTimeOffset Last { get; init; }
}
