using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Language;

/// <summary>Visits groups and the nodes in them, as brackets stand.</summary>
internal sealed class GraphGroups
{
    private readonly Dictionary<string, List<Group>> groups = [];
    private readonly Dictionary<string, List<Node>> nodes = [];

    public GraphGroups(Infrastructure infrastructure)
    {
        foreach (Group group in infrastructure.Groups)
        {
            Add(groups, group.Group ?? "", group);
        }

        foreach (Node node in infrastructure.Nodes)
        {
            Add(nodes, node.Group ?? "", node);
        }
    }

    /// <summary>Visits all; groups are at most <see cref="ModelLimits.MaxDepth"/> deep.</summary>
    public void Visit(Action<Group, int> open, Action<int> close, Action<Node, int> visit) =>
        Visit("", 0, open, close, visit);

    private void Visit(string outer, int depth, Action<Group, int> open, Action<int> close, Action<Node, int> visit)
    {
        foreach (Node node in nodes.GetValueOrDefault(outer, []))
        {
            visit(node, depth);
        }

        foreach (Group group in groups.GetValueOrDefault(outer, []))
        {
            open(group, depth);
            Visit(group.Id, depth + 1, open, close, visit);
            close(depth);
        }
    }

    private static void Add<T>(Dictionary<string, List<T>> lists, string key, T item)
    {
        if (!lists.TryGetValue(key, out List<T>? list))
        {
            lists.Add(key, list = []);
        }

        list.Add(item);
    }
}
