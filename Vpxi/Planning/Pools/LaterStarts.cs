using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>
/// Looks for a later start that works. What is free at a window's beginning grows only where a booking ends or a
/// resource appears, so these are the starts that are tried, in order, from the first at which each node alone has
/// room.
/// </summary>
internal sealed class LaterStarts(
    PoolBookings bookings,
    Infrastructure infrastructure,
    AllocationOptions options,
    long start,
    CancellationToken cancel)
{
    /// <summary>How many instants are looked at; those further away are left out.</summary>
    private const int MostInstants = 200_000;

    private readonly Demands demands = new(infrastructure, options, start, AmountChoice.Least);

    /// <summary>Why no start works: the pool is too small even when nothing of it is booked. Null: not known.</summary>
    public AllocationRefusal? IsHopeless { get; private set; }

    /// <summary>A later start that works; null if none is known.</summary>
    /// <param name="allocation">The plan with it.</param>
    public LaterStart? Find(out Allocation? allocation)
    {
        allocation = null;
        long[] starts = Starts();
        if (starts.Length == 0 || IsTooSmall(starts))
        {
            return null;
        }

        int first = starts.AsSpan().BinarySearch(Bound());
        first = first < 0 ? ~first : first;
        int last = Math.Min(starts.Length, first + options.LaterStarts);
        for (int i = first; i < last && !cancel.IsCancellationRequested; i++)
        {
            allocation = Allocations.At(bookings, infrastructure, options, starts[i], cancel).Allocation;
            if (allocation is not null)
            {
                return new LaterStart(starts[i], IsEarliest: true);
            }
        }

        // After the last change nothing is booked any more.
        if (last < starts.Length && !cancel.IsCancellationRequested)
        {
            allocation = Allocations.At(bookings, infrastructure, options, starts[^1], cancel).Allocation;
        }

        return allocation is null ? null : new LaterStart(starts[^1], IsEarliest: false);
    }

    /// <summary>Without bookings and with no resource that comes later, all starts are alike: one tells all.</summary>
    private bool IsTooSmall(long[] starts)
    {
        if (Changes)
        {
            return false;
        }

        PoolBookings empty = new(bookings.Pool);
        AllocationResult result = Allocations.At(empty, infrastructure, options, starts[^1], cancel);
        IsHopeless = cancel.IsCancellationRequested ? null : result.Refusal;
        return result.Allocation is null;
    }

    /// <summary>Whether resources come and go.</summary>
    private bool Changes => bookings.Pool.Infrastructure.Nodes.Any(node => !node.Period.IsOpen)
        || bookings.Pool.Infrastructure.Links.Any(link => !link.Period.IsOpen);

    private long[] Starts()
    {
        IEnumerable<long> ends = bookings.Calendars.SelectMany(calendar => calendar.Bookings)
            .Select(booking => booking.Window.End);
        IEnumerable<long> beginnings = bookings.Pool.Infrastructure.Nodes.Select(node => node.Period.Start)
            .Concat(bookings.Pool.Infrastructure.Links.Select(link => link.Period.Start))
            .OfType<long>();
        HashSet<long> offsets =
        [
            .. demands.Nodes.Select(node => node.Window).Concat(demands.Links.Select(link => link.Window))
                .Concat(demands.Nodes.SelectMany(node => node.Amounts).Select(amount => amount.Window))
                .Concat(demands.Links.SelectMany(link => link.Amounts).Select(amount => amount.Window))
                .Select(window => window.Start - start),
        ];
        return
        [
            .. ends.Concat(beginnings).Distinct()
                .SelectMany(instant => offsets.Select(offset => instant - offset))
                .Where(instant => instant > start)
                .Distinct()
                .Order()
                .Take(MostInstants),
        ];
    }

    /// <summary>The first start at which each node has room on some resource, were it alone.</summary>
    private long Bound()
    {
        if (Changes)
        {
            return start + 1;
        }

        Candidates candidates = new(new PoolBookings(bookings.Pool), options);
        Dictionary<(int[] Hosts, TimeWindow Window, string Amounts), long> known = [];
        long bound = start + 1;
        foreach (NodeDemand node in demands.Nodes)
        {
            int[] hosts = candidates.Of(node);
            (int[], TimeWindow, string) key = (hosts, node.Window, string.Join(',', node.Amounts));
            if (!known.TryGetValue(key, out long shift))
            {
                known.Add(key, shift = hosts.Length == 0 ? 0 : hosts.Min(host => Shift(node, host)));
            }

            bound = Math.Max(bound, start + shift);
        }

        return bound;
    }

    /// <summary>By how much a node must be later to have room on a resource.</summary>
    private long Shift(NodeDemand node, int host)
    {
        if (!bookings.IsTouched(host))
        {
            return 0;
        }

        NodeCalendars calendars = bookings.OfNode(host);
        long shift = 0;
        foreach (TimedAmount amount in node.Amounts)
        {
            long? earliest = calendars.Capacities[amount.Capacity].EarliestStart(
                amount.Amount, amount.Window.Length, amount.Window.Start);
            shift = Math.Max(shift, (earliest ?? amount.Window.Start) - amount.Window.Start);
        }

        return shift;
    }
}
