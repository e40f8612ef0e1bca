namespace HiperNet.HipStack.Control;

/// <summary>Something that the daemon wants known about itself.</summary>
public sealed record HealthLine
{
    /// <summary>How much it matters.</summary>
    public required HealthLevel Level { get; init; }

    /// <summary>One line.</summary>
    public required string Text { get; init; }
}
