using HiperNet.Vpxi.Planning;

namespace HiperNet.Vpxi.Tests.Planning;

[TestClass]
public sealed class RefusalTests
{
    [TestMethod]
    public void A_node_too_large_for_any_resource_is_named_with_the_largest_that_would_fit()
    {
        Refusal refusal = Refuse(Instance.Line(3), new PlanRequest([Instance.Node(1), Instance.Node(9)], []));

        Assert.AreEqual((RefusalKind.NodeTooLarge, 1, 0), (refusal.Kind, refusal.Subject, refusal.Dimension));
        Assert.AreEqual((Int128)9, refusal.Needed);
        Assert.AreEqual((Int128)4, refusal.Possible);
        Assert.AreEqual("node 1 needs 9 in dimension 0, the resource that comes nearest has 4", refusal.Message);
    }

    [TestMethod]
    public void A_resource_that_is_taken_is_told_from_one_that_is_small()
    {
        Occupancy free = Instance.Line(2);
        free.SetNode(0, [3], 1, alone: false);
        free.SetNode(1, [1], 1, alone: false);

        Refusal refusal = Refuse(free, new PlanRequest([Instance.Node(4)], []));

        Assert.AreEqual((RefusalKind.NodeNotFree, (Int128?)3), (refusal.Kind, refusal.Possible));
    }

    [TestMethod]
    public void A_node_that_may_be_nowhere_is_named() => Assert.AreEqual(
        RefusalKind.NoAllowedResource,
        Refuse(Instance.Line(2), new PlanRequest([new VirtualNode(new[] { 1L }, new IndexSet([]))], [])).Kind);

    [TestMethod]
    public void A_resource_that_has_a_tenant_is_not_for_one_who_wants_it_alone()
    {
        Occupancy free = Instance.Line(1);
        free.SetNode(0, [3], 1, alone: false);

        Assert.AreEqual(
            RefusalKind.NotAlone,
            Refuse(free, new PlanRequest([new VirtualNode(new[] { 1L }, Exclusive: true)], [])).Kind);
    }

    [TestMethod]
    public void Apart_and_together_is_a_contradiction()
    {
        Refusal refusal = Refuse(
            Instance.Line(3),
            new PlanRequest(
                [Instance.Node(1), Instance.Node(1)], [], [Instance.Together(0, 1), Instance.Apart(1, 0)]));

        Assert.AreEqual((RefusalKind.Contradiction, 1), (refusal.Kind, refusal.Subject));
    }

    [TestMethod]
    public void More_nodes_apart_than_places_are_counted()
    {
        Refusal refusal = Refuse(
            Instance.Line(2),
            new PlanRequest([Instance.Node(1), Instance.Node(1), Instance.Node(1)], [], [Instance.Apart(0, 1, 2)]));

        Assert.AreEqual((RefusalKind.TooFewZones, (Int128?)2), (refusal.Kind, refusal.Possible));
    }

    [TestMethod]
    public void What_does_not_fit_in_all_is_added_up()
    {
        Refusal refusal = Refuse(
            Instance.Line(2), new PlanRequest([Instance.Node(4), Instance.Node(4), Instance.Node(4)], []));

        Assert.AreEqual(
            (RefusalKind.NotEnoughInAll, (Int128)12, (Int128?)8), (refusal.Kind, refusal.Needed, refusal.Possible));
    }

    [TestMethod]
    public void A_link_that_is_too_wide_is_named_with_the_widest_that_would_fit()
    {
        Refusal refusal = Refuse(
            Instance.Line(3),
            new PlanRequest(
                [Instance.Node(4), Instance.Node(4)], [new VirtualLink(0, 1, 11, 2)], [Instance.Apart(0, 1)]));

        Assert.AreEqual(
            (RefusalKind.NoBandwidth, 0, (Int128?)10), (refusal.Kind, refusal.Subject, refusal.Possible));
    }

    [TestMethod]
    public void A_link_that_is_too_slow_is_named_with_the_least_latency()
    {
        Refusal refusal = Refuse(
            Instance.Line(4, latency: 7),
            new PlanRequest(
                [Instance.Node(1, 0), Instance.Node(1, 2, 3)], [new VirtualLink(0, 1, 1, 1, MaxLatency: 13)]));

        Assert.AreEqual(
            (RefusalKind.NoLatency, 0, (Int128?)14), (refusal.Kind, refusal.Subject, refusal.Possible));
    }

    [TestMethod]
    public void A_plan_over_the_highest_cost_is_refused_with_its_cost()
    {
        Refusal refusal = Refuse(
            Instance.Line(3),
            new PlanRequest(
                [Instance.Node(1, 0), Instance.Node(1, 2)], [new VirtualLink(0, 1, 3, 2)], maxCost: 9));

        Assert.AreEqual((RefusalKind.TooCostly, (Int128?)10), (refusal.Kind, refusal.Possible));
    }

    [TestMethod]
    public void What_fits_only_one_by_one_is_certainly_impossible()
    {
        Refusal refusal = Refuse(
            Instance.Line(2),
            new PlanRequest(
                [Instance.Node(1, 0), Instance.Node(1, 1)],
                [new VirtualLink(0, 1, 6, 0), new VirtualLink(0, 1, 6, 0)]));

        Assert.AreEqual(RefusalKind.Together, refusal.Kind);
    }

    [TestMethod]
    public void A_request_with_other_dimensions_is_a_mistake_of_the_caller() =>
        Assert.ThrowsExactly<ArgumentException>(() =>
            Planner.Plan(Instance.Line(2), new PlanRequest([new VirtualNode(new[] { 1L, 1L })], [])));

    [TestMethod]
    [DataRow(0, 1, -1L)]
    [DataRow(0, 0, 1L)]
    [DataRow(0, 2, 1L)]
    [DataRow(0, 1, PlanningLimits.Amount + 1)]
    public void A_link_out_of_range_is_refused(int from, int to, long bandwidth) =>
        Assert.Throws<ArgumentException>(() => new PlanRequest(
            [Instance.Node(1), Instance.Node(1)], [new VirtualLink(from, to, bandwidth, 0)]));

    private static Refusal Refuse(Occupancy free, PlanRequest request)
    {
        PlanResult result = Planner.Plan(free, request);
        Assert.IsNull(result.Plan);
        Assert.IsNotNull(result.Refusal);
        return result.Refusal;
    }
}
