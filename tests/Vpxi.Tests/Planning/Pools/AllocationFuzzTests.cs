using FsCheck.Fluent;
using HiperNet.Vpxi.Model;
using HiperNet.Vpxi.Planning;
using HiperNet.Vpxi.Planning.Pools;
using Property = HiperNet.Testing.Property;

namespace HiperNet.Vpxi.Tests.Planning.Pools;

/// <summary>Whatever a description may say is planned or refused, with numbers as large as the language has.</summary>
[TestClass]
public sealed class AllocationFuzzTests
{
    private static readonly AllocationOptions Quick = new()
    {
        NotBefore = Vxdl.Midnight,
        LaterStarts = 2,
        Planner = new PlannerOptions { Steps = 2_000, CompleteSteps = 2_000 },
    };

    [TestMethod]
    public void Numbers_of_any_size_are_planned_or_refused()
    {
        int planned = 0;
        int refused = 0;
        Property.Check(
            from pool in PoolGen.Pool
            from wanted in PoolGen.Request
            from bits in Gen.Choose(0, 59)
            from other in Gen.Choose(-1, 1)
            from money in Gen.Choose(0, 57)
            from seconds in Gen.Choose(0, 26)
            select (
                Pool: Scaled(pool, bits, money, 0),
                Wanted: Scaled(wanted, Math.Max(0, bits + other), money, seconds)),
            world =>
            {
                PoolBookings bookings = new(new Pool(world.Pool));
                AllocationResult result = Allocations.Plan(bookings, world.Wanted, Quick);
                if (result.Allocation is not { } plan)
                {
                    refused++;
                    return;
                }

                planned++;
                Assert.IsGreaterThanOrEqualTo(0, plan.Cost);
                Assert.IsNull(bookings.Book("a", plan, out PoolBookings booked));
                Assert.IsNotEmpty(Explanation.Of(bookings, world.Wanted, Quick, plan));
                Allocations.Plan(booked, world.Wanted, Quick);
            },
            count: 400);

        Assert.IsGreaterThan(20, planned);
        Assert.IsGreaterThan(20, refused);
    }

    [TestMethod]
    public void A_pool_of_nothing_refuses_whatever_has_nodes()
    {
        PoolBookings nothing = new(new Pool(new Infrastructure("pool") { Kind = InfrastructureKind.Physical }));

        Assert.IsNotNull(Allocations.Plan(nothing, Vxdl.Request("node w"), Quick).Refusal);
        Assert.IsNotNull(Allocations.Plan(
            nothing, Vxdl.Request("node w[2]; together near of w by location"), Quick).Refusal);
        Assert.IsNotNull(Allocations.Plan(nothing, new Infrastructure("empty"), Quick).Allocation);
    }

    [TestMethod]
    public void A_pool_is_no_request_and_a_request_no_pool()
    {
        Infrastructure pool = Vxdl.Read("pool p { node h }");

        Assert.ThrowsExactly<ArgumentException>(() => new Pool(Vxdl.Request("node w")));
        Assert.ThrowsExactly<ArgumentException>(() => Allocations.Plan(new PoolBookings(new Pool(pool)), pool, Quick));
    }

    private static Infrastructure Scaled(Infrastructure one, int bits, int money, int seconds) => one with
    {
        Period = Longer(one.Period, seconds),
        MaximumCost = one.MaximumCost << money,
        Nodes =
        [
            .. one.Nodes.Select(node => node with
            {
                Cores = Larger(node.Cores, bits),
                Memory = Larger(node.Memory, bits),
                Price = node.Price << money,
                MaximumCost = node.MaximumCost << money,
                Period = Longer(node.Period, seconds),
            }),
        ],
        Links =
        [
            .. one.Links.Select(link => link with
            {
                Forward = Larger(link.Forward, bits / 3),
                Reverse = Larger(link.Reverse, bits / 3),
                Latency = Larger(link.Latency, bits),
                Price = link.Price << money,
                Period = Longer(link.Period, seconds),
            }),
        ],
    };

    private static Period Longer(Period period, int bits) => new(period.Start, period.Length << bits);

    private static Amount? Larger(Amount? amount, int bits) => amount is null ? null : amount with
    {
        Minimum = amount.Minimum << bits,
        Maximum = amount.Maximum == Amount.Unbounded ? Amount.Unbounded : amount.Maximum << bits,
        Preferred = amount.Preferred << bits,
        Step = amount.Step << bits,
        Choices = [.. amount.Choices.Select(choice => choice << bits)],
    };
}
