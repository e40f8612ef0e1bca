namespace HiperNet.Vpxi.Model;

/// <summary>When something is wanted: from when, and for how long; either may be left open.</summary>
/// <param name="Start">In seconds since 1970-01-01T00:00:00Z; null if any start will do.</param>
/// <param name="Length">In seconds, above 0; null if nothing is said.</param>
public readonly record struct Period(long? Start, long? Length)
{
    /// <summary>Where it is written.</summary>
    public SourcePlace Place { get; init; }

    /// <summary>Whether nothing is said.</summary>
    public bool IsOpen => Start is null && Length is null;

    /// <summary>The window, if both are known and it is not empty.</summary>
    public TimeWindow? Window =>
        Start is long start && Length is > 0 && start <= long.MaxValue - Length.Value
            ? new TimeWindow(start, start + Length.Value)
            : null;

    /// <summary>The period of a window.</summary>
    public static Period Of(TimeWindow window) => new(window.Start, window.Length);

    /// <summary>What this one leaves open is taken from <paramref name="outer"/>.</summary>
    public Period Within(Period outer) => IsOpen
        ? outer
        : new Period(Start ?? outer.Start, Length ?? outer.Length) { Place = Place };
}
