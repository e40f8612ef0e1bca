using HiperNet.Agent.Tests.Lab;
using HiperNet.Agent.Work;
using HiperNet.Hipd.Tests.Lab;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Testing;
using HiperNet.Vpxi.Deployment;
using HiperNet.Vpxi.Tests.Deployment;

namespace HiperNet.Agent.Tests;

/// <summary>Agents that are killed and started again, and registrars that are gone.</summary>
[TestClass]
[RequiresNetworkNamespaces]
[RequiresOverlay]
public sealed class RestartTests
{
    private static readonly string V = $"r{Environment.ProcessId}";

    [TestMethod]
    public async Task A_window_ends_by_the_agents_own_clock_while_the_registrar_is_gone_and_agents_die()
    {
        await using AgentLab lab = await AgentLab.BuildAsync(1);
        await lab.StartAsync();
        AgentHost host = lab[1];
        long end = AgentLab.Now + 18;
        WorkVpxi work = lab.Vpxi(V, "a", 1, end, [lab.Grant(host.Resource(1))]);
        lab.Server.Want(host.Offer, work);
        await host.ReportedAsync($"{V}/a", "running");
        int process = await host.ProcessOfAsync(V, "a");
        Assert.AreNotEqual(0, process);

        lab.Server.IsSilent = true;
        host.Stop("KILL");
        Assert.AreEqual(process, await host.ProcessOfAsync(V, "a"), "a node outlives its agent");
        host.Start();
        await Eventually.TrueAsync(() => host.Log.Contains("event=health.bad subject=registrar"), () => host.Log);
        Assert.AreEqual(process, await host.ProcessOfAsync(V, "a"), "an agent takes up what runs");
        Assert.AreEqual(0, host.Stop("TERM"), "nodes go on running when it is asked to end");
        Assert.AreEqual(process, await host.ProcessOfAsync(V, "a"));
        host.Start();

        await host.GoneAsync(V, "a");
        long late = AgentLab.Now - end;
        Assert.IsTrue(late is >= 0 and <= 6, $"it ended {late} s after its window\n{host.Log}");

        // It is not started again though the registrar, back again, still wants it.
        lab.Server.IsSilent = false;
        await Eventually.TrueAsync(() => host.Status().GetProperty("is_reachable").GetBoolean(), () => host.Log);
        Assert.IsEmpty(host.Driver.Plans());
    }

    [TestMethod]
    public async Task A_start_that_is_killed_is_undone_and_done_again()
    {
        await using AgentLab lab = await AgentLab.BuildAsync(1);
        await lab.StartAsync();
        AgentHost host = lab[1];
        lab.Server.Want(
            host.Offer, lab.Vpxi(V, "a", 1, AgentLab.Now + 600, [lab.Grant(host.Resource(1))]));
        await Eventually.TrueAsync(() => host.Driver.Plans().Count == 1, () => host.Log);
        host.Stop("KILL");
        host.Start();
        await host.ReportedAsync($"{V}/a", "running");
        Assert.AreEqual(NodeState.Running, (await host.Driver.InspectAsync(NodeFolder.PlanOf(V, "a"), "a")).State);
    }
}
