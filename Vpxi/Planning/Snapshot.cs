namespace HiperNet.Vpxi.Planning;

/// <summary>What a draft was, to compare with and to go back to.</summary>
internal sealed class Snapshot
{
    /// <summary>Less of a difference than this is that of rounding.</summary>
    private const double Margin = 1e-12;

    private readonly int[] hosts;
    private readonly List<int>[] paths;
    private readonly bool[] routed;

    public Snapshot(Problem problem)
    {
        hosts = new int[problem.NodeCount];
        routed = new bool[problem.Links.Length];
        paths = new List<int>[problem.Links.Length];
        for (int link = 0; link < paths.Length; link++)
        {
            paths[link] = [];
        }
    }

    /// <summary>How many nodes were placed; -1 if nothing has been kept.</summary>
    public int Placed { get; private set; } = -1;

    /// <summary>What it counted.</summary>
    public double Cost { get; private set; } = double.PositiveInfinity;

    /// <summary>The resource of a node, or -1.</summary>
    public int Host(int node) => hosts[node];

    /// <summary>The arcs of a link's path.</summary>
    public IReadOnlyList<int> Path(int link) => paths[link];

    /// <summary>Whether a draft is better: more of it placed, or as much for less.</summary>
    public bool IsBeatenBy(Draft draft) =>
        draft.Placed != Placed ? draft.Placed > Placed : draft.Cost < Cost * (1 - Margin);

    /// <summary>Keeps all of a draft.</summary>
    public void Keep(Draft draft)
    {
        (Placed, Cost) = (draft.Placed, draft.Cost);
        draft.Hosts.CopyTo(hosts, 0);
        draft.Routed.CopyTo(routed, 0);
        for (int link = 0; link < paths.Length; link++)
        {
            paths[link].Clear();
            if (routed[link])
            {
                paths[link].AddRange(draft.Paths[link]);
            }
        }
    }

    /// <summary>Keeps nodes and their links, which are about to be lifted.</summary>
    public void Keep(Draft draft, ReadOnlySpan<int> nodes)
    {
        (Placed, Cost) = (draft.Placed, draft.Cost);
        foreach (int node in nodes)
        {
            hosts[node] = draft.Hosts[node];
            foreach (int link in draft.Problem.Near(node))
            {
                routed[link] = draft.Routed[link];
                if (routed[link])
                {
                    paths[link].Clear();
                    paths[link].AddRange(draft.Paths[link]);
                }
            }
        }
    }

    /// <summary>Puts nodes and their links back as they were kept.</summary>
    public void Restore(Draft draft, ReadOnlySpan<int> nodes)
    {
        foreach (int node in nodes)
        {
            if (draft.Hosts[node] >= 0)
            {
                draft.Lift(node);
            }
        }

        foreach (int node in nodes)
        {
            if (hosts[node] >= 0)
            {
                draft.Put(node, hosts[node]);
            }
        }

        foreach (int node in nodes)
        {
            foreach (int link in draft.Problem.Near(node))
            {
                if (routed[link] && !draft.Routed[link])
                {
                    draft.Paths[link].Clear();
                    draft.Paths[link].AddRange(paths[link]);
                    draft.Route(link);
                }
            }
        }
    }
}
