using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>Gives an allocation another end: what lasts to its end lasts to the new one.</summary>
public static class Extension
{
    /// <summary>Plans another end; nothing is booked.</summary>
    /// <param name="bookings">The pool, with the allocation booked.</param>
    /// <param name="id">The name with which it is booked.</param>
    /// <param name="allocation">What is booked.</param>
    /// <param name="infrastructure">What was asked for; its bounds of cost hold for the new allocation too.</param>
    /// <param name="end">The first second after the new window, in seconds since 1970; after its start.</param>
    /// <returns>The new allocation with the same resources, or why it cannot be.</returns>
    public static AllocationResult Plan(
        PoolBookings bookings, string id, Allocation allocation, Infrastructure infrastructure, long end)
    {
        ArgumentNullException.ThrowIfNull(bookings);
        ArgumentNullException.ThrowIfNull(allocation);
        ArgumentNullException.ThrowIfNull(infrastructure);
        AllocationBuilder builder = new(bookings.Pool);
        Allocation longer;
        try
        {
            longer = Moved(allocation, end, builder);
        }
        catch (ArgumentOutOfRangeException)
        {
            return Refused("window", $"'{allocation.Infrastructure}' would end before a part of it begins");
        }

        if (Leaving(bookings.Pool, longer) is { } leaving)
        {
            return Refused("window", $"'{leaving}' is not there until the new end");
        }

        if (new CostRules(infrastructure).First(longer, builder) is { } excess)
        {
            return new AllocationResult(null, Refusals.OfCost(excess));
        }

        string? conflict = bookings.Cancel(id, allocation).Book(id, longer, out _);
        return conflict is null ? new AllocationResult(longer, null) : Refused("window", conflict);
    }

    private static AllocationResult Refused(string requirement, string message) =>
        new(null, new AllocationRefusal(requirement, null, message, null, null));

    private static Allocation Moved(Allocation allocation, long end, AllocationBuilder builder)
    {
        long old = allocation.Window.End;
        return builder.Priced(allocation with
        {
            Window = Moved(allocation.Window, old, end),
            Nodes =
            [
                .. allocation.Nodes.Select(grant => builder.With(
                    grant with { Window = Moved(grant.Window, old, end) }, Moved(grant.Amounts, old, end))),
            ],
            Links =
            [
                .. allocation.Links.Select(grant => builder.With(
                    grant with { Window = Moved(grant.Window, old, end) }, Moved(grant.Amounts, old, end))),
            ],
        });
    }

    private static ModelList<TimedAmount> Moved(ModelList<TimedAmount> amounts, long old, long end) =>
        [.. amounts.Select(amount => amount with { Window = Moved(amount.Window, old, end) })];

    /// <summary>What ends with the whole goes on with it; what the new end cuts off ends there.</summary>
    private static TimeWindow Moved(TimeWindow window, long old, long end) =>
        window.End == old || window.End > end ? new TimeWindow(window.Start, end) : window;

    private static string? Leaving(Pool pool, Allocation allocation) => allocation.Nodes
        .Where(grant => !Matching.IsThere(grant.Window, pool.Nodes[pool.FindNode(grant.Resource)].Period))
        .Select(grant => grant.Resource)
        .Concat(allocation.Links.SelectMany(grant => grant.Path
            .Where(hop => !Matching.IsThere(grant.Window, pool.Links[pool.FindLink(hop)].Period))))
        .FirstOrDefault();
}
