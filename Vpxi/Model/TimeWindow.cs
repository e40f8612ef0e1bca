namespace HiperNet.Vpxi.Model;

/// <summary>A half-open interval of time: from its start up to, and without, its end. Never empty.</summary>
public readonly record struct TimeWindow : IComparable<TimeWindow>
{
    /// <summary>Makes a window.</summary>
    /// <param name="start">In seconds since 1970-01-01T00:00:00Z.</param>
    /// <param name="end">In seconds since then, after the start.</param>
    /// <exception cref="ArgumentOutOfRangeException">The end is not after the start.</exception>
    public TimeWindow(long start, long end)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(end, start);
        (Start, End) = (start, end);
    }

    /// <summary>The first second of it, since 1970-01-01T00:00:00Z.</summary>
    public long Start { get; }

    /// <summary>The first second after it.</summary>
    public long End { get; }

    /// <summary>How long it is, in seconds; at least 1 but for <c>default</c>.</summary>
    public long Length => End - Start;

    /// <summary>Whether an instant is in it.</summary>
    public bool Contains(long instant) => Start <= instant && instant < End;

    /// <summary>Whether the other is in it, all of it.</summary>
    public bool Contains(TimeWindow other) => Start <= other.Start && other.End <= End;

    /// <summary>Whether some instant is in both. Windows that touch do not overlap.</summary>
    public bool Overlaps(TimeWindow other) => Start < other.End && other.Start < End;

    /// <summary>The instants in both; null if there are none.</summary>
    public TimeWindow? Intersect(TimeWindow other) => Overlaps(other)
        ? new TimeWindow(Math.Max(Start, other.Start), Math.Min(End, other.End))
        : null;

    /// <summary>By start, then by end.</summary>
    public int CompareTo(TimeWindow other) =>
        Start != other.Start ? Start.CompareTo(other.Start) : End.CompareTo(other.End);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{DateTimeOffset.FromUnixTimeSeconds(Start):u} to {DateTimeOffset.FromUnixTimeSeconds(End):u}";
}
