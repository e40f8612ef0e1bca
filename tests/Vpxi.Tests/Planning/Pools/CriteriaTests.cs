using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Vpxi.Tests.Planning.Pools;

/// <summary>What fits onto what, a sentence of spec/vxdl.md each.</summary>
[TestClass]
public sealed class CriteriaTests
{
    private static readonly AllocationOptions Ann = Vxdl.Options with { Asker = "ann" };

    [TestMethod]
    [DataRow("node w", "node h", null, DisplayName = "compute on compute")]
    [DataRow("storage w", "node h", null, DisplayName = "a computer does everything")]
    [DataRow("storage w", "storage h", null, DisplayName = "storage on storage")]
    [DataRow("node w", "storage h", "function", DisplayName = "storage does not compute")]
    [DataRow("visualization w", "router h", "function", DisplayName = "a router shows nothing")]
    [DataRow("node w { location lyon }", "node h { location lyon }", null)]
    [DataRow("node w { location lyon }", "node h { location rennes }", "location")]
    [DataRow("node w { location lyon }", "node h", "location")]
    [DataRow("node w { cores 4 }", "node h { cores 4 }", null)]
    [DataRow("node w { cores 5 }", "node h { cores 4 }", "cores")]
    [DataRow("node w { cores 1 }", "node h", "cores")]
    [DataRow("node w { cores 2 to 8 prefer 8 }", "node h { cores 4 }", null)]
    [DataRow("node w { cores one of 3, 6 prefer 6 }", "node h { cores 4 }", null)]
    [DataRow("node w { memory 5 GB }", "node h { memory 4 GB }", "memory")]
    [DataRow("node w { storage 5 GB }", "node h { storage at least 5 GB }", null)]
    [DataRow("node w { storage 5 GB }", "node h { storage 4 GB }", "storage")]
    [DataRow("node w { frequency at least 2 GHz }", "node h { frequency 2 GHz }", null)]
    [DataRow("node w { frequency at least 2 GHz }", "node h { frequency 1.9 GHz }", "frequency")]
    [DataRow("node w { frequency at most 2 GHz }", "node h { frequency 3 GHz }", "frequency")]
    [DataRow("node w { frequency at least 2 GHz }", "node h", "frequency")]
    [DataRow("node w { architecture x86_64 }", "node h { architecture arm64 }", "architecture")]
    [DataRow("node w { model m1 }", "node h { model m1 }", null)]
    [DataRow("node w { model m1 }", "node h { model m2 }", "model")]
    [DataRow("node w { region r1 }", "node h { region r2 }", "region")]
    [DataRow("storage w { type ssd }", "storage h { type disk }", "type")]
    [DataRow("node w { image a }", "node h", null)]
    [DataRow("node w { image a }", "node h { image b }", "image")]
    [DataRow("node w { software a }", "node h", null)]
    [DataRow("node w { software a, b }", "node h { software b, a, c }", null)]
    [DataRow("node w { software a, b }", "node h { software a }", "software")]
    [DataRow("node w { services ssh }", "node h { services ftp }", "services")]
    [DataRow("node w { devices gpu }", "node h { devices gpu, gpu }", null)]
    [DataRow("node w { devices gpu }", "node h", "devices")]
    [DataRow("node w { devices gpu, gpu }", "node h { devices gpu }", "devices")]
    [DataRow("node w { community c }", "node h { community c }", null)]
    [DataRow("node w { community c }", "node h { community d }", "community")]
    [DataRow("node w { confidentiality internal }", "node h { confidentiality confidential }", null)]
    [DataRow("node w { confidentiality confidential }", "node h { confidentiality internal }", "confidentiality")]
    [DataRow("node w { confidentiality internal }", "node h", "confidentiality")]
    [DataRow("node w", "node h { users ann }", null)]
    [DataRow("node w", "node h { users bob }", "users")]
    [DataRow("node w { users bob }", "node h { users bob }", null, DisplayName = "who uses it counts, not who asks")]
    [DataRow("node w { users ann, bob }", "node h { users ann }", "users")]
    [DataRow("node w", "node h { window 2026-12-01T00:00:00Z for 1 h }", null)]
    [DataRow("node w", "node h { window 2026-12-01T00:00:01Z for 1 h }", "window")]
    [DataRow("node w", "node h { window 2026-12-01T00:00:00Z for 59 min }", "window")]
    [DataRow("node w { cores 2; cost at most 0.02 }", "node h { cores 2; price 0.01 }", null)]
    [DataRow("node w { cores 2; cost at most 0.019 }", "node h { cores 2; price 0.01 }", "cost")]
    public void A_node_fits_a_resource_that_is_all_that_it_asks(string wanted, string offered, string? requirement)
    {
        PoolBookings pool = Vxdl.Pool(offered);

        if (requirement is null)
        {
            Assert.AreEqual("h", Vxdl.Plan(pool, wanted, Ann).Nodes[0].Resource);
        }
        else
        {
            AllocationRefusal refusal = Vxdl.Refuse(pool, wanted, Ann);
            Assert.AreEqual(requirement, refusal.Requirement, refusal.Message);
            Assert.AreEqual("w", refusal.Element);
            Assert.Contains("'w'", refusal.Message, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    [DataRow("latency at most 2 ms", "latency 2 ms", null)]
    [DataRow("latency at most 2 ms", "latency 3 ms", "path")]
    [DataRow("latency at most 2 ms", "", "path", DisplayName = "a latency that is not known keeps no bound")]
    [DataRow("bandwidth 1 Gbps", "bandwidth 1 Gbps", null)]
    [DataRow("bandwidth 2 Gbps", "bandwidth 1 Gbps", "bandwidth")]
    [DataRow("forward 2 Gbps; reverse 1 Gbps", "forward 2 Gbps; reverse 1 Gbps", null)]
    [DataRow("forward 1 Gbps; reverse 2 Gbps", "forward 2 Gbps; reverse 1 Gbps", "bandwidth")]
    [DataRow("bandwidth 1 kbps", "", "bandwidth")]
    [DataRow("bandwidth at least 1 Gbps prefer 5 Gbps", "bandwidth 3 Gbps", null)]
    [DataRow("community c", "community c", null)]
    [DataRow("community c", "community d", "path")]
    [DataRow("confidentiality internal", "confidentiality internal", null)]
    [DataRow("confidentiality confidential", "confidentiality internal", "path")]
    [DataRow("", "users ann", null)]
    [DataRow("", "users bob", "path")]
    [DataRow("", "window 2026-12-01T01:00:00Z for 1 h", "path")]
    [DataRow("location lyon", "location rennes", "path")]
    [DataRow("location lyon", "location lyon", null)]
    [DataRow("bandwidth 1 Gbps; cost at most 0.02", "bandwidth 1 Gbps; price 0.01", null)]
    [DataRow("bandwidth 1 Gbps; cost at most 0.019", "bandwidth 1 Gbps; price 0.01", "path")]
    public void A_link_takes_physical_links_that_are_all_that_it_asks(
        string wanted, string offered, string? requirement)
    {
        const string hosts = "node a { model a }; node b { model b }; ";
        PoolBookings pool = Vxdl.Pool($"{hosts} link l from a to b {{ {offered} }}");
        string request = $"node v {{ model a }}; node w {{ model b }}; link x from v to w {{ {wanted} }}";

        if (requirement is null)
        {
            Assert.AreEqual("l", Vxdl.Plan(pool, request, Ann).Links[0].Path.Single());
        }
        else
        {
            AllocationRefusal refusal = Vxdl.Refuse(pool, request, Ann);
            Assert.AreEqual(requirement, refusal.Requirement, refusal.Message);
            Assert.AreEqual("x", refusal.Element);
        }
    }

    [TestMethod]
    public void A_provider_may_let_to_a_community_of_who_asks()
    {
        PoolBookings pool = Vxdl.Pool("node h { users hospitals }");

        Assert.AreEqual("users", Vxdl.Refuse(pool, "node w", Ann).Requirement);
        Vxdl.Plan(pool, "node w", Ann with { Communities = ["hospitals"] });
    }

    [TestMethod]
    public void A_provider_that_lets_to_some_does_not_let_to_nobody_in_particular() =>
        Assert.AreEqual("users", Vxdl.Refuse(Vxdl.Pool("node h { users ann }"), "node w").Requirement);

    [TestMethod]
    public void The_owner_asks_if_nobody_else_does() =>
        Vxdl.Plan(Vxdl.Pool("node h { users ann }"), "owner ann; node w");

    [TestMethod]
    public void Latencies_of_a_path_add_up()
    {
        PoolBookings pool = Vxdl.Pool("""
            node a { model a }; router r; node b { model b }
            link l from a to r { latency 2 ms }; link m from r to b { latency 3 ms }
            """);
        const string ends = "node v { model a }; node w { model b }; ";

        Allocation plan = Vxdl.Plan(pool, ends + "link x from v to w { latency at most 5 ms }");
        AllocationRefusal refusal = Vxdl.Refuse(pool, ends + "link x from v to w { latency at most 4 ms }");

        Assert.AreEqual(5_000_000, plan.Links[0].Latency);
        Assert.AreEqual("latency", refusal.Requirement);
        Assert.AreEqual("latency at most 5 ms", refusal.Relaxation);
    }

    [TestMethod]
    public void Of_two_resources_the_cheaper_one_is_taken()
    {
        PoolBookings pool = Vxdl.Pool("node a { cores 4; price 0.02 }; node b { cores 4; price 0.01 }");

        Allocation plan = Vxdl.Plan(pool, "node w { cores 4 }");

        Assert.AreEqual("b", plan.Nodes[0].Resource);
        Assert.AreEqual(40, plan.Cost);
    }

    [TestMethod]
    public void Preferred_amounts_are_granted_where_there_is_room_and_less_where_there_is_not()
    {
        PoolBookings pool = Vxdl.Pool("node h { cores 10 }");

        Allocation plan = Vxdl.Plan(pool, "node w[2] { cores 2 to 8 step 2 prefer 8 }");

        CollectionAssert.AreEquivalent(
            new long[] { 8, 2 }, plan.Nodes.Select(grant => grant.Amounts[0].Amount).ToArray());
    }

    [TestMethod]
    public void More_than_the_least_is_granted_only_for_the_money_that_may_be_spent()
    {
        PoolBookings pool = Vxdl.Pool("node h { cores 10; price 1 }");

        Allocation plan = Vxdl.Plan(pool, "cost at most 5; node w[2] { cores 2 to 8 prefer 8 }");

        Assert.AreEqual(4_000, plan.Cost);
    }
}
