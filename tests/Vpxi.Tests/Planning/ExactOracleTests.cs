using HiperNet.Testing;
using HiperNet.Vpxi.Planning;

namespace HiperNet.Vpxi.Tests.Planning;

[TestClass]
public sealed class ExactOracleTests
{
    /// <summary>The bar: how much more than the least cost plans may cost, on the mean.</summary>
    private const double MostExcess = 1.05;

    [TestMethod]
    [RequiresProgram("glpsol")]
    public void Plans_are_found_where_there_are_any_and_cost_hardly_more_than_the_least()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hiper-plan-");
        (long least, long ours, int plans, int refusals) = (0, 0, 0, 0);
        try
        {
            Property.Check(
                InstanceGen.Plain,
                instance =>
                {
                    long? exact = ExactOracle.LeastCost(instance.Free, instance.Request, folder.FullName);
                    PlanResult result = Planner.Plan(instance.Free, instance.Request);

                    Assert.AreEqual(exact is null, result.Plan is null, result.Refusal?.Message);
                    if (exact is { } cost && result.Plan is { } plan)
                    {
                        Assert.AreEqual(
                            "", string.Join('\n', PlanChecker.Check(instance.Free, instance.Request, plan)));
                        Assert.IsGreaterThanOrEqualTo(cost, (long)plan.Cost);
                        (least, ours, plans) = (least + cost, ours + (long)plan.Cost, plans + 1);
                        return;
                    }

                    refusals++;
                },
                count: 150);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Assert.IsGreaterThan(20, plans);
        Assert.IsGreaterThan(10, refusals);
        Assert.IsLessThanOrEqualTo(MostExcess * least, ours);
        Console.WriteLine($"{plans} plans cost {ours}, and at the least {least}; {refusals} have none.");
    }
}
