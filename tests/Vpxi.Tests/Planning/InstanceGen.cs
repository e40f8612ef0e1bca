using FsCheck;
using FsCheck.Fluent;
using HiperNet.Vpxi.Planning;

namespace HiperNet.Vpxi.Tests.Planning;

/// <summary>Generates small instances with every kind of constraint, many of them tight.</summary>
internal static class InstanceGen
{
    /// <summary>Everything that a request can ask for.</summary>
    public static Gen<Instance> All { get; } = Of(full: true);

    /// <summary>What the exact oracle can say too: no latencies, links that both ways share.</summary>
    public static Gen<Instance> Plain { get; } = Of(full: false);

    private static Gen<Instance> Of(bool full) =>
        from hosts in Gen.Choose(full ? 1 : 3, full ? 9 : 6)
        from dimensions in Gen.Choose(1, full ? 3 : 1)
        from capacities in Numbers(hosts * dimensions, 0, 12)
        from prices in Numbers(hosts * dimensions, 0, 3)
        from linkCount in Gen.Choose(hosts - 1, 2 * hosts)
        from links in Gen.ArrayOf(Physical(hosts, full), hosts > 1 ? linkCount : 0)
        from nodes in Gen.Choose(1, full ? 7 : 4)
        from wanted in Gen.ArrayOf(Node(dimensions, hosts, full), nodes)
        from wantedCount in Gen.Choose(0, (3 * nodes) / 2)
        from wantedLinks in Gen.ArrayOf(Virtual(nodes, links.Length, full), nodes > 1 ? wantedCount : 0)
        from groups in Groups(nodes, hosts, full)
        from most in Gen.Choose(0, 300)
        select new Instance(
            new Occupancy(new Substrate(dimensions, capacities, links, prices)),
            new PlanRequest(wanted, wantedLinks, groups, full && most > 150 ? most : null));

    private static Gen<long[]> Numbers(int count, int least, int most) =>
        Gen.ArrayOf(Gen.Choose(least, most).Select(number => (long)number), count);

    private static Gen<SubstrateLink> Physical(int hosts, bool full) =>
        from a in Gen.Choose(0, hosts - 1)
        from step in Gen.Choose(1, Math.Max(1, hosts - 1))
        from forward in Gen.Choose(0, 14)
        from reverse in Gen.Choose(0, 14)
        from shared in full ? Gen.Elements(true, false) : Gen.Constant(true)
        from latency in Gen.Choose(0, 5)
        from price in Gen.Choose(0, 4)
        select new SubstrateLink(
            a, (a + step) % hosts, forward, shared ? forward : reverse, shared, full ? latency : 0, price);

    private static Gen<VirtualNode> Node(int dimensions, int hosts, bool full) =>
        from demand in Numbers(dimensions, 0, 5)
        from filtered in Gen.Choose(0, 3)
        from allowed in Gen.ArrayOf(Gen.Choose(0, hosts - 1), 3)
        from exclusive in Gen.Choose(0, 9)
        select new VirtualNode(demand, filtered == 0 ? new IndexSet(allowed) : null, full && exclusive == 0);

    private static Gen<VirtualLink> Virtual(int nodes, int links, bool full) =>
        from a in Gen.Choose(0, nodes - 1)
        from step in Gen.Choose(1, nodes - 1)
        from forward in Gen.Choose(0, 6)
        from reverse in Gen.Choose(0, 6)
        from limited in Gen.Choose(0, 2)
        from latency in Gen.Choose(0, 10)
        from filtered in Gen.Choose(0, 5)
        from without in Gen.Choose(0, Math.Max(0, links - 1))
        select new VirtualLink(
            a,
            (a + step) % nodes,
            forward,
            reverse,
            full && limited == 0 ? latency : VirtualLink.AnyLatency,
            full && filtered == 0 ? new IndexSet(Enumerable.Range(0, links).Where(link => link != without)) : null);

    private static Gen<PlacementGroup[]> Groups(int nodes, int hosts, bool full) =>
        from kind in Gen.Choose(0, full ? 4 : 1)
        from members in Gen.ArrayOf(Gen.Choose(0, nodes - 1), 3)
        from others in Gen.ArrayOf(Gen.Choose(0, nodes - 1), 2)
        from zones in Gen.ArrayOf(Gen.Choose(0, Math.Max(0, (hosts / 2) - 1)), hosts)
        select kind switch
        {
            0 => [new PlacementGroup(GroupKind.Apart, Enumerable.Range(0, nodes).ToArray())],
            1 => Array.Empty<PlacementGroup>(),
            2 => [new PlacementGroup(GroupKind.Apart, members, zones)],
            3 => [new PlacementGroup(GroupKind.Together, members)],
            _ => [new PlacementGroup(GroupKind.Together, members), new PlacementGroup(GroupKind.Apart, others)],
        };
}
