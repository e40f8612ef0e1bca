using HiperNet.Testing;
using HiperNet.Vpxi.Planning;

namespace HiperNet.Vpxi.Tests.Planning;

[TestClass]
public sealed class PlannerPropertyTests
{
    private static readonly PlannerOptions Quick = new() { Steps = 10_000, CompleteSteps = 10_000 };

    [TestMethod]
    public void Every_plan_passes_the_checker()
    {
        int plans = 0;
        int refusals = 0;
        Property.Check(
            InstanceGen.All,
            instance =>
            {
                PlanResult result = Planner.Plan(instance.Free, instance.Request, Quick);
                if (result.Plan is not { } plan)
                {
                    Assert.IsNotNull(result.Refusal);
                    refusals++;
                    return;
                }

                Assert.AreEqual("", string.Join('\n', PlanChecker.Check(instance.Free, instance.Request, plan)));
                plans++;
            },
            count: 2000);

        // Instances that are all easy or all impossible would show nothing.
        Assert.IsGreaterThan(300, plans);
        Assert.IsGreaterThan(300, refusals);
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_plan() => Property.Check(
        InstanceGen.All,
        static instance =>
        {
            Plan? first = Planner.Plan(instance.Free, instance.Request, Quick).Plan;
            Plan? second = Planner.Plan(instance.Free, instance.Request, Quick).Plan;

            Assert.AreEqual(first is null, second is null);
            if (first is not null && second is not null)
            {
                CollectionAssert.AreEqual(first.Hosts.ToArray(), second.Hosts.ToArray());
                Assert.AreEqual(first.Cost, second.Cost);
            }
        },
        count: 300);

    [TestMethod]
    public void What_a_plan_takes_is_free_again_when_it_goes() => Property.Check(
        InstanceGen.All,
        static instance =>
        {
            if (Planner.Plan(instance.Free, instance.Request, Quick).Plan is not { } plan)
            {
                return;
            }

            Occupancy used = new(instance.Free);
            used.Take(instance.Request, plan);
            for (int host = 0; host < used.Substrate.NodeCount; host++)
            {
                Assert.IsTrue(used.Free(host).ToArray().All(free => free >= 0));
            }

            used.Return(instance.Request, plan);
            for (int host = 0; host < used.Substrate.NodeCount; host++)
            {
                Assert.IsTrue(used.Free(host).SequenceEqual(instance.Free.Free(host)));
                Assert.AreEqual(instance.Free.TenantCount(host), used.TenantCount(host));
                Assert.AreEqual(instance.Free.IsAlone(host), used.IsAlone(host));
            }

            for (int link = 0; link < used.Substrate.Links.Length; link++)
            {
                Assert.AreEqual(instance.Free.FreeBandwidth(link), used.FreeBandwidth(link));
            }
        },
        count: 500);

    [TestMethod]
    public void A_certain_refusal_stays_one_with_many_more_steps() => Property.Check(
        InstanceGen.All,
        static instance =>
        {
            if (Planner.Plan(instance.Free, instance.Request, Quick).Refusal?.Kind is not (null or RefusalKind.NotFound
                or RefusalKind.TooCostly))
            {
                PlannerOptions patient = new() { Seed = 99, Steps = 50_000, CompleteSteps = 0 };
                Assert.IsNull(Planner.Plan(instance.Free, instance.Request, patient).Plan);
            }
        },
        count: 200);
}
