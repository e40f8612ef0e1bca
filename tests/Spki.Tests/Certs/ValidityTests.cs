using HiperNet.Spki.Certs;

namespace HiperNet.Spki.Tests.Certs;

[TestClass]
public sealed class ValidityTests
{
    [TestMethod]
    [DataRow("2026-11-21_11:59:59", false)]
    [DataRow("2026-11-21_12:00:00", true)]
    [DataRow("2026-11-21_12:00:01", true)]
    [DataRow("2026-11-21_12:00:02", true)]
    [DataRow("2026-11-21_12:00:03", false)]
    public void Both_ends_are_included_and_there_is_no_tolerance(string at, bool contained)
    {
        Assert.AreEqual(contained, World.Valid("2026-11-21_12:00:00", "2026-11-21_12:00:02").Contains(World.At(at)));
    }

    [TestMethod]
    public void A_missing_end_is_no_end()
    {
        Assert.IsTrue(Validity.Unlimited.Contains(World.At("0001-01-01_00:00:00")));
        Assert.IsTrue(Validity.Unlimited.Contains(World.At("9999-12-31_23:59:59")));
        Assert.IsTrue(World.Valid(null, "2026-11-21_12:00:00").Contains(World.At("0001-01-01_00:00:00")));
        Assert.IsTrue(World.Valid("2026-11-21_12:00:00", null).Contains(World.At("9999-12-31_23:59:59")));
        Assert.IsNull(Validity.Unlimited.ToSexp());
    }

    [TestMethod]
    public void A_decision_knows_the_boundary_seconds()
    {
        World world = new();
        world.Grant("R", "U", "(vm r)", null, World.Valid("2026-11-21_12:00:00", "2026-11-21_12:00:02"));

        Assert.AreEqual("NotYetValid", Answer(world, "2026-11-21_11:59:59"));
        Assert.AreEqual("2026-11-21_12:00:02", Answer(world, "2026-11-21_12:00:00"));
        Assert.AreEqual("2026-11-21_12:00:02", Answer(world, "2026-11-21_12:00:02"));
        Assert.AreEqual("Expired", Answer(world, "2026-11-21_12:00:03"));
    }

    [TestMethod]
    public void A_denial_holds_until_the_second_before_a_certificate_becomes_valid()
    {
        World world = new();
        world.Grant("R", "U", "(vm r)", null, World.Valid("2026-11-21_12:00:01", null));

        Assert.AreEqual(World.At("2026-11-21_12:00:00"), world.Decide("R", "U", "(vm r use)").Until);
    }

    private static string Answer(World world, string at)
    {
        Spki.Reduction.Decision decision = world.Decide("R", "U", "(vm r use)", World.At(at));
        return decision.IsGranted ? decision.Until.ToString() : decision.Denial!.Reason.ToString();
    }
}
