using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Reduction;

namespace HiperNet.Spki.Tests.Certs;

/// <summary>Named delegations that are chosen to cost as much as possible.</summary>
[TestClass]
public sealed class HostileDelegationTests
{
    private const int Sets = 24;

    /// <summary>
    /// The keys of U and some more; each set below leaves another one out, so that all intersections differ.
    /// </summary>
    private static readonly Principal[] Keys =
        [World.Id("U"), .. Enumerable.Range(0, Sets).Select(i => World.Id($"K{i}"))];

    [TestMethod]
    [Timeout(20_000, CooperativeCancellation = false)]
    public void Shares_of_many_named_keys_are_not_combined_within_one_branch()
    {
        World world = Threshold();
        for (int i = 0; i < Sets; i++)
        {
            world.Grant("A", "M", "(vm r)", AllBut(i));
        }

        Decision decision = world.Decide("R", "U", "(vm r use)");

        Assert.AreEqual(DenialReason.ThresholdNotMet, decision.Denial!.Reason);
    }

    [TestMethod]
    [Timeout(20_000, CooperativeCancellation = false)]
    public void Shares_that_nobody_signed_do_not_deny_what_others_grant()
    {
        World world = Threshold();
        for (int i = 0; i < Sets; i++)
        {
            AuthorizationCertificate forged = AuthorizationCertificate.Create(
                World.Key("A").Public, World.KeyOf("M"), World.Tag("(vm r)"), AllBut(i));
            Assert.AreEqual(PoolFault.None, world.Pool.Add(forged, World.Forge(forged, "A")));
        }

        world.Grant("R", "Late", "(vm r)", Delegation.Any, World.Valid(null, "2026-11-21_12:00:00"));
        world.Grant("Late", "U", "(vm r)");

        Assert.IsTrue(world.Decide("R", "U", "(vm r use)").IsGranted);
    }

    /// <summary>Two of two; A's shares reach M, B's does not, so that nothing is ever concluded.</summary>
    private static World Threshold()
    {
        World world = new();
        world.Grant("R", World.Threshold(2, World.KeyOf("A"), World.KeyOf("B")), "(vm r)", Delegation.Any);
        world.Grant("M", "U", "(vm r)");
        return world;
    }

    private static Delegation AllBut(int index) =>
        Delegation.To([.. Keys.Where(key => key != World.Id($"K{index}")), World.Id("M")]);
}
