using HiperNet.Vpxi.Planning;

namespace HiperNet.Bench;

/// <summary>
/// What the planner is compared with: from each resource as the start the most connected virtual node is placed next
/// where its bandwidth times hops to its placed neighbours is least; the best draft is improved by moves of single
/// nodes. One capacity, links without direction, each virtual node on a resource of its own: what streams ask for.
/// </summary>
internal sealed class PlainGreedy
{
    private readonly PlanRequest request;
    private readonly Substrate substrate;
    private readonly List<(int Link, int To)>[] arcs;
    private readonly long[] cpu;
    private readonly long[] bandwidth;
    private readonly int[] hosts;
    private readonly int[]?[] paths;
    private readonly bool[] used;

    private PlainGreedy(Occupancy free, PlanRequest request, List<(int Link, int To)>[] arcs)
    {
        (this.request, substrate, this.arcs) = (request, free.Substrate, arcs);
        cpu = [.. Enumerable.Range(0, substrate.NodeCount).Select(node => free.Free(node)[0])];
        bandwidth = [.. Enumerable.Range(0, substrate.Links.Length).Select(link => free.FreeBandwidth(link).Forward)];
        hosts = new int[request.Nodes.Length];
        Array.Fill(hosts, -1);
        paths = new int[request.Links.Length][];
        used = new bool[substrate.NodeCount];
    }

    /// <summary>For each resource its links and where they lead; made once for a substrate.</summary>
    public static List<(int Link, int To)>[] Arcs(Substrate substrate)
    {
        List<(int Link, int To)>[] all =
            [.. Enumerable.Range(0, substrate.NodeCount).Select(_ => new List<(int, int)>())];
        for (int link = 0; link < substrate.Links.Length; link++)
        {
            all[substrate.Links[link].From].Add((link, substrate.Links[link].To));
            all[substrate.Links[link].To].Add((link, substrate.Links[link].From));
        }

        return all;
    }

    /// <summary>Plans a request; null if no plan was found.</summary>
    public static Plan? Plan(Occupancy free, PlanRequest request, List<(int Link, int To)>[] arcs)
    {
        PlainGreedy draft = new(free, request, arcs);
        long least = long.MaxValue;
        int start = -1;
        for (int host = 0; host < arcs.Length; host++)
        {
            if (draft.From(host) && draft.Cost() < least)
            {
                (least, start) = (draft.Cost(), host);
            }

            draft.Clear();
        }

        if (start < 0)
        {
            return null;
        }

        _ = draft.From(start);
        draft.Improve();
        return new Plan([.. draft.hosts], [.. draft.paths.Select(path => path ?? [])], draft.Cost());
    }

    private bool From(int host)
    {
        int first = Strongest(_ => true);
        if (cpu[host] < Demand(first) || !TryPut(first, host))
        {
            return false;
        }

        for (int i = 1; i < hosts.Length; i++)
        {
            if (!Place(Strongest(other => hosts[other] >= 0)))
            {
                return false;
            }
        }

        return true;
    }

    private void Improve()
    {
        for (bool better = true; better;)
        {
            better = false;
            for (int node = 0; node < hosts.Length; node++)
            {
                (long before, int host) = (Cost(), hosts[node]);
                int[]?[] kept = [.. paths];
                Lift(node);
                if (Place(node) && Cost() < before)
                {
                    better = true;
                    continue;
                }

                if (hosts[node] >= 0)
                {
                    Lift(node);
                }

                PutBack(node, host, kept);
            }
        }
    }

    private void PutBack(int node, int host, int[]?[] kept)
    {
        (hosts[node], used[host]) = (host, true);
        cpu[host] -= Demand(node);
        for (int link = 0; link < kept.Length; link++)
        {
            if (paths[link] is null && kept[link] is { } path)
            {
                Take(link, path);
            }
        }
    }

    private long Demand(int node) => request.Nodes[node].Demand.Span[0];

    private long Cost() => Enumerable.Range(0, paths.Length)
        .Sum(link => request.Links[link].Bandwidth * (paths[link]?.Length ?? 0));

