namespace HiperNet.Vpxi.Planning;

/// <summary>
/// A request as the search sees it: what must be together has become one node, and the links within it are gone.
/// </summary>
internal sealed class Problem
{
    private Problem(PlanRequest request, Substrate substrate, int[] nodeOf, int count)
    {
        Request = request;
        NodeOf = nodeOf;
        NodeCount = count;
        Demands = new long[count * substrate.Dimensions];
        Allowed = new IndexSet?[count];
        Exclusive = new bool[count];
        Tenants = new int[count];
        MergeNodes(substrate.Dimensions);
        (Links, LinkNames) = KeepLinks();
        (FirstLink, LinksOf) = Adjacency();
        GroupsOf = new List<int>[count];
        Zones = KeepGroups();
        NearBandwidth = Bandwidths();
    }

    /// <summary>What was asked for.</summary>
    public PlanRequest Request { get; }

    /// <summary>For each virtual node of the request the node here.</summary>
    public int[] NodeOf { get; }

    public int NodeCount { get; }

    /// <summary>For each node each demand.</summary>
    public long[] Demands { get; }

    public IndexSet?[] Allowed { get; }

    public bool[] Exclusive { get; }

    /// <summary>How many virtual nodes of the request each node stands for.</summary>
    public int[] Tenants { get; }

    /// <summary>The links between different nodes, which are numbers of nodes here.</summary>
    public VirtualLink[] Links { get; }

    /// <summary>Their indices in the request.</summary>
    public int[] LinkNames { get; }

    /// <summary>For each node where its links begin in <see cref="LinksOf"/>; one more at the end.</summary>
    public int[] FirstLink { get; }

    /// <summary>The links of each node, those of most bandwidth first.</summary>
    public int[] LinksOf { get; }

    /// <summary>For each node its groups that are apart; null if it has none.</summary>
    public List<int>?[] GroupsOf { get; }

    /// <summary>For each group that is apart the zones of the resources, null for the resources themselves.</summary>
    public List<ReadOnlyMemory<int>?> Zones { get; }

    /// <summary>
    /// For each node a bandwidth that its resource's links must have free together: that to the nodes that cannot be
    /// on the same resource.
    /// </summary>
    public long[] NearBandwidth { get; }

    /// <summary>Makes the problem of a request; null if two that must be together must be apart.</summary>
    /// <param name="request">The request.</param>
    /// <param name="substrate">Onto what it goes.</param>
    /// <param name="contradiction">The group that cannot be apart; -1 if there is none.</param>
    public static Problem? Of(PlanRequest request, Substrate substrate, out int contradiction)
    {
        int[] nodeOf = Together(request, out int count);
        contradiction = Contradiction(request, nodeOf);
        return contradiction < 0 ? new Problem(request, substrate, nodeOf, count) : null;
    }

    /// <summary>The node at the other end of a link.</summary>
    public int Other(int link, int node) => Links[link].From == node ? Links[link].To : Links[link].From;

    /// <summary>The links of a node.</summary>
    public ReadOnlySpan<int> Near(int node) =>
        LinksOf.AsSpan(FirstLink[node], FirstLink[node + 1] - FirstLink[node]);

    /// <summary>Whether two nodes can never share a resource.</summary>
    public bool MustDiffer(int first, int second)
    {
        if (Exclusive[first] || Exclusive[second])
        {
            return true;
        }

        return GroupsOf[first] is { } groups && GroupsOf[second] is { } others && groups.Exists(others.Contains);
    }

    private static int[] Together(PlanRequest request, out int count)
    {
        int[] parents = new int[request.Nodes.Length];
        for (int node = 0; node < parents.Length; node++)
        {
            parents[node] = node;
        }

        foreach (PlacementGroup group in request.Groups)
        {
            foreach (int member in group.Kind == GroupKind.Together ? group.Members.Span : [])
            {
                int first = Root(parents, group.Members.Span[0]);
                int second = Root(parents, member);
                // The lower one stays, so that every root comes before what hangs on it.
                parents[Math.Max(first, second)] = Math.Min(first, second);
            }
        }

        count = 0;
        int[] nodeOf = new int[parents.Length];
        for (int node = 0; node < parents.Length; node++)
        {
            int root = Root(parents, node);
            nodeOf[node] = root == node ? count++ : nodeOf[root];
        }

        return nodeOf;
    }

