using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>
/// Gives a plan that was found with the least amounts as much of the preferred ones as there is room and money for, in
/// the order of the description.
/// </summary>
internal sealed class Raise
{
    private readonly Pool pool;
    private readonly Demands best;
    private readonly AllocationBuilder builder;
    private readonly CostRules costs;
    private PoolBookings booked;
    private Allocation allocation;
    private int raised;

    /// <summary>Begins with a plan.</summary>
    /// <param name="bookings">What is booked without it.</param>
    /// <param name="best">What is asked for with the preferred amounts.</param>
    /// <param name="builder">Makes its grants.</param>
    /// <param name="allocation">The plan.</param>
    public Raise(PoolBookings bookings, Demands best, AllocationBuilder builder, Allocation allocation)
    {
        (pool, this.best, this.builder, this.allocation) = (bookings.Pool, best, builder, allocation);
        costs = new CostRules(best.Infrastructure);
        bookings.Book("plan", allocation, out booked);
    }

    /// <summary>The plan with larger amounts.</summary>
    public Allocation Run()
    {
        for (int index = 0; index < best.Nodes.Length; index++)
        {
            foreach (TimedAmount wanted in best.Nodes[index].Amounts)
            {
                RaiseNode(index, wanted);
            }
        }

        for (int index = 0; index < best.Links.Length; index++)
        {
            foreach (TimedAmount wanted in best.Links[index].Amounts)
            {
                RaiseLink(index, wanted);
            }
        }

        return builder.Priced(allocation);
    }

    private void RaiseNode(int index, TimedAmount wanted)
    {
        NodeGrant grant = allocation.Nodes[index];
        Calendar calendar = booked.OfNode(pool.FindNode(grant.Resource)).Capacities[wanted.Capacity];
        if (More(grant.Amounts, best.Nodes[index].Node, wanted, calendar.Free(wanted.Window)) is { } more)
        {
            NodeGrant larger = builder.With(grant, Added(grant.Amounts, more));
            Take(
                allocation with { Nodes = Replaced(allocation.Nodes, index, larger) },
                allocation with { Nodes = [grant with { Amounts = [more] }], Links = [] });
        }
    }

    private void RaiseLink(int index, TimedAmount wanted)
    {
        LinkGrant grant = allocation.Links[index];
        if (More(grant.Amounts, best.Links[index].Link, wanted, Free(grant, wanted)) is { } more)
        {
            LinkGrant larger = builder.With(grant, Added(grant.Amounts, more));
            Take(
                allocation with { Links = Replaced(allocation.Links, index, larger) },
                allocation with { Nodes = [], Links = [grant with { Amounts = [more] }] });
        }
    }

    /// <summary>Takes the larger plan, if it costs no more than it may.</summary>
    private void Take(Allocation larger, Allocation difference)
    {
        if (costs.First(larger, builder) is null)
        {
            booked = booked.BookMore($"more{raised++}", difference);
            allocation = larger;
        }
    }

    /// <summary>What is free along a path in the direction of a bandwidth.</summary>
    private long Free(LinkGrant grant, TimedAmount wanted)
    {
        int at = pool.FindNode(grant.From);
        long free = long.MaxValue;
        foreach (string name in grant.Path)
        {
            int link = pool.FindLink(name);
            bool along = pool.From(link) == at;
            bool forward = wanted.Capacity.Kind == CapacityKind.Forward == along;
            LinkCalendars calendars = booked.OfLink(link);
            free = Math.Min(free, (forward ? calendars.Forward : calendars.Reverse).Free(wanted.Window));
            at = along ? pool.To(link) : pool.From(link);
        }

        return free;
    }

    /// <summary>What can be added to a capacity; null if nothing.</summary>
    private static TimedAmount? More(
        ModelList<TimedAmount> amounts, Element element, TimedAmount wanted, long free)
    {
        long granted = amounts.FirstOrDefault(amount => amount.Capacity == wanted.Capacity)?.Amount ?? 0;
        if (wanted.Capacity.Of(element) is not { } permitted || granted >= wanted.Amount)
        {
            return null;
        }

        long room = free > wanted.Amount - granted ? wanted.Amount : granted + free;
        long more = AmountChoice.UpTo(permitted, room) - granted;
        return more > 0 ? wanted with { Amount = more } : null;
    }

    private static ModelList<TimedAmount> Added(ModelList<TimedAmount> amounts, TimedAmount more) =>
        amounts.Any(amount => amount.Capacity == more.Capacity)
            ? [.. amounts.Select(amount => amount.Capacity == more.Capacity
                ? amount with { Amount = amount.Amount + more.Amount }
                : amount)]
            : [.. amounts, more];

    private static ModelList<T> Replaced<T>(ModelList<T> list, int index, T item)
    {
        T[] items = [.. list];
        items[index] = item;
        return [.. items];
    }
}
