using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>Says of an allocation which resources would have done, and what ruled the others out.</summary>
public static class Explanation
{
    /// <summary>A sentence for each node, then one for each link, in their order.</summary>
    /// <param name="bookings">The calendars with which it was planned.</param>
    /// <param name="infrastructure">What was asked for.</param>
    /// <param name="options">The options with which it was planned.</param>
    /// <param name="allocation">The plan.</param>
    public static IReadOnlyList<string> Of(
        PoolBookings bookings, Infrastructure infrastructure, AllocationOptions options, Allocation allocation)
    {
        ArgumentNullException.ThrowIfNull(bookings);
        ArgumentNullException.ThrowIfNull(infrastructure);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(allocation);
        long shift = allocation.Nodes.Count == 0 ? 0 : Shift(infrastructure, options, allocation);
        Demands demands = new(
            infrastructure, options, Demands.StartOf(infrastructure, options) + shift, AmountChoice.Best);
        Candidates candidates = new(bookings, options);
        return
        [
            .. allocation.Nodes.Select((grant, index) => Of(bookings.Pool, candidates, demands.Nodes[index], grant)),
            .. allocation.Links.Select((grant, index) => Of(bookings.Pool, candidates, demands.Links[index], grant)),
        ];
    }

    private static long Shift(Infrastructure infrastructure, AllocationOptions options, Allocation allocation) =>
        allocation.Nodes[0].Window.Start
        - (infrastructure.Nodes[0].Period.Start ?? Demands.StartOf(infrastructure, options));

    private static string Of(Pool pool, Candidates candidates, NodeDemand wanted, NodeGrant grant)
    {
        List<string> reasons = [];
        int does = 0;
        for (int host = 0; host < pool.Nodes.Length; host++)
        {
            if (candidates.ForNodes.First(wanted, pool.Nodes[host]) is { } criterion)
            {
                reasons.Add(criterion.Name);
            }
            else if (!candidates.IsShareable(wanted, host))
            {
                reasons.Add("exclusive use");
            }
            else
            {
                does++;
            }
        }

        string less = string.Join(", ", wanted.Amounts
            .Select(amount => (Wanted: amount, Granted: grant.Amounts.FirstOrDefault(
                granted => granted.Capacity == amount.Capacity)?.Amount ?? 0))
            .Where(pair => pair.Granted < pair.Wanted.Amount)
            .Select(pair => $"{pair.Wanted.Capacity.Spell(pair.Wanted.Amount)} of {pair.Wanted.Capacity.Name}"));
        return $"{grant.Node} on {grant.Resource}: {does} of {pool.Nodes.Length} resources would do"
            + Counts(reasons)
            + (less.Length > 0 ? $"; there was no room for the best amounts, {less}" : "");
    }

    private static string Of(Pool pool, Candidates candidates, LinkDemand wanted, LinkGrant grant)
    {
        List<string> reasons = [];
        for (int link = 0; link < pool.Links.Length; link++)
        {
            if (candidates.ForLinks.First(wanted, link) is { } criterion)
            {
                reasons.Add(criterion.Name);
            }
        }

        string path = grant.Path.Count == 0
            ? "both ends are on one resource"
            : $"{grant.Path.Count} of {pool.Links.Length - reasons.Count} physical links that would do";
        string latency = (wanted.MostLatency, grant.Latency) is ({ } most, { } takes)
            ? $"; takes {AmountText.Quantity(takes, Dimension.Time)} of {AmountText.Quantity(most, Dimension.Time)}"
            : "";
        return $"{grant.Link}: {path}{Counts(reasons)}{latency}";
    }

    private static string Counts(List<string> reasons) => reasons.Count == 0
        ? ""
        : ", others are ruled out: " + string.Join(", ", reasons
            .GroupBy(name => name, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .Select(group => $"{group.Count()} by {group.Key}"));
}
