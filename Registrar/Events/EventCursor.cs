namespace HiperNet.Registrar.Events;

/// <summary>
/// Where events stand in their order: the revision that wrote them, times 256, and their place among those that the
/// same revision wrote for the same audience. Revisions alone would make equals of the events of one transaction, and
/// who comes back in the middle of them would miss the rest.
/// </summary>
public static class EventCursor
{
    /// <summary>The cursor behind all that was written up to a revision of the store; at most 2^54.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The revision is negative or too large.</exception>
    public static long After(long revision) => Of(revision, EventLimits.EachTransaction - 1);

    /// <summary>The cursor of an event.</summary>
    internal static long Of(long revision, int place)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(revision);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(revision, 1L << 54);
        return (revision * EventLimits.EachTransaction) + Math.Min(place, EventLimits.EachTransaction - 1);
    }
}
