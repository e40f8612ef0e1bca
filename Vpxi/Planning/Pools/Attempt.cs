namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>Looks for a plan at one time with given amounts.</summary>
internal sealed class Attempt
{
    /// <summary>How often a plan is made again with fewer links, because it cost or used too much of some.</summary>
    private const int MostRepairs = 8;

    private readonly Pool pool;
    private readonly PoolBookings bookings;
    private readonly Demands demands;
    private readonly AllocationOptions options;
    private readonly CancellationToken cancel;
    private readonly Candidates candidates;
    private readonly CostRules costs;
    private readonly Refusals refusals;

    public Attempt(PoolBookings bookings, Demands demands, AllocationOptions options, CancellationToken cancel)
    {
        (pool, this.bookings, this.demands) = (bookings.Pool, bookings, demands);
        (this.options, this.cancel) = (options, cancel);
        candidates = new Candidates(bookings, options);
        costs = new CostRules(demands.Infrastructure);
        refusals = new Refusals(pool, demands, candidates);
        Builder = new AllocationBuilder(pool);
    }

    /// <summary>Makes grants.</summary>
    public AllocationBuilder Builder { get; }

    /// <summary>A plan, or why there is none.</summary>
    public AllocationResult Run()
    {
        if (refusals.OfSize() is { } tooLarge)
        {
            return new AllocationResult(null, tooLarge);
        }

        int[][] hosts = [.. demands.Nodes.Select(HostsOf)];
        LocationChoices locations = new(pool, demands, hosts);
        int lonely = Array.FindIndex(hosts, allowed => allowed.Length == 0);
        if (lonely >= 0)
        {
            return new AllocationResult(null, refusals.OfNode(lonely));
        }

        Translation translation = new(bookings, demands);
        AllocationRefusal? first = null;
        foreach (int[][] choice in locations.All())
        {
            AllocationResult result = At(translation, choice);
            if (result.Allocation is not null)
            {
                return result;
            }

            first ??= result.Refusal;
        }

        return new AllocationResult(null, first ?? refusals.OfLocations());
    }

    private int[] HostsOf(NodeDemand demand) => options.Kept.TryGetValue(demand.Node.Id, out string? resource)
        ? [.. candidates.Of(demand).Where(host => host == pool.FindNode(resource))]
        : candidates.Of(demand);

    private AllocationResult At(Translation translation, int[][] hosts)
    {
        LinkSupply supply = new(bookings, demands.Links);
        AllocationResult result = With(translation, hosts, supply);
        if (result.Allocation is null && supply.CanLoosen && !cancel.IsCancellationRequested)
        {
            supply.Loosen();
            AllocationResult other = With(translation, hosts, supply);
            return other.Allocation is null ? result : other;
        }

        return result;
    }

    private AllocationResult With(Translation translation, int[][] hosts, LinkSupply supply)
    {
        IndexSet?[] links = [.. demands.Links.Select(link => Roomy(link, supply))];
        for (int repair = 0; ; repair++)
        {
            PlanResult planned = Planner.Plan(
                translation.Free(supply), translation.Request(hosts, links), options.Planner, cancel);
            if (planned.Plan is not { } plan)
            {
                return new AllocationResult(null, refusals.Of(planned.Refusal!, translation));
            }

            Allocation allocation = Builder.Build(plan, demands, candidates);
            CostExcess? excess = costs.First(allocation, Builder);
            string? conflict = bookings.Book("plan", allocation, out _);
            if (excess is null && conflict is null)
            {
                return new AllocationResult(allocation, null);
            }

            bool changed = excess is not null
                ? AvoidDearest(excess, plan, links)
                : supply.Tighten(plan.Paths.SelectMany(path => path));
            if (!changed || repair == MostRepairs)
            {
                return new AllocationResult(
                    null, excess is not null ? Refusals.OfCost(excess) : refusals.OfConflict(conflict!));
            }
        }
    }

    /// <summary>The physical links that a link may use and on which it has room at its own time.</summary>
    private IndexSet? Roomy(LinkDemand link, LinkSupply supply)
    {
        IndexSet? allowed = candidates.Of(link);
        return !supply.CanLoosen
            ? allowed
            : IndexSet.Intersect(allowed, new IndexSet(Enumerable.Range(0, pool.Links.Length)
                .Where(physical => !supply.IsLoose(physical) || supply.HasRoom(link, physical))));
    }

    /// <summary>Keeps a link that costs too much off the dearest physical link of its path.</summary>
    private bool AvoidDearest(CostExcess excess, Plan plan, IndexSet?[] links)
    {
        if (excess.Link < 0 || plan.Paths[excess.Link].Count == 0)
        {
            return false;
        }

        int dearest = plan.Paths[excess.Link].MaxBy(hop => pool.Links[hop].Price ?? 0);
        links[excess.Link] = IndexSet.Intersect(
            links[excess.Link],
            new IndexSet(Enumerable.Range(0, pool.Links.Length).Where(physical => physical != dearest)));
        return true;
    }
}
