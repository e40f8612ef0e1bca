using HiperNet.Vpxi.Planning;

namespace HiperNet.Vpxi.Tests.Planning;

/// <summary>A substrate, what is free of it, and a request for it.</summary>
internal sealed record Instance(Occupancy Free, PlanRequest Request)
{
    /// <summary>Links of 10 in a line: 0 to 1, 1 to 2; each node with 4 of one capacity.</summary>
    public static Occupancy Line(int nodes, long capacity = 4, long bandwidth = 10, long latency = 1)
    {
        IEnumerable<SubstrateLink> links = Enumerable.Range(0, nodes - 1)
            .Select(at => new SubstrateLink(at, at + 1, bandwidth, bandwidth, Shared: false, latency));
        return new Occupancy(new Substrate(1, Enumerable.Repeat(capacity, nodes).ToArray(), [.. links]));
    }

    /// <summary>A virtual node with one demand.</summary>
    public static VirtualNode Node(long demand, params int[] allowed) =>
        new(new[] { demand }, allowed.Length > 0 ? new IndexSet(allowed) : null);

    public static PlacementGroup Apart(params int[] members) => new(GroupKind.Apart, members);

    public static PlacementGroup Together(params int[] members) => new(GroupKind.Together, members);
}
