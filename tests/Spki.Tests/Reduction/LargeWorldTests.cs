using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Reduction;
using HiperNet.Testing;

namespace HiperNet.Spki.Tests.Reduction;

/// <summary>Long chains, wide hubs and floods: no recursion, no quadratic work, no needless signature checks.</summary>
[TestClass]
public sealed class LargeWorldTests
{
    private const int Many = 10_000;

    /// <summary>A call for each of so many would take all of the small stack even at 64 octets a call.</summary>
    private const int Links = 4_096;

    private static readonly DecisionOptions Enough = new() { MaxSignatureChecks = 3 * Many };

    private static AuthorizationCertificate Forged(World world, string issuer, string subject, string tag, int variant)
    {
        AuthorizationCertificate certificate = AuthorizationCertificate.Create(
            World.Key(issuer).Public, World.KeyOf(subject), World.Tag(tag), Delegation.Any);
        Assert.AreEqual(PoolFault.None, world.Pool.Add(certificate, World.Forge(certificate, issuer, variant)));
        return certificate;
    }

    [TestMethod]
    public void A_chain_of_4096_links_is_found_proved_and_checked_on_a_small_stack()
    {
        World world = new();
        for (int i = 0; i < Links; i++)
        {
            world.Grant($"chain {i}", $"chain {i + 1}", "(vm r)", Delegation.Any);
        }

        DecisionQuery query = new(
            TrustRoot.Of(World.Id("chain 0")), Party.Key(World.Id($"chain {Links}")), World.Tag("(vm r)"), World.Now);
        SmallStack.Run(() =>
        {
            Decision decision = Decider.Decide(query, world.Pool, world.Revocations, Enough);

            Assert.IsTrue(decision.IsGranted, decision.ToString());
            Assert.HasCount(Links, decision.Proof!.Steps);
            Assert.IsTrue(ProofCheck.Decide(query, decision.Proof.ToSequence(world.Pool), Enough).IsGranted);

            // Without its first link, the reason still comes.
            Assert.IsTrue(world.Pool.Remove(decision.Proof.Steps[0].Certificate!.Certificate.Id));
            Assert.AreEqual(
                DenialReason.MissingLink,
                Decider.Decide(query, world.Pool, world.Revocations, Enough).Denial!.Reason);
        });
    }

    [TestMethod]
    public void A_name_that_is_defined_through_10000_others_is_resolved_on_a_small_stack()
    {
        World world = new();
        world.Grant("R", World.NameOf("chain 0", "n"), "(vm r)");
        for (int i = 0; i < Many; i++)
        {
            world.Define($"chain {i}", "n", World.NameOf($"chain {i + 1}", "n"));
        }

        world.Define($"chain {Many}", "n", World.KeyOf("U"));

        SmallStack.Run(() => Assert.IsTrue(world.Decide("R", "U", "(vm r)", options: Enough).IsGranted));
    }

    [TestMethod]
    public void A_cycle_of_delegation_ends()
    {
        World world = new();
        foreach ((string from, string to) in new[] { ("R", "A"), ("A", "B"), ("B", "C"), ("C", "A"), ("C", "R") })
        {
            world.Grant(from, to, "(vm r)", Delegation.Any);
        }

        world.Grant("X", "U", "(vm r)");
        Assert.IsTrue(world.Decide("R", "C", "(vm r)").IsGranted);
        Assert.AreEqual(DenialReason.MissingLink, world.Decide("R", "U", "(vm r)").Denial!.Reason);
    }

    [TestMethod]
    public void A_hub_with_20000_subjects_costs_the_facts_of_one_chain()
    {
        World world = new();
        world.Grant("R", "Hub", "(vm r)", Delegation.Any);
        world.Grant("Hub", "U", "(vm r)");
        for (int i = 0; i < 2 * Many; i++)
        {
            Forged(world, "Hub", $"chain {i % 100}", $"(vm r s{i})", i);
        }

        DecisionOptions few = new() { MaxFacts = 10, MaxSignatureChecks = 2 };
        Assert.IsTrue(world.Decide("R", "U", "(vm r)", options: few).IsGranted);
    }

