using HiperNet.Spki.Certs;
using HiperNet.Spki.Reduction;

namespace HiperNet.Spki.Tests.Reduction;

[TestClass]
public sealed class DecisionTests
{
    [TestMethod]
    public void A_chain_of_two_links_grants_until_the_earlier_end()
    {
        World world = new();
        world.Grant("R", "H", "(vm r)", Delegation.Any, World.Valid(null, "2026-12-01_00:00:00"));
        world.Grant("H", "U", "(vm r (* set use console))", null, World.Valid(null, "2026-11-30_00:00:00"));

        Decision decision = world.Decide("R", "U", "(vm r use)");

        Assert.IsTrue(decision.IsGranted, decision.ToString());
        Assert.AreEqual(World.At("2026-11-30_00:00:00"), decision.Until);
        Assert.HasCount(2, decision.Proof!.Steps);
    }

    [TestMethod]
    public void A_grant_that_may_not_be_passed_on_is_named_as_the_reason()
    {
        World world = new();
        AuthorizationCertificate first = world.Grant("R", "H", "(vm r)");
        world.Grant("H", "U", "(vm r use)");

        Decision decision = world.Decide("R", "U", "(vm r use)");

        Assert.IsFalse(decision.IsGranted);
        Assert.AreEqual(DenialReason.NotDelegable, decision.Denial!.Reason);
        Assert.AreEqual(first.Id, decision.Denial.Parts[0].Certificate!.Id);
    }

    [TestMethod]
    public void A_right_reaches_a_key_through_a_name_of_two_identifiers()
    {
        World world = new();
        world.Grant("R", World.NameOf("H", "site", "users"), "(vm r)");
        world.Define("H", "site", World.KeyOf("S"));
        world.Define("S", "users", World.NameOf("T", "staff"));
        world.Define("T", "staff", World.KeyOf("U"));

        Decision decision = world.Decide("R", "U", "(vm r use)");

        Assert.IsTrue(decision.IsGranted, decision.ToString());
        Assert.HasCount(4, decision.Proof!.Steps);
    }

    [TestMethod]
    public void Two_of_three_branches_that_meet_make_a_threshold()
    {
        World world = new();
        world.Grant(
            "R", World.Threshold(2, World.KeyOf("A"), World.KeyOf("B"), World.KeyOf("C")), "(vm r)", Delegation.Any);
        world.Grant("A", "U", "(vm r use)");
        Assert.AreEqual(DenialReason.ThresholdNotMet, world.Decide("R", "U", "(vm r use)").Denial!.Reason);

        world.Grant("C", "U", "(vm r use)");
        Assert.IsTrue(world.Decide("R", "U", "(vm r use)").IsGranted);
    }

    [TestMethod]
    public void Named_delegation_lets_the_right_go_to_the_named_key_only()
    {
        World world = new();
        world.Grant("H", "U1", "(vm r)", Delegation.To(World.Id("U2")));
        world.Grant("U1", "U2", "(vm r)");
        world.Grant("U1", "U3", "(vm r)");

        Assert.IsTrue(world.Decide("H", "U2", "(vm r use)").IsGranted);
        Assert.AreEqual(DenialReason.NotNamed, world.Decide("H", "U3", "(vm r use)").Denial!.Reason);
        DecisionOptions strict = new() { StrictDelegation = true };
        Assert.AreEqual(
            DenialReason.NamedDelegation, world.Decide("H", "U2", "(vm r use)", options: strict).Denial!.Reason);
    }
}