    /// <summary>The node that is not placed and has the most bandwidth to others.</summary>
    private int Strongest(Func<int, bool> counts) => Enumerable.Range(0, hosts.Length)
        .Where(node => hosts[node] < 0)
        .MaxBy(node => Near(node)
            .Where(near => counts(near.Other))
            .Sum(near => request.Links[near.Link].Bandwidth + 1));

    private IEnumerable<(int Link, int Other)> Near(int node)
    {
        for (int link = 0; link < request.Links.Length; link++)
        {
            (int from, int to) = (request.Links[link].From, request.Links[link].To);
            if (from == node || to == node)
            {
                yield return (link, from == node ? to : from);
            }
        }
    }

    private bool Place(int node)
    {
        long[] sums = new long[arcs.Length];
        foreach ((int link, int other) in Near(node).Where(near => hosts[near.Other] >= 0))
        {
            int[] hops = Hops(hosts[other], request.Links[link].Bandwidth, out _);
            for (int host = 0; host < sums.Length; host++)
            {
                bool reached = sums[host] < long.MaxValue && hops[host] >= 0;
                sums[host] = reached ? sums[host] + (request.Links[link].Bandwidth * hops[host]) : long.MaxValue;
            }
        }

        return Enumerable.Range(0, arcs.Length)
            .Where(host => !used[host] && cpu[host] >= Demand(node) && sums[host] < long.MaxValue)
            .OrderBy(host => sums[host])
            .Take(4)
            .Any(host => TryPut(node, host));
    }

    private bool TryPut(int node, int host)
    {
        (hosts[node], used[host]) = (host, true);
        cpu[host] -= Demand(node);
        foreach ((int link, int other) in Near(node).Where(near => hosts[near.Other] >= 0))
        {
            if (Shortest(link) is not { } path)
            {
                Lift(node);
                return false;
            }

            Take(link, path);
        }

        return true;
    }

    private int[]? Shortest(int link)
    {
        (int from, int to) = (hosts[request.Links[link].From], hosts[request.Links[link].To]);
        int[] hops = Hops(from, request.Links[link].Bandwidth, out (int Link, int From)[] arrivals);
        if (hops[to] < 0)
        {
            return null;
        }

        int[] path = new int[hops[to]];
        for (int at = to, i = path.Length - 1; i >= 0; at = arrivals[at].From, i--)
        {
            path[i] = arrivals[at].Link;
        }

        return path;
    }

    /// <summary>How many hops each resource is away over links with so much free; -1 for what is not reached.</summary>
    private int[] Hops(int source, long needed, out (int Link, int From)[] arrivals)
    {
        int[] hops = new int[arcs.Length];
        arrivals = new (int, int)[arcs.Length];
        Array.Fill(hops, -1);
        hops[source] = 0;
        Queue<int> queue = new([source]);
        while (queue.TryDequeue(out int node))
        {
            foreach ((int link, int to) in arcs[node])
            {
                if (hops[to] < 0 && bandwidth[link] >= needed)
                {
                    (hops[to], arrivals[to]) = (hops[node] + 1, (link, node));
                    queue.Enqueue(to);
                }
            }
        }

        return hops;
    }

    private void Take(int link, int[] path)
    {
        paths[link] = path;
        foreach (int physical in path)
        {
            bandwidth[physical] -= request.Links[link].Bandwidth;
        }
    }

    private void Lift(int node)
    {
        foreach ((int link, _) in Near(node))
        {
            foreach (int physical in paths[link] ?? [])
            {
                bandwidth[physical] += request.Links[link].Bandwidth;
            }

            paths[link] = null;
        }

        cpu[hosts[node]] += Demand(node);
        used[hosts[node]] = false;
        hosts[node] = -1;
    }

    private void Clear()
    {
        for (int node = 0; node < hosts.Length; node++)
        {
            if (hosts[node] >= 0)
            {
                Lift(node);
            }
        }
    }
}
