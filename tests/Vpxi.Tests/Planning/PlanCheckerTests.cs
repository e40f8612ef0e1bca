using HiperNet.Vpxi.Planning;

namespace HiperNet.Vpxi.Tests.Planning;

/// <summary>Plans that are wrong in one way each.</summary>
[TestClass]
public sealed class PlanCheckerTests
{
    private static readonly Occupancy Free = Instance.Line(4);

    private static readonly PlanRequest Request = new(
        [Instance.Node(3, 0, 1), Instance.Node(2), new VirtualNode(new[] { 1L }, Exclusive: true)],
        [
            new VirtualLink(0, 1, 6, 5, MaxLatency: 2),
            new VirtualLink(1, 2, 5, 5, Allowed: new IndexSet([1, 2])),
        ],
        [Instance.Apart(0, 1)],
        maxCost: 50);

    [TestMethod]
    public void A_right_plan_passes() =>
        Assert.AreEqual("", Faults(new Plan([0, 1, 2], [[0], [1]], 21)));

    [TestMethod]
    [DataRow(new[] { 2, 1, 3 }, new[] { 1 }, new[] { 1, 2 }, 31, "node 0 may not be on resource 2")]
    [DataRow(new[] { 0, 1, 1 }, new[] { 0 }, new int[0], 11, "node 2 wants resource 1 alone")]
    [DataRow(new[] { 0, 0, 2 }, new int[0], new[] { 0, 1 }, 20, "group 0 is not apart")]
    [DataRow(new[] { 0, 0, 2 }, new int[0], new[] { 0, 1 }, 20, "resource 0 has 4 free in dimension 0, and 5 is taken")]
    [DataRow(new[] { 0, 3, 2 }, new[] { 0, 1, 2 }, new[] { 2 }, 43, "link 0 has a latency of 3, over 2")]
    [DataRow(new[] { 0, 2, 1 }, new[] { 0, 1 }, new[] { 1, 0, 0 }, 52, "over 50")]
    [DataRow(new[] { 0, 2, 1 }, new[] { 0, 1 }, new[] { 1, 0, 0 }, 52, "link 1 may not use physical link 0")]
    [DataRow(new[] { 0, 1, 2 }, new[] { 0, 1, 1 }, new[] { 1 }, 43, "physical link 1 carries")]
    [DataRow(new[] { 0, 1, 2 }, new[] { 1 }, new[] { 1 }, 21, "the path of link 0 breaks at physical link 1")]
    [DataRow(new[] { 0, 1, 2 }, new[] { 9 }, new[] { 1 }, 21, "no physical link")]
    [DataRow(new[] { 0, 1, 2 }, new int[0], new[] { 1 }, 10, "the path of link 0 does not end where its node is")]
    [DataRow(new[] { 0, 1, 2 }, new[] { 0 }, new[] { 1 }, 20, "the plan says that it costs 20, and it costs 21")]
    [DataRow(new[] { 0, 1, 4 }, new[] { 0 }, new[] { 1 }, 21, "there is no resource 4")]
    public void A_wrong_plan_is_found(int[] hosts, int[] first, int[] second, int cost, string fault) =>
        Assert.Contains(fault, Faults(new Plan(hosts, [first, second], cost)), StringComparison.Ordinal);

    [TestMethod]
    public void A_plan_beside_a_tenant_who_is_alone_is_found()
    {
        Occupancy used = new(Free);
        used.SetNode(1, [4], 1, alone: true);
        Plan plan = new([0, 1, 2], [[0], [1]], 21);

        string faults = string.Join('\n', PlanChecker.Check(used, Request, plan));

        Assert.Contains("wants it alone", faults, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_plan_of_another_size_is_found() =>
        Assert.Contains("another number", Faults(new Plan([0], [], 0)), StringComparison.Ordinal);

    private static string Faults(Plan plan) => string.Join('\n', PlanChecker.Check(Free, Request, plan));
}
