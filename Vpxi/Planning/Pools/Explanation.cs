using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>Says of an allocation which resources would have done, and what ruled the others out.</summary>
public sealed class Explanation
{
    private readonly Pool pool;
    private readonly Candidates candidates;
    private readonly Dictionary<int[], string> nodes = [];
    private readonly Dictionary<IndexSet, string> links = [];

    private Explanation(PoolBookings bookings, AllocationOptions options) =>
        (pool, candidates) = (bookings.Pool, new Candidates(bookings, options));

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
        Explanation explanation = new(bookings, options);
        return
        [
            .. allocation.Nodes.Select((grant, index) => explanation.Of(demands.Nodes[index], grant)),
            .. allocation.Links.Select((grant, index) => explanation.Of(demands.Links[index], grant)),
        ];
    }

    private static long Shift(Infrastructure infrastructure, AllocationOptions options, Allocation allocation) =>
        allocation.Nodes[0].Window.Start
        - (infrastructure.Nodes[0].Period.Start ?? Demands.StartOf(infrastructure, options));

    private string Of(NodeDemand wanted, NodeGrant grant)
    {
        string less = string.Join(", ", wanted.Amounts
            .Select(amount => (Wanted: amount, Granted: grant.Amounts.FirstOrDefault(
                granted => granted.Capacity == amount.Capacity)?.Amount ?? 0))
            .Where(pair => pair.Granted < pair.Wanted.Amount)
            .Select(pair => $"{pair.Wanted.Capacity.Spell(pair.Wanted.Amount)} of {pair.Wanted.Capacity.Name}"));
        return $"{grant.Node} on {grant.Resource}: {Others(wanted)}"
            + (less.Length > 0 ? $"; there was no room or no money for the best amounts, {less}" : "");
    }

    /// <summary>How many resources would do; nodes that ask for the same share the answer.</summary>
    private string Others(NodeDemand wanted)
    {
        int[] hosts = candidates.Of(wanted);
        if (!nodes.TryGetValue(hosts, out string? known))
        {
            IEnumerable<string> reasons = Enumerable.Range(0, pool.Nodes.Length).Select(host =>
                candidates.ForNodes.First(wanted, pool.Nodes[host]) is { } criterion ? criterion.Name
                : candidates.IsShareable(wanted, host) ? ""
                : "exclusive use");
            known = $"{hosts.Length} of {pool.Nodes.Length} resources would do" + Counts(reasons);
            nodes.Add(hosts, known);
        }

        return known;
    }

    private string Of(LinkDemand wanted, LinkGrant grant)
    {
        string path = grant.Path.Count switch
        {
            0 => "both ends are on one resource",
            1 => "1 physical link",
            int hops => $"{hops} physical links",
        };
        string latency = (wanted.MostLatency, grant.Latency) is ({ } most, { } takes)
            ? $"; takes {AmountText.Quantity(takes, Dimension.Time)} of {AmountText.Quantity(most, Dimension.Time)}"
            : "";
        return $"{grant.Link}: {path}{Others(wanted)}{latency}";
    }

    private string Others(LinkDemand wanted)
    {
        if (candidates.Of(wanted) is not { } allowed)
        {
            return "";
        }

        if (!links.TryGetValue(allowed, out string? known))
        {
            IEnumerable<string> reasons = Enumerable.Range(0, pool.Links.Length)
                .Select(link => candidates.ForLinks.First(wanted, link)?.Name ?? "");
            links.Add(allowed, known = Counts(reasons));
        }

        return known;
    }

    private static string Counts(IEnumerable<string> reasons)
    {
        string counts = string.Join(", ", reasons
            .Where(name => name.Length > 0)
            .GroupBy(name => name, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .Select(group => $"{group.Count()} by {group.Key}"));
        return counts.Length == 0 ? "" : $", others are ruled out: {counts}";
    }
}
