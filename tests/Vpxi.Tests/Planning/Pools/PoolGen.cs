using FsCheck;
using FsCheck.Fluent;
using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Tests.Planning.Pools;

/// <summary>Small pools, and requests for them with everything that can be asked, many of them tight.</summary>
internal static class PoolGen
{
    private static readonly string?[] Places = [null, "lyon", "rennes"];

    /// <summary>A pool.</summary>
    public static Gen<Infrastructure> Pool { get; } =
        from count in Gen.Choose(1, 6)
        from nodes in Gen.ArrayOf(Physical, count)
        from linkCount in Gen.Choose(0, 9)
        from links in Gen.ArrayOf(Link(count, physical: true), count > 1 ? linkCount : 0)
        select new Infrastructure("pool")
        {
            Kind = InfrastructureKind.Physical,
            Nodes = [.. nodes.Select((node, index) => node with { Id = $"h{index}" })],
            Links = [.. links.Select((link, index) => link with { Id = $"l{index}" })],
        };

    /// <summary>A request.</summary>
    public static Gen<Infrastructure> Request { get; } =
        from count in Gen.Choose(1, 5)
        from nodes in Gen.ArrayOf(Virtual, count)
        from linkCount in Gen.Choose(0, 5)
        from links in Gen.ArrayOf(Link(count, physical: false), count > 1 ? linkCount : 0)
        from placements in Placements(count)
        from start in Gen.Choose(0, 20)
        from cost in Gen.Choose(0, 60)
        from grouped in Gen.Choose(0, 3)
        select new Infrastructure("wanted")
        {
            Owner = "ann",
            Period = new Period(start * 600L, 3600),
            MaximumCost = cost > 40 ? cost * 10 : null,
            Groups = grouped == 0 ? [new Group("g") { MaximumCost = 200 }] : [],
            Nodes = [.. nodes.Select((node, index) => node with
            {
                Id = $"v{index}",
                Period = Moved(node.Period, start * 600L),
                Group = grouped == 0 && index == 0 ? "g" : null,
            })],
            Links = [.. links.Select((link, index) => link with
            {
                Id = $"x{index}",
                Period = Moved(link.Period, start * 600L),
            })],
            Placements = placements,
            Timeline = [new TimelineEvent("later", 1_200_000)],
        };

    private static Gen<Node> Physical =>
        from cores in Gen.Choose(0, 8)
        from memory in Gen.Choose(0, 8)
        from price in Gen.Choose(0, 3)
        from place in Gen.Elements(Places)
        from security in Security(rare: 6)
        from devices in Gen.Choose(0, 3)
        from function in Gen.Frequency(
            (5, Gen.Constant(ElementaryFunction.Compute)), (1, Gen.Constant(ElementaryFunction.Routing)))
        select new Node("")
        {
            Function = function,
            Cores = Amount.Exactly(cores),
            Memory = Amount.Exactly(memory),
            Price = price == 0 ? null : price * 10,
            Location = place,
            Security = security,
            Devices = [.. Enumerable.Repeat("gpu", Math.Max(0, devices - 1))],
        };

    private static Gen<Node> Virtual =>
        from cores in MaybeAmount(5)
        from memory in MaybeAmount(5)
        from place in Gen.Elements(Places)
        from asksPlace in Gen.Choose(0, 3)
        from security in Security(rare: 9)
        from window in Window
        from gpu in Gen.Choose(0, 6)
        from cost in Gen.Choose(0, 5)
        select new Node("")
        {
            Cores = cores,
            Memory = memory,
            Location = asksPlace == 0 ? place : null,
            Security = security with { Users = [] },
            Period = window,
            Devices = gpu == 0 ? ["gpu"] : [],
            MaximumCost = cost == 0 ? 60 : null,
        };

    private static Gen<Period> Window => Gen.Frequency(
        (4, Gen.Constant(new Period(0, 3600))),
        (1, Gen.Constant(new Period(0, 1800))),
        (1, Gen.Constant(new Period(1200, 1200))));

    private static Gen<Amount?> MaybeAmount(int most) =>
        from kind in Gen.Choose(0, 5)
        from low in Gen.Choose(0, most)
        from more in Gen.Choose(0, most)
        from late in Gen.Choose(0, 7)
        let amount = kind switch
        {
            0 => null,
            1 => new Amount(low, low + more) { Preferred = low + more },
            2 => Amount.AtLeast(low),
            3 => new Amount(low, low + more + 1) { Choices = [low, low + more + 1], Preferred = low + more + 1 },
            4 => new Amount(low, low + (2 * more)) { Step = 2, Preferred = low + (2 * more) },
            _ => Amount.Exactly(low),
        }
        select amount is null || late > 0 ? amount : amount with { Event = "later" };

    private static Gen<Security> Security(int rare) =>
        from exclusive in Gen.Choose(0, rare)
        from level in Gen.Choose(0, rare)
        from community in Gen.Choose(0, rare)
        from users in Gen.Choose(0, rare)
        select new Security
        {
            Exclusive = exclusive == 0,
            Confidentiality = level == 0 ? Confidentiality.Internal
                : level == 1 ? Confidentiality.Secret : Confidentiality.Open,
            Community = community == 0 ? "c" : null,
            Users = users == 0 ? ["ann"] : users == 1 ? ["bob"] : [],
        };

    private static Gen<Link> Link(int nodes, bool physical) =>
        from a in Gen.Choose(0, nodes - 1)
        from step in Gen.Choose(1, Math.Max(1, nodes - 1))
        from forward in Gen.Choose(0, 6)
        from reverse in Gen.Choose(0, 6)
        from latency in Gen.Choose(0, 4)
        from price in Gen.Choose(0, 2)
        from security in Security(rare: physical ? 9 : 14)
        from window in Window
        let name = physical ? "h" : "v"
        select new Link("", new Reference($"{name}{a}"), new Reference($"{name}{(a + step) % nodes}"))
        {
            Forward = Amount.Exactly(forward * 1_000_000_000L),
            Reverse = physical || reverse < 5
                ? Amount.Exactly(reverse * 1_000_000_000L)
                : new Amount(0, 6_000_000_000) { Preferred = 4_000_000_000 },
            Latency = latency == 0 ? null : Amount.Exactly(physical ? latency : latency * 2),
            Price = physical && price > 0 ? price * 5 : null,
            Security = physical ? security : security with { Users = [] },
            Period = physical ? default : window,
            MaximumCost = !physical && price == 0 && forward == 1 ? 10 : null,
        };

    private static Gen<ModelList<Placement>> Placements(int nodes) =>
        from kind in Gen.Choose(0, 6)
        from members in Gen.ArrayOf(Gen.Choose(0, nodes - 1), 3)
        let list = members.Distinct().Select(node => new Reference($"v{node}")).ToArray()
        select kind > 3
            ? (ModelList<Placement>)[]
            : [new Placement("p")
            {
                Apart = kind < 2,
                Scope = kind % 2 == 0 ? PlacementScope.Resource : PlacementScope.Location,
                Members = [.. list],
            }];

    private static Period Moved(Period period, long by) => new(period.Start + by, period.Length);
}
