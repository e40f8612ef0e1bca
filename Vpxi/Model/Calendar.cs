using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace HiperNet.Vpxi.Model;

/// <summary>
/// The bookings of one capacity, never more than it at any instant. It does not change: every change makes a new
/// calendar that shares most with the old one, so that a plan is tried and forgotten at no cost, and a calendar that
/// several write to is exchanged by compare-and-swap. Every call takes logarithmic time in the number of bookings,
/// where nothing else is said.
/// </summary>
public sealed class Calendar
{
    private readonly ImmutableSortedDictionary<string, Booking> bookings;
    private readonly ProfileNode? profile;

    internal Calendar(long capacity, ImmutableSortedDictionary<string, Booking> bookings, ProfileNode? profile) =>
        (Capacity, this.bookings, this.profile) = (capacity, bookings, profile);

    /// <summary>How much there is, in a unit of the user's.</summary>
    public long Capacity { get; }

    /// <summary>How many bookings there are.</summary>
    public int Count => bookings.Count;

    /// <summary>The bookings, by their identifiers in ordinal order.</summary>
    public IEnumerable<Booking> Bookings => bookings.Values;

    internal ProfileNode? Profile => profile;

    /// <summary>A calendar without bookings.</summary>
    /// <param name="capacity">How much there is; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is negative.</exception>
    public static Calendar Empty(long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        return new Calendar(capacity, ImmutableSortedDictionary.Create<string, Booking>(StringComparer.Ordinal), null);
    }

    /// <summary>The first instant from which on all calendars have room for a while.</summary>
    /// <param name="needs">The calendars, and how much of each; a calendar stands once.</param>
    /// <param name="length">For how long, in seconds; at least 1.</param>
    /// <param name="notBefore">The first instant that will do, in seconds since 1970.</param>
    /// <returns>The instant; null if one of them is too small, or time ends first.</returns>
    /// <remarks>
    /// Each stretch that is long enough in one calendar, and not free in another, costs one more search: calendars
    /// that are free by turns are searched to their ends, in n log n of their bookings.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The length or an amount is below 1.</exception>
    public static long? EarliestStart(IReadOnlyList<CalendarNeed> needs, long length, long notBefore)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        long start = notBefore;
        int agreed = 0;
        for (int i = 0; agreed < needs.Count; i = (i + 1) % needs.Count)
        {
            if (needs[i].Calendar.EarliestStart(needs[i].Amount, length, start) is not long next)
            {
                return null;
            }

            agreed = next == start ? agreed + 1 : 1;
            start = next;
        }

        return start <= long.MaxValue - length ? start : null;
    }

    /// <summary>Looks for a booking.</summary>
    public bool TryGet(string id, [NotNullWhen(true)] out Booking? booking) => bookings.TryGetValue(id, out booking);

    /// <summary>How much is free at every instant of a window.</summary>
    public long Free(TimeWindow window) => Capacity - ProfileSearch.Peak(profile, window);

    /// <summary>How much is free at an instant, in seconds since 1970.</summary>
    public long FreeAt(long instant) => Capacity - ProfileSearch.At(profile, instant);

    /// <summary>The first instant from which on an amount is free for a while.</summary>
    /// <param name="amount">How much; at least 1.</param>
    /// <param name="length">For how long, in seconds; at least 1.</param>
    /// <param name="notBefore">The first instant that will do, in seconds since 1970.</param>
    /// <returns>The instant; null if the amount is above the capacity, or time ends first.</returns>
    /// <remarks>
    /// What it takes is logarithmic in the number of bookings, however many stretches have room and are too short, as
    /// long as the use in any part of the calendar has at most <see cref="Stretches.Most"/> different levels. With
    /// more levels, at the worst, it looks once at each pair of leaves, which in a calendar that only grows is one for
    /// 128 bookings or more. The first long search after changes also finds out the stretches of what they changed.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The amount or the length is below 1.</exception>
    public long? EarliestStart(long amount, long length, long notBefore)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (amount > Capacity)
        {
            return null;
        }

        long start = GapSearch.Find(profile, Capacity - amount, length, notBefore, out _);
        return start <= long.MaxValue - length ? start : null;
    }

    /// <summary>Of how many parts of the calendar the same search takes a look.</summary>
    internal int EarliestStartVisits(long amount, long length, long notBefore)
    {
        _ = GapSearch.Find(profile, Capacity - amount, length, notBefore, out int visits);
        return visits;
    }

    /// <summary>Adds a booking, if there is room for it all the time.</summary>
    /// <param name="booking">What to add.</param>
    /// <param name="next">The calendar with it; this one if it is refused.</param>
    /// <returns>None, <see cref="CalendarFault.Full"/>, Exists or TooMany.</returns>
    public CalendarFault Book(Booking booking, out Calendar next)
    {
        next = this;
        if (Count >= CalendarLimits.Bookings)
        {
            return CalendarFault.TooMany;
        }

        if (bookings.ContainsKey(booking.Id))
        {
            return CalendarFault.Exists;
        }

        if (booking.Amount > Free(booking.Window))
        {
            return CalendarFault.Full;
        }

        next = new Calendar(Capacity, bookings.Add(booking.Id, booking), Put(profile, booking.Window, booking.Amount));
        return CalendarFault.None;
    }

    /// <summary>Takes a booking away.</summary>
    /// <param name="id">Which one.</param>
    /// <param name="next">The calendar without it; this one if there is none.</param>
    /// <returns>None or <see cref="CalendarFault.Unknown"/>.</returns>
    public CalendarFault Cancel(string id, out Calendar next)
    {
        next = this;
        if (!bookings.TryGetValue(id, out Booking? old))
        {
            return CalendarFault.Unknown;
        }

        next = new Calendar(Capacity, bookings.Remove(id), Put(profile, old.Window, -old.Amount));
        return CalendarFault.None;
    }

    /// <summary>
    /// Gives a booking another window: shortens it, extends it, or moves it. Its own room counts as free.
    /// </summary>
    /// <param name="id">Which one.</param>
    /// <param name="window">Its new window.</param>
    /// <param name="next">The calendar with the change; this one if it is refused.</param>
    /// <returns>None, <see cref="CalendarFault.Full"/> or Unknown.</returns>
    public CalendarFault Change(string id, TimeWindow window, out Calendar next)
    {
        next = this;
        if (!bookings.TryGetValue(id, out Booking? old))
        {
            return CalendarFault.Unknown;
        }

        Booking changed = new(id, window, old.Amount);
        ProfileNode? without = Put(profile, old.Window, -old.Amount);
        if (changed.Amount > Capacity - ProfileSearch.Peak(without, window))
        {
            return CalendarFault.Full;
        }

        next = new Calendar(Capacity, bookings.SetItem(id, changed), Put(without, window, changed.Amount));
        return CalendarFault.None;
    }

    private static ProfileNode? Put(ProfileNode? profile, TimeWindow window, long amount) =>
        ProfileTree.Add(ProfileTree.Add(profile, window.Start, amount), window.End, -amount);
}