    [TestMethod]
    public void A_group_of_5000_members_behind_a_name_of_two_identifiers_is_walked_once()
    {
        World world = new();
        world.Grant("R", World.NameOf("R", "sites", "staff"), "(vm r)");
        for (int i = 0; i < 100; i++)
        {
            world.Define("R", "sites", World.KeyOf($"chain {i}"));
            for (int j = 0; j < 50; j++)
            {
                world.Define($"chain {i}", "staff", World.KeyOf($"chain {(100 * j) + i}"));
            }
        }

        world.Define("chain 7", "staff", World.KeyOf("U"));
        DecisionOptions few = new() { MaxFacts = 1_000, MaxSignatureChecks = 3 };

        Assert.IsTrue(world.Decide("R", "U", "(vm r)", options: few).IsGranted);
    }

    [TestMethod]
    public void A_flood_of_forged_grants_that_look_better_costs_a_check_each_at_most()
    {
        const int Flood = 5_000;
        World world = new();
        world.Grant("R", "H", "(vm r)", Delegation.Any);
        AuthorizationCertificate good = world.Grant(
            "H", "U", "(vm r use)", validity: World.Valid(null, "2026-12-01_00:00:00"));
        for (int i = 0; i < Flood; i++)
        {
            Forged(world, "H", "U", $"(vm r (* set use s{i}))", i);
        }

        // Fewer checks than that are not enough, and fail closed; what they found out is kept.
        Decision tooFew = world.Decide(
            "R", "U", "(vm r use)", options: new DecisionOptions { MaxSignatureChecks = Flood / 2 });
        Assert.AreEqual(DenialReason.LimitReached, tooFew.Denial!.Reason);

        Decision decision = world.Decide(
            "R", "U", "(vm r use)", options: new DecisionOptions { MaxSignatureChecks = (Flood / 2) + 3 });
        Assert.IsTrue(decision.IsGranted, decision.ToString());
        Assert.AreEqual(good.Id, decision.Proof!.Steps[^1].Certificate!.Certificate.Id);
        Assert.IsTrue(
            world.Decide("R", "U", "(vm r use)", options: new DecisionOptions { MaxSignatureChecks = 0 }).IsGranted);
    }

    [TestMethod]
    [DataRow("H", "U", "(vm other)")]
    [DataRow("H", "V", "(vm r)")]
    [DataRow("X", "U", "(vm r)")]
    [DataRow("U", "V", "(vm r)")]
    public void A_flood_that_leads_nowhere_costs_no_check(string issuer, string subject, string tag)
    {
        const int Flood = 5_000;
        World world = new();
        world.Grant("R", "H", "(vm r)", Delegation.Any);
        world.Grant("H", "U", "(vm r use)", validity: World.Valid(null, "2026-12-01_00:00:00"));
        for (int i = 0; i < Flood; i++)
        {
            Forged(world, issuer, subject, tag.Replace(")", $" (* set use s{i}))", StringComparison.Ordinal), i);
        }

        DecisionOptions two = new() { MaxSignatureChecks = 2 };
        Assert.IsTrue(world.Decide("R", "U", "(vm r use)", options: two).IsGranted);
    }

    [TestMethod]
    public void A_flood_does_not_make_the_reason_of_a_denial_expensive()
    {
        World world = new();
        world.Grant("R", "H", "(vm r)", Delegation.Any);
        for (int i = 0; i < 2_000; i++)
        {
            Forged(world, "H", $"chain {i % 50}", $"(vm q{i})", i);
            Forged(world, $"chain {i % 50}", "U", $"(vm q{i})", i);
        }

        Denial denial = world.Decide(
            "R", "U", "(vm r)", options: new DecisionOptions { MaxSignatureChecks = 20 }).Denial!;

        Assert.AreEqual(DenialReason.TooNarrow, denial.Reason);
        Assert.IsLessThanOrEqualTo(20, world.Pool.Certificates.Count(pooled => pooled.IsChecked));
    }

    [TestMethod]
    public void Many_named_delegations_of_one_issuer_give_up_before_they_cost_much()
    {
        World world = new();
        world.Grant("R", "A", "(vm r)", Delegation.Any);
        for (int i = 0; i < 3_000; i++)
        {
            AuthorizationCertificate certificate = AuthorizationCertificate.Create(
                World.Key("A").Public,
                World.KeyOf("A"),
                World.Tag("(vm r)"),
                Delegation.To(World.Id("A"), World.Id($"chain {i}"), World.Id($"chain {i + 1}")));
            world.Pool.Add(certificate, World.Forge(certificate, "A", i));
        }

        world.Grant("B", "A", "(vm r)");
        world.Grant("A", "U", "(vm r)", validity: World.Valid(null, "2026-12-01_00:00:00"));
        Assert.IsTrue(world.Decide("R", "U", "(vm r)", options: Enough).IsGranted);
    }
}
