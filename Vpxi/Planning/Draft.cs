using System.Diagnostics;

namespace HiperNet.Vpxi.Planning;

/// <summary>A plan in the making: who is where, what takes which path, and what that leaves free.</summary>
internal sealed class Draft
{
    private readonly Substrate substrate;
    private readonly long[] near;
    private readonly double[] rates;
    private readonly int[][] counts;
    private readonly int dimensions;

    /// <summary>Nothing is placed.</summary>
    /// <param name="free">What is free; it is changed, so it must be a copy.</param>
    /// <param name="problem">What is to be placed.</param>
    /// <param name="weights">For each physical link what a unit of bandwidth on it counts.</param>
    public Draft(Occupancy free, Problem problem, double[] weights)
    {
        (Free, Problem, Weights) = (free, problem, weights);
        substrate = free.Substrate;
        dimensions = substrate.Dimensions;
        Hosts = new int[problem.NodeCount];
        Array.Fill(Hosts, -1);
        Paths = new List<int>[problem.Links.Length];
        Routed = new bool[problem.Links.Length];
        for (int link = 0; link < Paths.Length; link++)
        {
            Paths[link] = [];
        }

        counts = [.. problem.Zones.Select(_ => new int[substrate.NodeCount])];
        near = NearBandwidth();
        rates = Planning.Weights.OfNodes(free);
    }

    public Occupancy Free { get; }

    public Problem Problem { get; }

    public double[] Weights { get; }

    /// <summary>For each node its resource, or -1.</summary>
    public int[] Hosts { get; }

    /// <summary>For each link that is routed its arcs, in order from its start.</summary>
    public List<int>[] Paths { get; }

    public bool[] Routed { get; }

    /// <summary>How many nodes are placed.</summary>
    public int Placed { get; private set; }

    /// <summary>What it counts, by the weights and the prices of resources.</summary>
    public double Cost { get; private set; }

    /// <summary>Whether a resource can take a node, as far as the node alone says.</summary>
    public bool Fits(int node, int host)
    {
        if (Free.Alone[host] || (Problem.Exclusive[node] && Free.Tenants[host] > 0)
            || near[host] < Problem.NearBandwidth[node]
            || (Problem.Allowed[node] is { } allowed && !allowed.Contains(host)))
        {
            return false;
        }

        for (int i = 0; i < dimensions; i++)
        {
            if (Free.FreeNodes[(host * dimensions) + i] < Problem.Demands[(node * dimensions) + i])
            {
                return false;
            }
        }

        return Problem.GroupsOf[node] is not { } groups || ZonesAreFree(groups, host);
    }

    /// <summary>What a node counts on a resource.</summary>
    public double NodeCost(int node, int host)
    {
        double cost = 0;
        for (int i = 0; i < dimensions; i++)
        {
            cost += Problem.Demands[(node * dimensions) + i] * rates[(host * dimensions) + i];
        }

        return cost;
    }

    /// <summary>The bandwidth that is free on all links of a resource together.</summary>
    public long FreeNear(int host) => near[host];

    /// <summary>Places a node, which fits.</summary>
    public void Put(int node, int host)
    {
        Debug.Assert(Hosts[node] < 0, "It must be lifted first.");
        Hosts[node] = host;
        Placed++;
        Account(node, host, 1);
    }

    /// <summary>Takes a node away, and the paths of its links.</summary>
    public void Lift(int node)
    {
        foreach (int link in Problem.Near(node))
        {
            if (Routed[link])
            {
                Unroute(link);
            }
        }

        Account(node, Hosts[node], -1);
        Hosts[node] = -1;
        Placed--;
    }

    /// <summary>Takes the bandwidth of the path that stands in <see cref="Paths"/>.</summary>
    public void Route(int link)
    {
        Routed[link] = true;
        Account(link, 1);
    }

    /// <summary>Gives a path's bandwidth back. The path stays in <see cref="Paths"/> until it is replaced.</summary>
    public void Unroute(int link)
    {
        Routed[link] = false;
        Account(link, -1);
    }

    /// <summary>What a link's path counts.</summary>
    public double PathCost(int link)
    {
        double sum = 0;
        foreach (int arc in Paths[link])
        {
            sum += Weights[arc >> 1];
        }

        return sum * Problem.Links[link].Bandwidth;
    }

    private bool ZonesAreFree(List<int> groups, int host)
    {
        foreach (int group in groups)
        {
            if (counts[group][Zone(group, host)] > 0)
            {
                return false;
            }
        }

        return true;
    }

    private int Zone(int group, int host) => Problem.Zones[group] is { } zones ? zones.Span[host] : host;

    private void Account(int node, int host, int sign)
    {
        for (int i = 0; i < dimensions; i++)
        {
            Free.FreeNodes[(host * dimensions) + i] -= sign * Problem.Demands[(node * dimensions) + i];
        }

        Free.Tenants[host] += sign * Problem.Tenants[node];
        if (Problem.Exclusive[node])
        {
            Free.Alone[host] = sign > 0;
        }

        Cost += sign * NodeCost(node, host);
        foreach (int group in Problem.GroupsOf[node] ?? [])
        {
            counts[group][Zone(group, host)] += sign;
        }
    }

    private void Account(int link, int sign)
    {
        VirtualLink wanted = Problem.Links[link];
        long bandwidth = sign * wanted.Bandwidth;
        foreach (int arc in Paths[link])
        {
            Free.TakeArc(arc, sign * wanted.Forward, sign * wanted.Reverse);
            near[substrate.Tail(arc)] -= bandwidth;
            near[substrate.Head(arc)] -= bandwidth;
        }

        Cost += sign * PathCost(link);
    }

    private long[] NearBandwidth()
    {
        long[] sums = new long[substrate.NodeCount];
        for (int link = 0; link < substrate.Links.Length; link++)
        {
            (long forward, long reverse) = Free.FreeBandwidth(link);
            long both = substrate.Links[link].Shared ? forward : forward + reverse;
            sums[substrate.Links[link].From] += both;
            sums[substrate.Links[link].To] += both;
        }

        return sums;
    }
}