    private static int Root(int[] parents, int node)
    {
        while (parents[node] != node)
        {
            node = parents[node] = parents[parents[node]];
        }

        return node;
    }

    private static int Contradiction(PlanRequest request, int[] nodeOf)
    {
        for (int index = 0; index < request.Groups.Length; index++)
        {
            HashSet<int> seen = [];
            HashSet<int> members = [];
            foreach (int member in request.Groups[index].Kind == GroupKind.Apart
                ? request.Groups[index].Members.Span
                : [])
            {
                if (members.Add(member) && !seen.Add(nodeOf[member]))
                {
                    return index;
                }
            }
        }

        return -1;
    }

    private void MergeNodes(int dimensions)
    {
        IndexSet none = new([]);
        bool[] seen = new bool[NodeCount];
        for (int index = 0; index < NodeOf.Length; index++)
        {
            VirtualNode node = Request.Nodes[index];
            int merged = NodeOf[index];
            for (int i = 0; i < dimensions; i++)
            {
                long sum = Demands[(merged * dimensions) + i] + node.Demand.Span[i];
                // More than any capacity is never satisfied; the exact sum no longer matters.
                Demands[(merged * dimensions) + i] = Math.Min(sum, PlanningLimits.Capacity + 1);
            }

            Allowed[merged] = IndexSet.Intersect(Allowed[merged], node.Allowed);
            // Exclusive means alone: with another virtual node beside it there is no resource for both.
            Allowed[merged] = seen[merged] && (node.Exclusive || Exclusive[merged]) ? none : Allowed[merged];
            Exclusive[merged] |= node.Exclusive;
            Tenants[merged]++;
            seen[merged] = true;
        }
    }

    private (VirtualLink[] Links, int[] Names) KeepLinks()
    {
        List<VirtualLink> links = [];
        List<int> names = [];
        for (int index = 0; index < Request.Links.Length; index++)
        {
            VirtualLink link = Request.Links[index];
            if (NodeOf[link.From] != NodeOf[link.To])
            {
                links.Add(link with { From = NodeOf[link.From], To = NodeOf[link.To] });
                names.Add(index);
            }
        }

        return ([.. links], [.. names]);
    }

    private (int[] First, int[] Links) Adjacency()
    {
        int[] first = new int[NodeCount + 1];
        foreach (VirtualLink link in Links)
        {
            first[link.From + 1]++;
            first[link.To + 1]++;
        }

        for (int node = 0; node < NodeCount; node++)
        {
            first[node + 1] += first[node];
        }

        int[] next = [.. first];
        int[] near = new int[2 * Links.Length];
        int[] wide = [.. Enumerable.Range(0, Links.Length).OrderByDescending(link => Links[link].Bandwidth)];
        foreach (int link in wide)
        {
            near[next[Links[link].From]++] = link;
            near[next[Links[link].To]++] = link;
        }

        return (first, near);
    }

    private List<ReadOnlyMemory<int>?> KeepGroups()
    {
        List<ReadOnlyMemory<int>?> zones = [];
        foreach (PlacementGroup group in Request.Groups)
        {
            if (group.Kind != GroupKind.Apart)
            {
                continue;
            }

            foreach (int member in group.Members.Span)
            {
                List<int> groups = GroupsOf[NodeOf[member]] ??= [];
                if (!groups.Contains(zones.Count))
                {
                    groups.Add(zones.Count);
                }
            }

            zones.Add(group.Zones);
        }

        return zones;
    }

    private long[] Bandwidths()
    {
        long[] bandwidths = new long[NodeCount];
        foreach (VirtualLink link in Links)
        {
            if (MustDiffer(link.From, link.To))
            {
                bandwidths[link.From] += link.Bandwidth;
                bandwidths[link.To] += link.Bandwidth;
            }
        }

        return bandwidths;
    }
}
