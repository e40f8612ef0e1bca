using HiperNet.Spki.Reduction;
using HiperNet.Testing;

namespace HiperNet.Spki.Tests.Reduction;

/// <summary>The decision against a brute-force decider, on thousands of small worlds.</summary>
[TestClass]
public sealed class OracleTests
{
    private const int Worlds = 6_000;

    [TestMethod]
    public void The_decision_and_its_end_are_those_of_brute_force()
    {
        int granted = 0;
        Property.Check(
            SmallWorldGen.Any,
            world =>
            {
                Decision decision = world.Decide();
                (bool isGranted, int? until) = BruteForce.Decide(world, SmallWorld.Now);
                Assert.AreEqual(isGranted, decision.IsGranted, $"{decision}\n{world}");
                if (isGranted)
                {
                    granted++;
                    Assert.AreEqual(SmallWorld.Until(until), decision.Until, $"{decision}\n{world}");
                }
            },
            Worlds,
            SmallWorldGen.Shrink);

        // Worlds that grant nothing would show little.
        Assert.IsGreaterThan(Worlds / 10, granted);
    }
}
