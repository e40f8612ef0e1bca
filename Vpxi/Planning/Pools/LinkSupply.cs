using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>
/// How much bandwidth is free where virtual links are wanted at different times. The planner counts one number for
/// each direction of a physical link. With one window that is exact. With several a physical link is <em>tight</em>
/// (what is free in all of the windows, which is always safe) or not (what is free in the best of them; each virtual
/// link is then kept off where its own window has no room, and booking the plan shows whether the sum fits).
/// </summary>
internal sealed class LinkSupply
{
    private const int MostWindows = 16;

    private readonly PoolBookings bookings;
    private readonly TimeWindow[] windows;
    private readonly bool[] loose;

    public LinkSupply(PoolBookings bookings, IReadOnlyList<LinkDemand> links)
    {
        this.bookings = bookings;
        TimeWindow[] all = [.. links.SelectMany(link => link.Amounts).Select(amount => amount.Window).Distinct()];
        windows = all.Length <= MostWindows ? all : [Windows.Hull(all)];
        loose = new bool[bookings.Pool.Links.Length];
    }

    /// <summary>Whether links need not be tight: there are several windows.</summary>
    public bool CanLoosen => windows.Length > 1 && !bookings.IsEmpty;

    /// <summary>No link is tight any more.</summary>
    public void Loosen() => Array.Fill(loose, true);

    /// <summary>These links are tight; whether one of them was not.</summary>
    public bool Tighten(IEnumerable<int> links)
    {
        bool changed = false;
        foreach (int link in links)
        {
            changed |= loose[link];
            loose[link] = false;
        }

        return changed;
    }

    /// <summary>What the planner is told to be free of a link.</summary>
    public (long Forward, long Reverse) Of(int link)
    {
        LinkCalendars calendars = bookings.OfLink(link);
        return (Of(calendars.Forward, link), Of(calendars.Reverse, link));
    }

    /// <summary>Whether a virtual link alone has room on a physical one, in one direction or the other.</summary>
    public bool HasRoom(LinkDemand wanted, int link)
    {
        LinkCalendars calendars = bookings.OfLink(link);
        return HasRoom(wanted, calendars.Forward, calendars.Reverse)
            || HasRoom(wanted, calendars.Reverse, calendars.Forward);
    }

    /// <summary>Whether a link may be used more than the planner knows.</summary>
    public bool IsLoose(int link) => loose[link];

    private static bool HasRoom(LinkDemand wanted, Calendar forward, Calendar reverse) => wanted.Amounts.All(amount =>
        (amount.Capacity.Kind == CapacityKind.Forward ? forward : reverse).Free(amount.Window) >= amount.Amount);

    private long Of(Calendar calendar, int link)
    {
        long free = windows.Length == 0 ? calendar.Capacity
            : loose[link] ? windows.Max(calendar.Free)
            : windows.Min(calendar.Free);
        return Math.Min(PlanningLimits.Amount, free);
    }
}
