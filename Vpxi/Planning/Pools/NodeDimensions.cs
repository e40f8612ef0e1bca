using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>
/// The dimensions in which the planner counts: each capacity that is asked for, in each stretch of time in which the
/// same demands hold.
/// </summary>
internal sealed class NodeDimensions
{
    private readonly (Capacity Capacity, TimeWindow Segment)[] all;

    public NodeDimensions(IReadOnlyList<NodeDemand> nodes)
    {
        TimedAmount[] amounts = [.. nodes.SelectMany(node => node.Amounts)];
        Capacity[] capacities = [.. amounts.Select(amount => amount.Capacity).Distinct()];
        if (capacities.Length > PlanningLimits.Dimensions)
        {
            throw new ArgumentException(
                $"{capacities.Length} capacities are more than the {PlanningLimits.Dimensions} that can be planned",
                nameof(nodes));
        }

        TimeWindow[] windows = [.. amounts.Select(amount => amount.Window).Distinct()];
        all = windows.Length == 0
            ? []
            : [.. Windows.Segments(windows, PlanningLimits.Dimensions / capacities.Length)
                .SelectMany(segment => capacities.Select(capacity => (capacity, segment)))];
    }

    /// <summary>How many there are; at least one, because the planner wants one.</summary>
    public int Count => Math.Max(1, all.Length);

    /// <summary>Which capacity a dimension is of.</summary>
    public Capacity CapacityOf(int dimension) => all[dimension].Capacity;

    /// <summary>What a node demands in each dimension.</summary>
    public long[] Demand(NodeDemand node) => Fill((capacity, segment) => node.Amounts
        .Where(amount => amount.Capacity == capacity && amount.Window.Overlaps(segment))
        .Sum(amount => amount.Amount));

    /// <summary>What a physical node has in each dimension.</summary>
    public long[] Had(Node physical) => Fill((capacity, _) => capacity.Had(physical));

    /// <summary>What is free of a physical node in each dimension.</summary>
    public long[] Free(NodeCalendars calendars) => Fill((capacity, segment) =>
        calendars.Capacities.TryGetValue(capacity, out Calendar? calendar) ? calendar.Free(segment) : 0);

    /// <summary>For each dimension what it costs, from the price of a core for one second.</summary>
    public double[] Seconds() =>
        [.. all.Select(one => one.Capacity.Kind == CapacityKind.Cores ? one.Segment.Length : 0.0), .. Missing()];

    private long[] Fill(Func<Capacity, TimeWindow, long> amount)
    {
        long[] amounts = new long[Count];
        for (int dimension = 0; dimension < all.Length; dimension++)
        {
            amounts[dimension] =
                Math.Min(PlanningLimits.Capacity, amount(all[dimension].Capacity, all[dimension].Segment));
        }

        return amounts;
    }

    private double[] Missing() => all.Length == 0 ? [0] : [];
}
