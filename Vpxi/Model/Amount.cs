namespace HiperNet.Vpxi.Model;

/// <summary>
/// How much of a capacity, in its base unit: cores, hertz, bytes, bits a second, or nanoseconds of latency. A request
/// takes any amount from the minimum to the maximum, best the preferred one; a physical resource has its maximum.
/// </summary>
/// <param name="Minimum">The least that will do, 0 or more.</param>
/// <param name="Maximum">The most of use, at least the minimum; <see cref="Unbounded"/> for no bound.</param>
public sealed record Amount(long Minimum, long Maximum)
{
    /// <summary>The maximum of an amount that has none.</summary>
    public const long Unbounded = long.MaxValue;

    /// <summary>What is best, from minimum to maximum; null if nothing is said.</summary>
    public long? Preferred { get; init; }

    /// <summary>Only these values will do, ascending from minimum to maximum; empty: all will do.</summary>
    public ModelList<long> Choices { get; init; } = [];

    /// <summary>Only the minimum and whole steps above it will do; 0: all will do.</summary>
    public long Step { get; init; }

    /// <summary>The event of the timeline from which on it holds; null: from the start.</summary>
    public string? Event { get; init; }

    /// <summary>Where it is written.</summary>
    public SourcePlace Place { get; init; }

    /// <summary>Whether there is only one value.</summary>
    public bool IsExact => Minimum == Maximum;

    /// <summary>What to aim at: the preferred value, otherwise the least.</summary>
    public long Target => Preferred ?? Minimum;

    /// <summary>Exactly so much.</summary>
    public static Amount Exactly(long value) => new(value, value);

    /// <summary>So much or more.</summary>
    public static Amount AtLeast(long value) => new(value, Unbounded);

    /// <summary>So much or less.</summary>
    public static Amount AtMost(long value) => new(0, value);

    /// <summary>Whether a value will do.</summary>
    public bool Permits(long value) =>
        value >= Minimum
        && value <= Maximum
        && (Step == 0 || (value - Minimum) % Step == 0)
        && (Choices.Count == 0 || Choices.Contains(value));
}
