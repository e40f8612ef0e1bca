using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>What organisations offer, ready to be planned onto. Immutable.</summary>
public sealed class Pool
{
    private readonly Dictionary<string, int> nodesByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> linksByName = new(StringComparer.Ordinal);
    private readonly int[] ends;

    /// <summary>Takes a description of what is there.</summary>
    /// <param name="infrastructure">A physical one with which nothing is wrong.</param>
    /// <exception cref="ArgumentException">It is not physical, is too large, or a link ends nowhere.</exception>
    public Pool(Infrastructure infrastructure)
    {
        ArgumentNullException.ThrowIfNull(infrastructure);
        if (infrastructure.Kind != InfrastructureKind.Physical)
        {
            throw new ArgumentException($"'{infrastructure.Id}' is no pool", nameof(infrastructure));
        }

        Infrastructure = infrastructure;
        PlanningLimits.Check(Nodes.Length, PlanningLimits.SubstrateNodes, "nodes of the pool");
        PlanningLimits.Check(Links.Length, PlanningLimits.SubstrateLinks, "links of the pool");
        for (int node = 0; node < Nodes.Length; node++)
        {
            nodesByName.Add(Nodes[node].Id, node);
        }

        ends = new int[2 * Links.Length];
        for (int link = 0; link < Links.Length; link++)
        {
            linksByName.Add(Links[link].Id, link);
            ends[2 * link] = End(Links[link], Links[link].Source);
            ends[(2 * link) + 1] = End(Links[link], Links[link].Target);
        }
    }

    /// <summary>The description.</summary>
    public Infrastructure Infrastructure { get; }

    internal ReadOnlySpan<Node> Nodes => Infrastructure.Nodes.AsSpan();

    internal ReadOnlySpan<Link> Links => Infrastructure.Links.AsSpan();

    /// <summary>The index of a node; -1 if there is none of this name.</summary>
    public int FindNode(string name) => nodesByName.GetValueOrDefault(name, -1);

    /// <summary>The index of a link; -1 if there is none of this name.</summary>
    public int FindLink(string name) => linksByName.GetValueOrDefault(name, -1);

    /// <summary>The node at a link's source.</summary>
    internal int From(int link) => ends[2 * link];

    /// <summary>The node at a link's target.</summary>
    internal int To(int link) => ends[(2 * link) + 1];

    /// <summary>Where a link is: what it says, or where both of its ends are; null if that is not one place.</summary>
    internal string? LocationOf(int link) => Links[link].Location
        ?? (Nodes[From(link)].Location == Nodes[To(link)].Location ? Nodes[From(link)].Location : null);

    private int End(Link link, Reference end) => nodesByName.TryGetValue(end.Path, out int node)
        ? node
        : throw new ArgumentException($"link '{link.Id}' ends at '{end.Path}', no node of the pool", nameof(end));
}
