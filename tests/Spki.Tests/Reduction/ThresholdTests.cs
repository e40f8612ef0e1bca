using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Reduction;

namespace HiperNet.Spki.Tests.Reduction;

[TestClass]
public sealed class ThresholdTests
{
    private static Subject[] Keys(string prefix, int count) =>
        [.. Enumerable.Range(0, count).Select(i => World.KeyOf($"{prefix}{i}"))];

    [TestMethod]
    public void A_branch_that_leads_back_to_the_issuer_costs_little_and_hides_nothing()
    {
        World world = new();
        world.Grant("R", "A", "(vm r)", Delegation.Any);
        world.Grant("A", World.Threshold(1, World.KeyOf("A"), World.KeyOf("B")), "(vm r)", Delegation.Any);
        world.Grant("A", "U", "(vm r)", validity: World.Valid(null, "2026-12-01_00:00:00"));

        Decision decision = world.Decide("R", "U", "(vm r use)", options: new DecisionOptions { MaxFacts = 100 });

        Assert.IsTrue(decision.IsGranted, decision.ToString());
    }

    [TestMethod]
    public void Thresholds_among_issuers_that_all_lead_to_each_other_stay_polynomial()
    {
        const int Issuers = 10;
        World world = new();
        world.Grant("R", "I0", "(vm r)", Delegation.Any);
        Subject[] all = Keys("I", Issuers);
        for (int i = 0; i < Issuers; i++)
        {
            world.Grant($"I{i}", World.Threshold(1, [.. all.Where((_, at) => at != i)]), "(vm r)", Delegation.Any);
        }

        world.Grant("I9", "U", "(vm r)", validity: World.Valid(null, "2026-12-01_00:00:00"));

        Decision decision = world.Decide("R", "U", "(vm r use)", options: new DecisionOptions { MaxFacts = 50_000 });

        Assert.IsTrue(decision.IsGranted, decision.ToString());
    }

    [TestMethod]
    public void Thirty_two_branches_must_all_agree_if_k_is_32()
    {
        World world = new();
        world.Grant("R", World.Threshold(32, Keys("T", 32)), "(vm r)", Delegation.Any);
        for (int i = 0; i < 31; i++)
        {
            world.Grant($"T{i}", "U", "(vm r use)");
        }

        Denial denial = world.Decide("R", "U", "(vm r use)").Denial!;
        Assert.AreEqual(DenialReason.ThresholdNotMet, denial.Reason);
        Assert.Contains("31 of the 32", denial.ToString(), StringComparison.Ordinal);

        world.Grant("T31", "U", "(vm r use)");
        Decision decision = world.Decide("R", "U", "(vm r use)");
        Assert.IsTrue(decision.IsGranted, decision.ToString());
        Assert.HasCount(33, decision.Proof!.Steps);
    }

    [TestMethod]
    public void Thresholds_above_each_other_do_not_overflow_the_size_of_a_chain()
    {
        const int Levels = 40;
        World world = new();
        world.Grant("R", "L0", "(vm r)", Delegation.Any);
        for (int i = 0; i < Levels; i++)
        {
            world.Grant(
                $"L{i}", World.Threshold(2, World.KeyOf($"a{i}"), World.KeyOf($"b{i}")), "(vm r)", Delegation.Any);
            world.Grant($"a{i}", $"L{i + 1}", "(vm r)", Delegation.Any);
            world.Grant($"b{i}", $"L{i + 1}", "(vm r)", Delegation.Any);
        }

        Assert.IsTrue(world.Decide("R", $"L{Levels}", "(vm r use)").IsGranted);

        // The fault at the top is on every way down, and is still one fault.
        world.Grant("L40", "U", "(vm r)", validity: World.Valid(null, "2020-01-01_00:00:00"));
        Assert.AreEqual(DenialReason.Expired, world.Decide("R", "U", "(vm r use)").Denial!.Reason);
    }

    [TestMethod]
    public void Many_named_delegations_of_one_branch_do_not_blow_up()
    {
        World world = new();
        Principal[] named = [.. Enumerable.Range(0, Delegation.MaxNamed).Select(i => World.Id($"N{i}")), World.Id("U")];
        world.Grant(
            "R", World.Threshold(2, World.KeyOf("A"), World.KeyOf("B"), World.KeyOf("C")), "(vm r)", Delegation.Any);
        for (int i = 0; i < Delegation.MaxNamed; i++)
        {
            world.Grant("A", "U", "(vm r)", Delegation.To(named.Where((_, at) => at != i)));
        }

        world.Grant("B", "U", "(vm r)", validity: World.Valid(null, "2026-12-01_00:00:00"));
        world.Grant("C", "U", "(vm r)", validity: World.Valid(null, "2026-12-01_00:00:00"));

        Decision decision = world.Decide("R", "U", "(vm r use)", options: new DecisionOptions { MaxFacts = 10_000 });

        Assert.IsTrue(decision.IsGranted, decision.ToString());
    }

    [TestMethod]
    public void A_key_that_enters_two_branches_by_name_counts_once()
    {
        World world = new();
        world.Grant("R", World.Threshold(2, World.NameOf("R", "x"), World.NameOf("R", "y")), "(vm r)", Delegation.Any);
        world.Define("R", "x", World.KeyOf("A"));
        world.Define("R", "y", World.KeyOf("A"));
        world.Grant("A", "U", "(vm r)");
        Assert.IsFalse(world.Decide("R", "U", "(vm r use)").IsGranted);
        Assert.IsFalse(world.Decide("R", "A", "(vm r use)").IsGranted);

        // With another key behind either name, the branches can be told apart, in whatever order they are met.
        world.Define("R", "x", World.KeyOf("B"));
        world.Grant("B", "U", "(vm r)");
        Assert.IsTrue(world.Decide("R", "U", "(vm r use)").IsGranted);
    }

    [TestMethod]
    public void A_share_without_delegation_is_the_one_that_is_named()
    {
        World world = new();
        world.Grant("R", World.Threshold(2, World.KeyOf("A"), World.KeyOf("B")), "(vm r)", Delegation.Any);
        world.Grant("A", "H", "(vm r)", Delegation.Any);
        AuthorizationCertificate narrow = world.Grant("B", "H", "(vm r)");
        world.Grant("H", "U", "(vm r)");

        Denial denial = world.Decide("R", "U", "(vm r use)").Denial!;

        Assert.AreEqual(DenialReason.NotDelegable, denial.Reason);
        Assert.AreEqual(narrow.Id, denial.Parts[0].Certificate!.Id);
    }

    [TestMethod]
    public void A_branch_may_be_reached_only_by_keys_that_the_issuer_may_pass_the_right_to()
    {
        World world = new();
        world.Grant("R", "H", "(vm r)", Delegation.To(World.Id("A"), World.Id("U")));
        AuthorizationCertificate both =
            world.Grant("H", World.Threshold(2, World.KeyOf("A"), World.KeyOf("B")), "(vm r)", Delegation.Any);
        world.Grant("A", "U", "(vm r)");
        world.Grant("B", "U", "(vm r)");

        Denial denial = world.Decide("R", "U", "(vm r use)").Denial!;

        Assert.AreEqual(DenialReason.NotNamed, denial.Reason);
        Assert.AreEqual(both.Id, denial.Parts[0].Certificate!.Id);
    }
}
