namespace HiperNet.Vpxi.Language;

/// <summary>A tree that spans a part of a graph, nearest nodes first.</summary>
internal sealed class GraphTree
{
    private readonly Dictionary<int, int> parents = [];
    private readonly Dictionary<int, (List<int> Leaves, List<int> Inner)> children = [];

    public GraphTree(List<int>[] neighbours, IReadOnlyList<string> groups, int root)
    {
        Root = root;
        parents[root] = root;
        List<int> order = [root];
        for (int i = 0; i < order.Count; i++)
        {
            IEnumerable<int> next = neighbours[order[i]]
                .Where(node => !parents.ContainsKey(node))
                .OrderBy(node => groups[node], StringComparer.Ordinal)
                .ThenBy(node => node);
            foreach (int node in next.ToList())
            {
                parents[node] = order[i];
                order.Add(node);
            }
        }

        Order = order;
        HashSet<int> inner = [.. order.Skip(1).Select(node => parents[node])];
        foreach (int node in order)
        {
            children[node] = ([], []);
        }

        foreach (int node in order.Skip(1))
        {
            (List<int> leaves, List<int> others) = children[parents[node]];
            (inner.Contains(node) ? others : leaves).Add(node);
        }
    }

    /// <summary>The node at the top.</summary>
    public int Root { get; }

    /// <summary>All nodes, parents before their children.</summary>
    public IReadOnlyList<int> Order { get; }

    /// <summary>The node above; of the top itself.</summary>
    public int Parent(int node) => parents[node];

    /// <summary>The children of a node: those without children, and the others.</summary>
    public (List<int> Leaves, List<int> Inner) Children(int node) => children[node];
}
