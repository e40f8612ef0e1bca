using HiperNet.Vpxi.Model;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Vpxi.Tests.Planning.Pools;

/// <summary>When what is wanted, and what else may be had at other times.</summary>
[TestClass]
public sealed class WindowTests
{
    private const long Hour = 3600;

    [TestMethod]
    public void Elements_with_different_windows_share_what_is_not_enough_for_both()
    {
        PoolBookings pool = Vxdl.Pool("node h { cores 4 }");

        Allocation plan = Vxdl.Plan(pool, """
            node v { cores 4; window 2026-12-01T00:00:00Z for 30 min }
            node w { cores 4; window 2026-12-01T00:30:00Z for 30 min }
            """);

        Assert.AreEqual(2, plan.Nodes.Count);
        Assert.AreEqual("cores", Vxdl.Refuse(pool, """
            node v { cores 4; window 2026-12-01T00:00:00Z for 31 min }
            node w { cores 4; window 2026-12-01T00:30:00Z for 30 min }
            """).Requirement);
    }

    [TestMethod]
    public void Links_with_different_windows_go_round_what_others_have()
    {
        // Somebody has all of the link in the second half; what is wanted of it is wanted in the first.
        PoolBookings pool = Vxdl.Pool("""
            node a { model a }; node b { model b }; link l from a to b { bandwidth 1 Gbps }
            link m from a to b { bandwidth 1 Mbps }
            """);
        const string ends = "node v { model a }; node w { model b }; ";
        PoolBookings used = Vxdl.Booked(
            pool, ends + "link x from v to w { bandwidth 1 Gbps; window 2026-12-01T00:30:00Z for 30 min }");

        Allocation plan = Vxdl.Plan(used, ends + """
            link early from v to w { bandwidth 1 Gbps; window 2026-12-01T00:00:00Z for 30 min }
            link late from v to w { bandwidth 1 Mbps; window 2026-12-01T00:30:00Z for 30 min }
            """);

        CollectionAssert.AreEqual(new[] { "l" }, plan.Links[0].Path.ToArray());
        CollectionAssert.AreEqual(new[] { "m" }, plan.Links[1].Path.ToArray());
    }

    [TestMethod]
    public void An_amount_after_an_event_is_wanted_from_then_on()
    {
        PoolBookings pool = Vxdl.Pool("node h { storage 4 GB }");

        Allocation plan = Vxdl.Plan(pool, "event late after 20 min; node w { storage 4 GB after late }");

        Assert.AreEqual(
            new TimeWindow(Vxdl.Midnight + 1200, Vxdl.Midnight + Hour), plan.Nodes[0].Amounts[0].Window);
    }

    [TestMethod]
    public void A_refusal_for_want_of_room_names_the_earliest_start_that_works()
    {
        PoolBookings pool = Vxdl.Pool("node h { cores 4 }");
        pool = Vxdl.Booked(pool, "node v { cores 3; window 2026-12-01T00:00:00Z for 20 min }");
        pool = Vxdl.Booked(pool, "node v { cores 3; window 2026-12-01T00:20:00Z for 25 min }", "second");

        AllocationRefusal refusal = Vxdl.Refuse(pool, "node w { cores 2 }");

        Assert.AreEqual(new LaterStart(Vxdl.Midnight + 2700, IsEarliest: true), refusal.Later);
        Assert.AreEqual("cores 1", refusal.Relaxation);
    }

    [TestMethod]
    public void What_never_fits_has_no_later_start()
    {
        PoolBookings pool = Vxdl.Booked(Vxdl.Pool("node h { cores 4 }"), "node v { cores 3 }");

        AllocationRefusal refusal = Vxdl.Refuse(pool, "node w { cores 5 }");

        Assert.IsNull(refusal.Later);
        Assert.AreEqual("cores 4", refusal.Relaxation);
    }

    [TestMethod]
    public void What_names_no_start_is_planned_as_early_as_possible()
    {
        PoolBookings pool = Vxdl.Booked(Vxdl.Pool("node h { cores 4 }"), "node v { cores 4 }");
        Infrastructure wanted = Vxdl.Read("infrastructure any { window for 2 h; node w { cores 1 } }");

        Allocation? plan = Allocations.Plan(pool, wanted, Vxdl.Options).Allocation;

        Assert.AreEqual(new TimeWindow(Vxdl.Midnight + Hour, Vxdl.Midnight + (3 * Hour)), plan?.Window);
    }

    [TestMethod]
    public void What_names_no_length_is_planned_for_the_length_of_the_options()
    {
        Infrastructure wanted = Vxdl.Read("infrastructure any { node w }");

        Allocation? plan = Allocations.Plan(
            Vxdl.Pool("node h"), wanted, Vxdl.Options with { DefaultLength = 60 }).Allocation;

        Assert.AreEqual(new TimeWindow(Vxdl.Midnight, Vxdl.Midnight + 60), plan?.Window);
    }

    [TestMethod]
    public void A_resource_that_comes_later_gives_a_later_start()
    {
        PoolBookings pool = Vxdl.Pool("node h { window 2026-12-01T05:00:00Z for 10 h }");

        AllocationRefusal refusal = Vxdl.Refuse(pool, "node w");

        Assert.AreEqual(Vxdl.Midnight + (5 * Hour), refusal.Later?.Start);
    }

    [TestMethod]
    public void Windows_move_together_for_a_later_start()
    {
        PoolBookings pool = Vxdl.Booked(
            Vxdl.Pool("node h { cores 4 }"), "node v { cores 4; window 2026-12-01T00:30:00Z for 30 min }");

        AllocationRefusal refusal = Vxdl.Refuse(pool, """
            node x { cores 1; window 2026-12-01T00:00:00Z for 10 min }
            node w { cores 1; window 2026-12-01T00:50:00Z for 10 min }
            """);

        // The second one may begin at one o'clock, so the whole begins ten minutes after midnight.
        Assert.AreEqual(new LaterStart(Vxdl.Midnight + 600, IsEarliest: true), refusal.Later);
    }
}
