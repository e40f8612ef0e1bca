using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>Says in the words of the description why there is no plan.</summary>
internal sealed class Refusals(Pool pool, Demands demands, Candidates candidates)
{
    private const string All = "all";

    /// <summary>More than can be planned; null if it is not.</summary>
    public AllocationRefusal? OfSize()
    {
        (long count, long most, string what) = (
            demands.Nodes.Length > PlanningLimits.RequestNodes
                ? (demands.Nodes.Length, PlanningLimits.RequestNodes, "nodes")
            : demands.Links.Length > PlanningLimits.RequestLinks
                ? (demands.Links.Length, PlanningLimits.RequestLinks, "links")
            : Placements > Math.Min(PlanningLimits.Groups, PlanningLimits.GroupZones / Math.Max(1, pool.Nodes.Length))
                ? (Placements, PlanningLimits.Groups, "placements")
            : (0L, 0L, ""));
        return count > 0
            ? new AllocationRefusal("size", null, $"{count} {what} are more than can be planned", null, null)
            : demands.Links.FirstOrDefault(IsTooWide) is { } link ? OfWidth(link)
            : null;
    }

    private int Placements => demands.Infrastructure.Placements.Count;

    /// <summary>A node for which no resource would do, even alone.</summary>
    public AllocationRefusal OfNode(int index)
    {
        NodeDemand wanted = demands.Nodes[index];
        int nearest = -1;
        Criterion<NodeDemand, Node>[] least = [];
        for (int host = 0; host < pool.Nodes.Length; host++)
        {
            Criterion<NodeDemand, Node>[] failing =
                [.. candidates.ForNodes.All.Where(criterion => !criterion.Holds(wanted, pool.Nodes[host]))];
            if (nearest < 0 || failing.Length < least.Length)
            {
                (nearest, least) = (host, failing);
            }
        }

        return nearest < 0
            ? new AllocationRefusal(All, wanted.Node.Id, "the pool has no nodes", null, null)
            : least.Length > 0 ? Mismatch(wanted, pool.Nodes[nearest], least)
            : candidates.Of(wanted).Length > 0 ? Unplaced(wanted)
            : InUse(wanted);
    }

    /// <summary>What the planner says.</summary>
    public AllocationRefusal Of(Refusal refusal, Translation translation) => refusal.Kind switch
    {
        RefusalKind.NodeTooLarge or RefusalKind.NodeNotFree => OfCapacity(refusal, translation),
        RefusalKind.NotEnoughInAll => OfSum(refusal, translation),
        RefusalKind.NoBandwidth => OfBandwidth(refusal),
        RefusalKind.NoLatency => OfLatency(refusal),
        RefusalKind.Contradiction => OfContradiction(translation.GroupNames[refusal.Subject]),
        RefusalKind.TooFewZones => OfZones(refusal, translation.GroupNames[refusal.Subject]),
        RefusalKind.NoAllowedResource => new AllocationRefusal(
            "together",
            demands.Nodes[refusal.Subject].Node.Id,
            $"no resource does for '{demands.Nodes[refusal.Subject].Node.Id}' and all that must be together with it",
            null,
            null),
        RefusalKind.Together => new AllocationRefusal(
            All, null, "each element could be placed by itself, but there is no place for all of them at once",
            null, null),
        _ => new AllocationRefusal(
            All,
            null,
            "each element could be placed by itself, but no plan for all of them was found in the time given",
            null,
            null),
    };

    /// <summary>Something costs more than it may.</summary>
    public static AllocationRefusal OfCost(CostExcess excess) => new(
        "cost",
        excess.Element is Infrastructure ? null : excess.Element.Id,
        $"'{excess.Element.Id}' costs {Money.Spell(excess.Cost)} in the cheapest plan that was found, and may cost "
            + $"{Money.Spell(excess.Element.MaximumCost ?? 0)} at most",
        $"cost at most {Money.Spell(excess.Cost)}",
        null);

    /// <summary>There is no location at which all that must be together would be.</summary>
    public AllocationRefusal OfLocations()
    {
        Placement placement = demands.Infrastructure.Placements.First(
            placement => placement is { Apart: false, Scope: PlacementScope.Location });
        return new AllocationRefusal(
            "together", placement.Id, $"no location does for all that '{placement.Id}' keeps together", null, null);
    }

    /// <summary>The plan does not fit the calendars, which only happens where windows differ.</summary>
    public AllocationRefusal OfConflict(string conflict) => new(
        All,
        null,
        $"no plan was found that fits at all times of '{demands.Infrastructure.Id}': {conflict}",
        null,
        null);

    private static bool IsTooWide(LinkDemand link) =>
        link.Of(CapacityKind.Forward) > PlanningLimits.Amount || link.Of(CapacityKind.Reverse) > PlanningLimits.Amount;

    private static AllocationRefusal OfWidth(LinkDemand link) => new(
        "size",
        link.Link.Id,
        $"link '{link.Link.Id}' asks for more bandwidth than can be planned",
        $"bandwidth {new Capacity(CapacityKind.Forward).Spell(PlanningLimits.Amount)}",
        null);

