using HiperNet.Vpxi.Planning;

namespace HiperNet.Vpxi.Tests.Planning;

[TestClass]
public sealed class AdmissionPolicyTests
{
    private static readonly Substrate Line =
        new(1, [1000, 1000, 1000], [new SubstrateLink(0, 1, 50, 50), new SubstrateLink(1, 2, 50, 50)]);

    [TestMethod]
    public void Where_nothing_is_in_use_everything_is_admitted()
    {
        AdmissionPolicy policy = new();

        Assert.IsTrue(policy.Admits(new Occupancy(Line), Request(1, 1), Over(0)));
        Assert.IsTrue(policy.Admits(new Occupancy(Line), Request(900, 50), Over(0, 1)));
    }

    [TestMethod]
    public void Where_much_is_in_use_the_longer_path_is_refused_and_the_shorter_is_not()
    {
        AdmissionPolicy policy = Used(out Occupancy free);

        Assert.IsTrue(policy.Admits(free, Request(0, 5), Over(0)));
        Assert.IsFalse(policy.Admits(free, Request(0, 5), Over(0, 1)));
    }

    [TestMethod]
    public void Where_much_is_in_use_the_much_larger_request_is_refused()
    {
        AdmissionPolicy policy = new();
        Occupancy free = new(Line);
        free.SetNode(0, [100], 1, alone: false);
        free.SetNode(1, [200], 1, alone: false);
        free.SetNode(2, [100], 1, alone: false);
        for (int i = 0; i < 10; i++)
        {
            Assert.IsTrue(policy.Admits(free, Request(10, 0), Over()));
        }

        Assert.IsFalse(policy.Admits(free, Request(100, 0), Over()));
    }

    [TestMethod]
    public void The_usual_hops_are_those_of_the_plans_by_bandwidth()
    {
        AdmissionPolicy policy = new();
        Assert.AreEqual(1, policy.UsualHops);

        _ = policy.Admits(new Occupancy(Line), Request(0, 30), Over(0));
        _ = policy.Admits(new Occupancy(Line), Request(0, 10), Over(0, 1));

        Assert.AreEqual(50.0 / 40, policy.UsualHops, 1e-3);
    }

    [TestMethod]
    public void A_substrate_without_links_and_capacities_takes_what_needs_nothing()
    {
        Occupancy free = new(new Substrate(1, [0, 0], []));

        Assert.IsTrue(new AdmissionPolicy().Admits(free, Request(0, 0), Over()));
    }

    /// <summary>Four fifths of the bandwidth are in use, by ten requests over one hop.</summary>
    private static AdmissionPolicy Used(out Occupancy free)
    {
        AdmissionPolicy policy = new();
        free = new Occupancy(Line);
        free.SetLink(0, 10, 10);
        free.SetLink(1, 10, 10);
        for (int i = 0; i < 10; i++)
        {
            _ = policy.Admits(free, Request(0, 5), Over(0));
        }

        return policy;
    }

    private static PlanRequest Request(long demand, long bandwidth) => new(
        [new VirtualNode(new[] { demand }), new VirtualNode(new[] { 0L })], [new VirtualLink(0, 1, bandwidth, 0)]);

    private static Plan Over(params int[] path) => new([0, path.Length], [path], path.Length);
}
