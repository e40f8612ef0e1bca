namespace HiperNet.Vpxi.Planning;

/// <summary>
/// Tries every place of every node and every path of every link, one inside the other, until a plan stands, all has
/// been tried, or the steps are used up. Only for what is small; it makes "impossible" certain there.
/// </summary>
internal sealed class CompleteSearch
{
    /// <summary>The most nodes of a request; with the other two limits the recursion stays shallow.</summary>
    private const int MostNodes = 16;

    /// <summary>The most links of a request.</summary>
    private const int MostLinks = 64;

    /// <summary>The most physical links of a path; where longer ones would be possible nothing is certain.</summary>
    private const int MostHops = 24;

    private readonly Problem problem;
    private readonly Substrate substrate;
    private readonly long limit;
    private readonly CancellationToken cancel;
    private readonly bool[] visited;
    private int[] order = [];
    private List<int>[] linksBefore = [];

    public CompleteSearch(Draft draft, long steps, CancellationToken cancel)
    {
        (Draft, limit, this.cancel) = (draft, steps, cancel);
        (problem, substrate) = (draft.Problem, draft.Free.Substrate);
        visited = new bool[substrate.NodeCount];
    }

    /// <summary>The plan, if one was found.</summary>
    public Draft Draft { get; }

    /// <summary>How many places and arcs were tried.</summary>
    public long Steps { get; private set; }

    /// <summary>Whether everything was tried.</summary>
    public bool IsCertain { get; private set; } = true;

    /// <summary>Whether there is a plan; false if none was found.</summary>
    public bool Run()
    {
        if (problem.NodeCount > MostNodes || problem.Links.Length > MostLinks || limit <= 0)
        {
            IsCertain = false;
            return false;
        }

        order = Order();
        linksBefore = LinksBefore();
        return PlaceFrom(0);
    }

    private bool PlaceFrom(int depth)
    {
        if (depth == order.Length)
        {
            return true;
        }

        int node = order[depth];
        for (int host = 0; host < substrate.NodeCount; host++)
        {
            if (!Spend())
            {
                return false;
            }

            if (!Draft.Fits(node, host))
            {
                continue;
            }

            Draft.Put(node, host);
            if (RouteFrom(depth, 0))
            {
                return true;
            }

            Draft.Lift(node);
        }

        return false;
    }

    private bool RouteFrom(int depth, int index)
    {
        if (index == linksBefore[depth].Count)
        {
            return PlaceFrom(depth + 1);
        }

        int link = linksBefore[depth][index];
        Draft.Paths[link].Clear();
        Array.Clear(visited);
        return Walk(depth, index, link, Draft.Hosts[problem.Links[link].From], 0);
    }

    /// <summary>Extends a link's path from where it has come to, by each arc in turn.</summary>
    private bool Walk(int depth, int index, int link, int at, long latency)
    {
        VirtualLink wanted = problem.Links[link];
        if (at == Draft.Hosts[wanted.To])
        {
            return Continue(depth, index, link);
        }

        List<int> path = Draft.Paths[link];
        if (path.Count == MostHops)
        {
            IsCertain = false;
            return false;
        }

        visited[at] = true;
        for (int place = substrate.FirstOut[at]; place < substrate.FirstOut[at + 1] && Spend(); place++)
        {
            int arc = substrate.Outgoing[place];
            long later = latency + substrate.Links[arc >> 1].Latency;
            if (visited[substrate.Heads[place]] || later > wanted.MaxLatency || !Fits(wanted, arc))
            {
                continue;
            }

            path.Add(arc);
            if (Walk(depth, index, link, substrate.Heads[place], later))
            {
                return true;
            }

            path.RemoveAt(path.Count - 1);
        }

        visited[at] = false;
        return false;
    }

    private bool Continue(int depth, int index, int link)
    {
        // What comes after this link uses the marks and may clear the path's list; both are put back.
        int[] path = [.. Draft.Paths[link]];
        Draft.Route(link);
        if (RouteFrom(depth, index + 1))
        {
            return true;
        }

        Draft.Unroute(link);
        Draft.Paths[link].Clear();
        Draft.Paths[link].AddRange(path);
        Array.Clear(visited);
        foreach (int arc in path)
        {
            visited[substrate.Tail(arc)] = true;
        }

        return false;
    }

    private bool Fits(VirtualLink wanted, int arc)
    {
        if (wanted.Allowed?.Contains(arc >> 1) == false)
        {
            return false;
        }

        long[] free = Draft.Free.FreeArcs;
        return substrate.Links[arc >> 1].Shared
            ? free[arc] >= wanted.Bandwidth
            : free[arc] >= wanted.Forward && free[arc ^ 1] >= wanted.Reverse;
    }

    private bool Spend()
    {
        if (Steps >= limit || cancel.IsCancellationRequested)
        {
            IsCertain = false;
            return false;
        }

        Steps++;
        return true;
    }

    /// <summary>Each node as soon as possible after its neighbours, so that a dead end shows early.</summary>
    private int[] Order()
    {
        List<int> nodes = [];
        while (nodes.Count < problem.NodeCount)
        {
            nodes.Add(Enumerable.Range(0, problem.NodeCount)
                .Where(node => !nodes.Contains(node))
                .MaxBy(node => Bandwidth(node, link => nodes.Contains(problem.Other(link, node)))
                    + (Bandwidth(node, _ => true) / (1.0 + (4 * (double)PlanningLimits.Amount)))));
        }

        return [.. nodes];
    }

    private double Bandwidth(int node, Func<int, bool> counts)
    {
        double sum = 0;
        foreach (int link in problem.Near(node))
        {
            sum += counts(link) ? problem.Links[link].Bandwidth + 1 : 0;
        }

        return sum;
    }

    private List<int>[] LinksBefore()
    {
        List<int>[] links = new List<int>[order.Length];
        for (int depth = 0; depth < links.Length; depth++)
        {
            links[depth] = [];
            foreach (int link in problem.Near(order[depth]))
            {
                if (Array.IndexOf(order, problem.Other(link, order[depth])) < depth)
                {
                    links[depth].Add(link);
                }
            }
        }

        return links;
    }
}