    private static AllocationRefusal Mismatch(
        NodeDemand wanted, Node nearest, Criterion<NodeDemand, Node>[] failing)
    {
        IEnumerable<string> differences = failing.Select(criterion =>
            $"{criterion.Name} {criterion.Has(nearest)} instead of {criterion.Wanted(wanted)}");
        return new AllocationRefusal(
            failing[0].Name,
            wanted.Node.Id,
            $"no resource does for node '{wanted.Node.Id}'; '{nearest.Id}' comes nearest, and has "
                + string.Join(", ", differences),
            string.Join(", ", failing.Select(criterion => $"{criterion.Name} {criterion.Has(nearest)}")),
            null);
    }

    private static AllocationRefusal InUse(NodeDemand wanted) => new(
        "exclusive",
        wanted.Node.Id,
        wanted.Alone
            ? $"node '{wanted.Node.Id}' asks for a resource that nobody else has; others have all that would do"
            : $"others have all resources that would do for node '{wanted.Node.Id}', and share them with nobody",
        null,
        null);

    private static AllocationRefusal Unplaced(NodeDemand wanted) => new(
        "location",
        wanted.Node.Id,
        $"node '{wanted.Node.Id}' must be placed by location, and no resource that would do says where it is",
        null,
        null);

    private static AllocationRefusal OfContradiction(Placement placement) => new(
        "apart",
        placement.Id,
        $"'{placement.Id}' keeps nodes apart that another placement keeps together",
        null,
        null);

    private static AllocationRefusal OfZones(Refusal refusal, Placement placement)
    {
        string places = placement.Scope == PlacementScope.Location ? "locations" : "resources";
        return new AllocationRefusal(
            "apart",
            placement.Id,
            $"'{placement.Id}' keeps {refusal.Needed} nodes apart, and there are {refusal.Possible} {places}",
            $"at most {refusal.Possible} nodes",
            null);
    }

    private AllocationRefusal OfCapacity(Refusal refusal, Translation translation)
    {
        Capacity capacity = translation.Dimensions.CapacityOf(refusal.Dimension);
        string node = demands.Nodes[refusal.Subject].Node.Id;
        string has = capacity.Spell((long)(refusal.Possible ?? 0));
        string where = refusal.Kind == RefusalKind.NodeTooLarge ? "the nearest resource has" : "at most";
        string end = refusal.Kind == RefusalKind.NodeTooLarge ? "" : " is free on any resource that would do";
        return new AllocationRefusal(
            capacity.Name,
            node,
            $"node '{node}' needs {capacity.Spell((long)refusal.Needed)} of {capacity.Name}; {where} {has}{end}",
            $"{capacity.Name} {has}",
            null);
    }

    private static AllocationRefusal OfSum(Refusal refusal, Translation translation)
    {
        Capacity capacity = translation.Dimensions.CapacityOf(refusal.Dimension);
        return new AllocationRefusal(
            capacity.Name,
            null,
            $"all nodes need {Spell(capacity, refusal.Needed)} of {capacity.Name}; {Spell(capacity, refusal.Possible)} "
                + "is free on all resources together",
            $"{capacity.Name} {Spell(capacity, refusal.Possible)} in all",
            null);
    }

    private static string Spell(Capacity capacity, Int128? amount) =>
        capacity.Spell(amount > long.MaxValue ? long.MaxValue : (long)(amount ?? 0));

    private AllocationRefusal OfBandwidth(Refusal refusal)
    {
        LinkDemand link = demands.Links[refusal.Subject];
        Capacity bandwidth = new(CapacityKind.Forward);
        string ruledOut = RuledOut(link);
        return refusal.Possible is { } most
            ? new AllocationRefusal(
                "bandwidth",
                link.Link.Id,
                $"link '{link.Link.Id}' needs {Spell(bandwidth, refusal.Needed)}; between resources for its ends "
                    + $"{Spell(bandwidth, most)} is free{ruledOut}",
                $"bandwidth {Spell(bandwidth, most)}",
                null)
            : new AllocationRefusal(
                "path",
                link.Link.Id,
                $"link '{link.Link.Id}' has no path between resources for its ends{ruledOut}",
                null,
                null);
    }

    private AllocationRefusal OfLatency(Refusal refusal)
    {
        LinkDemand link = demands.Links[refusal.Subject];
        string least = AmountText.Quantity((long)(refusal.Possible ?? 0), Dimension.Time);
        return new AllocationRefusal(
            "latency",
            link.Link.Id,
            $"link '{link.Link.Id}' may take {AmountText.Quantity((long)refusal.Needed, Dimension.Time)}; the quickest "
                + $"path with its bandwidth takes {least}",
            $"latency at most {least}",
            null);
    }

    /// <summary>Which criteria keep a link off which number of physical links.</summary>
    private string RuledOut(LinkDemand wanted)
    {
        string[] counts =
        [
            .. Enumerable.Range(0, pool.Links.Length)
                .Select(link => candidates.ForLinks.First(wanted, link)?.Name)
                .OfType<string>()
                .GroupBy(name => name, StringComparer.Ordinal)
                .OrderByDescending(group => group.Count())
                .Select(group => $"{group.Count()} by {group.Key}"),
        ];
        return counts.Length == 0
            ? ""
            : $"; of {pool.Links.Length} physical links it is kept off {string.Join(", ", counts)}";
    }
}
