using HiperNet.Hipd.Tests.Lab;
using HiperNet.Testing;

namespace HiperNet.Hipd.Tests;

/// <summary>Two hosts that know nothing of each other but an address (RFC 7401 section 4.1.8).</summary>
[TestClass]
[RequiresNetworkNamespaces]
public sealed class OpportunisticTests
{
    [TestMethod]
    public async Task A_ping_of_an_address_finds_out_who_is_there_and_applications_reach_it()
    {
        using HipdLab lab = await StartAsync("policy: {mode: any}", "opportunistic: true");

        lab.Succeed(lab[1].Hip("ping", "10.9.0.2", "--count", "1"));

        Assert.IsTrue(lab[1].IsOpenWith(lab[2]), lab.Logs());
        lab.Succeed(lab[1].Ping(lab[2].Hit));
        lab.Succeed(lab[1].Ping(lab[2].Lsi));
    }

    [TestMethod]
    public async Task Whom_the_policy_does_not_let_is_not_met()
    {
        using HipdLab lab = await StartAsync("policy: {mode: listed}", "opportunistic: true");

        Assert.AreNotEqual(0, lab[1].Hip("ping", "10.9.0.2", "--count", "1").ExitCode);

        Assert.IsFalse(lab[1].IsOpenWith(lab[2]), lab.Logs());
        Assert.IsFalse(lab[2].IsOpenWith(lab[1]), lab.Logs());
    }

    [TestMethod]
    public async Task It_is_off_unless_it_is_switched_on()
    {
        using HipdLab lab = await StartAsync("policy: {mode: any}", "");

        ProgramRun run = lab[1].Hip("ping", "10.9.0.2", "--count", "1");

        Assert.AreNotEqual(0, run.ExitCode);
        Expect.Contains(run.Errors, "associations.opportunistic");
    }

    private static async Task<HipdLab> StartAsync(string policy, string associations) => await HipdLab.StartAsync(
        new LabPlan { AreStrangers = true, Policy = _ => policy, Associations = _ => associations });
}
