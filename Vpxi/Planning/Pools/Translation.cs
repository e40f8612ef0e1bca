using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>A pool and what is asked of it, in the planner's numbers.</summary>
internal sealed class Translation
{
    /// <summary>The largest price that the planner is given; larger ones are scaled down together.</summary>
    private const double MostPrice = 1L << 42;

    private const double BitsOfGigabit = 1e9;

    private readonly Pool pool;
    private readonly PoolBookings bookings;
    private readonly Demands demands;

    public Translation(PoolBookings bookings, Demands demands)
    {
        (pool, this.bookings, this.demands) = (bookings.Pool, bookings, demands);
        Dimensions = new NodeDimensions(demands.Nodes);
        Substrate = Graph();
        (Groups, GroupNames) = MakeGroups();
    }

    public NodeDimensions Dimensions { get; }

    public Substrate Substrate { get; }

    /// <summary>For each group of the request its placement.</summary>
    public IReadOnlyList<Placement> GroupNames { get; }

    private PlacementGroup[] Groups { get; }

    /// <summary>What is free.</summary>
    public Occupancy Free(LinkSupply supply)
    {
        Occupancy free = new(Substrate);
        for (int host = 0; host < pool.Nodes.Length; host++)
        {
            if (bookings.IsTouched(host))
            {
                free.SetNode(host, Dimensions.Free(bookings.OfNode(host)), 0, alone: false);
            }
        }

        for (int link = 0; link < pool.Links.Length; link++)
        {
            if (bookings.IsLinkTouched(link))
            {
                (long forward, long reverse) = supply.Of(link);
                free.SetLink(link, forward, reverse);
            }
        }

        return free;
    }

    /// <summary>What is asked for.</summary>
    /// <param name="hosts">For each node the resources on which it may be.</param>
    /// <param name="links">For each link the physical links that it may use; null for all.</param>
    public PlanRequest Request(IReadOnlyList<int[]> hosts, IReadOnlyList<IndexSet?> links)
    {
        VirtualNode[] nodes =
        [
            .. demands.Nodes.Select((node, index) => new VirtualNode(
                Dimensions.Demand(node),
                hosts[index].Length == pool.Nodes.Length ? null : new IndexSet(hosts[index]))),
        ];
        VirtualLink[] wanted =
        [
            .. demands.Links.Select((link, index) => new VirtualLink(
                link.From,
                link.To,
                link.Of(CapacityKind.Forward),
                link.Of(CapacityKind.Reverse),
                link.MostLatency ?? VirtualLink.AnyLatency,
                links[index])),
        ];
        return new PlanRequest(nodes, wanted, Groups);
    }

    private Substrate Graph()
    {
        double[] seconds = Dimensions.Seconds();
        double window = demands.Links.Length == 0 ? 0 : Windows.Hull(demands.Links.Select(link => link.Window)).Length;
        double scale = Scale(seconds.Max() * BitsOfGigabit, window);
        List<long> capacities = [];
        List<long> prices = [];
        foreach (Node node in pool.Nodes)
        {
            capacities.AddRange(Dimensions.Had(node));
            prices.AddRange(seconds.Select(second => Price(node.Price, second * BitsOfGigabit, scale)));
        }

        SubstrateLink[] links = new SubstrateLink[pool.Links.Length];
        for (int link = 0; link < links.Length; link++)
        {
            links[link] = Edge(link, Price(pool.Links[link].Price, window, scale));
        }

        return new Substrate(Dimensions.Count, capacities.ToArray(), links, [.. prices]);
    }

    private SubstrateLink Edge(int index, long price)
    {
        Link link = pool.Links[index];
        long latency = link.Latency is { } amount ? PhysicalAmount.Of(amount) : 0;
        return new SubstrateLink(
            pool.From(index),
            pool.To(index),
            Math.Min(PlanningLimits.Amount, new Capacity(CapacityKind.Forward).Had(link)),
            Math.Min(PlanningLimits.Amount, new Capacity(CapacityKind.Reverse).Had(link)),
            Latency: Math.Min(PlanningLimits.Amount, latency),
            Price: price);
    }

    /// <summary>By how much prices are divided, so that the largest is one that the planner takes.</summary>
    private double Scale(double ofNodes, double ofLinks)
    {
        double most = 0;
        foreach (Node node in pool.Nodes)
        {
            most = Math.Max(most, (node.Price ?? 0) * ofNodes);
        }

        foreach (Link link in pool.Links)
        {
            most = Math.Max(most, (link.Price ?? 0) * ofLinks);
        }

        return Math.Max(1, most / MostPrice);
    }

    private static long Price(long? price, double units, double scale) =>
        price is > 0 and long some && units > 0 ? Math.Max(1, (long)(some * units / scale)) : 0;

    private (PlacementGroup[] Groups, List<Placement> Names) MakeGroups()
    {
        List<PlacementGroup> groups = [];
        List<Placement> names = [];
        int[]? zones = null;
        foreach (Placement placement in demands.Infrastructure.Placements)
        {
            bool byLocation = placement.Scope == PlacementScope.Location;
            if (byLocation && !placement.Apart)
            {
                continue; // LocationChoices takes care of it: the planner knows together on a resource only.
            }

            groups.Add(new PlacementGroup(
                placement.Apart ? GroupKind.Apart : GroupKind.Together,
                demands.Members(placement),
                byLocation ? (ReadOnlyMemory<int>?)(zones ??= Zones()) : null));
            names.Add(placement);
        }

        return ([.. groups], names);
    }

    /// <summary>A number for each location. Where one is not known no node comes that asks for it.</summary>
    private int[] Zones()
    {
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        int[] zones = new int[pool.Nodes.Length];
        for (int host = 0; host < zones.Length; host++)
        {
            string location = pool.Nodes[host].Location ?? "";
            zones[host] = numbers.TryGetValue(location, out int known) ? known : numbers[location] = numbers.Count;
        }

        return zones;
    }
}
