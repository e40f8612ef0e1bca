using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Vpxi.Tests.Planning.Pools;

/// <summary>Apart, together, and alone.</summary>
[TestClass]
public sealed class PlacementTests
{
    private static readonly PoolBookings Sites = Vxdl.Pool("""
        cluster l { location lyon; node h[2] { cores 4 } }
        cluster r { location rennes; node h[2] { cores 8 } }
        node stray { cores 100 }
        mesh all of l, r, stray { bandwidth 1 Gbps }
        """);

    [TestMethod]
    public void Apart_means_different_resources()
    {
        Allocation plan = Vxdl.Plan(Sites, "node w[5]; apart far of w");

        Assert.AreEqual(5, plan.Nodes.Select(grant => grant.Resource).Distinct().Count());
        AllocationRefusal refusal = Vxdl.Refuse(Sites, "node w[6]; apart far of w");
        Assert.AreEqual(("apart", "far"), (refusal.Requirement, refusal.Element));
        Assert.AreEqual("at most 5 nodes", refusal.Relaxation);
    }

    [TestMethod]
    public void Apart_by_location_means_different_locations_that_are_known()
    {
        Allocation plan = Vxdl.Plan(Sites, "node w[2] { cores 4 }; apart far of w by location");

        CollectionAssert.AreEquivalent(
            new[] { 'l', 'r' }, plan.Nodes.Select(grant => grant.Resource[0]).ToArray());
        Assert.AreEqual("all", Vxdl.Refuse(Sites, "node w[3]; apart far of w by location").Requirement);
    }

    [TestMethod]
    public void Together_means_one_resource()
    {
        Allocation plan = Vxdl.Plan(Sites, "node w[2] { cores 4 }; node x { cores 50 }; together near of w, x");

        Assert.IsTrue(plan.Nodes.All(grant => grant.Resource == "stray"));
        AllocationRefusal refusal = Vxdl.Refuse(Sites, "node w[2] { cores 60 }; together near of w");
        Assert.AreEqual("cores", refusal.Requirement);
    }

    [TestMethod]
    public void Together_by_location_means_one_location_whichever_has_room()
    {
        Allocation plan = Vxdl.Plan(Sites, "node w[2] { cores 8 }; together near of w by location");

        CollectionAssert.AreEquivalent(
            new[] { "r.h[1]", "r.h[2]" }, plan.Nodes.Select(grant => grant.Resource).ToArray());
        Assert.IsNotNull(Vxdl.Refuse(Sites, "node w[3] { cores 8 }; together near of w by location"));
    }

    [TestMethod]
    public void Exclusive_use_is_refused_where_somebody_else_is()
    {
        PoolBookings pool = Vxdl.Booked(Vxdl.Pool("node h { cores 8 }"), "node v { cores 1 }");

        AllocationRefusal refusal = Vxdl.Refuse(pool, "node w { cores 1; exclusive }");

        Assert.AreEqual(("exclusive", "w"), (refusal.Requirement, refusal.Element));
        Assert.AreEqual(Vxdl.Midnight + 3600, refusal.Later?.Start);
        Vxdl.Plan(pool, "node w { cores 1 }");
    }

    [TestMethod]
    public void Nobody_else_comes_to_what_is_used_exclusively()
    {
        PoolBookings pool = Vxdl.Booked(Vxdl.Pool("node h { cores 8 }"), "node v { cores 1; exclusive }");

        Assert.AreEqual("exclusive", Vxdl.Refuse(pool, "node w { cores 1 }").Requirement);
    }

    [TestMethod]
    public void Secret_means_exclusive() => Assert.AreEqual(
        "exclusive",
        Vxdl.Refuse(
            Vxdl.Booked(Vxdl.Pool("node h { confidentiality secret }"), "node v"),
            "node w { confidentiality secret }").Requirement);

    [TestMethod]
    public void An_infrastructure_shares_what_it_has_alone_with_itself()
    {
        Allocation plan = Vxdl.Plan(Vxdl.Pool("node h { cores 8 }"), "exclusive; node w[2] { cores 4 }");

        Assert.IsTrue(plan.Nodes.All(grant => grant is { Resource: "h", Alone: true }));
    }

    [TestMethod]
    public void An_exclusive_resource_is_let_to_one_at_a_time()
    {
        PoolBookings pool = Vxdl.Booked(Vxdl.Pool("node h { cores 8; exclusive }"), "node v { cores 1 }");

        Assert.AreEqual("exclusive", Vxdl.Refuse(pool, "node w { cores 1 }").Requirement);
    }

    [TestMethod]
    public void Exclusive_links_are_avoided_and_had()
    {
        PoolBookings pool = Vxdl.Pool("""
            node a { model a }; node b { model b }; router r
            link short from a to b { bandwidth 1 Gbps }
            link long from a to r { bandwidth 1 Gbps }; link end from r to b { bandwidth 1 Gbps }
            """);
        const string ends = "node v { model a }; node w { model b }; ";
        PoolBookings used = Vxdl.Booked(pool, ends + "link x from v to w { bandwidth 1 Mbps }");

        Allocation plan = Vxdl.Plan(used, ends + "link x from v to w { bandwidth 1 Mbps; exclusive }");

        CollectionAssert.AreEqual(new[] { "long", "end" }, plan.Links[0].Path.ToArray());
        Assert.IsTrue(plan.Links[0].Alone);
    }

    [TestMethod]
    public void A_device_is_had_by_one_at_a_time()
    {
        PoolBookings pool = Vxdl.Booked(Vxdl.Pool("node h { devices gpu, gpu }"), "node v { devices gpu }");
        PoolBookings full = Vxdl.Booked(pool, "node v { devices gpu }", "second");

        AllocationRefusal refusal = Vxdl.Refuse(full, "node w { devices gpu }");

        Assert.AreEqual("device gpu", refusal.Requirement);
        Assert.AreEqual(Vxdl.Midnight + 3600, refusal.Later?.Start);
    }
}
