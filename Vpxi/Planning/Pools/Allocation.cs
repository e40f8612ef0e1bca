using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>A plan for an infrastructure: what each of its elements gets of a pool. Nothing is booked by it.</summary>
/// <param name="Infrastructure">Its name.</param>
/// <param name="Window">From the first instant of any element to the last.</param>
/// <param name="Nodes">One for each node, in its order.</param>
/// <param name="Links">One for each link, in its order.</param>
/// <param name="Cost">Of all together, in thousandths of a unit of account, rounded up.</param>
public sealed record Allocation(
    string Infrastructure, TimeWindow Window, ModelList<NodeGrant> Nodes, ModelList<LinkGrant> Links, long Cost)
{
    /// <summary>The physical nodes and links of which it has something, each once.</summary>
    public IEnumerable<string> Resources => Nodes.Select(grant => grant.Resource)
        .Concat(Links.SelectMany(grant => grant.Path))
        .Distinct(StringComparer.Ordinal);
}
