using HiperNet.Agent.Tests.Lab;
using HiperNet.Agent.Work;
using HiperNet.Hipd.Tests.Lab;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Testing;
using HiperNet.Vpxi.Deployment;
using HiperNet.Vpxi.Tests.Deployment;

namespace HiperNet.Agent.Tests;

/// <summary>Agents with real nodes, and a registrar that comes and goes.</summary>
[TestClass]
[DoNotParallelize]
[RequiresNetworkNamespaces]
[RequiresOverlay]
public sealed class LifeTests
{
    private static readonly string V = $"v{Environment.ProcessId}";

    [TestMethod]
    public async Task Nodes_of_two_machines_reach_each_other_until_what_they_hold_is_revoked()
    {
        await using AgentLab lab = await AgentLab.BuildAsync(2);
        await lab.StartAsync();
        long end = AgentLab.Now + 600;
        ReadOnlyMemory<byte> first = lab.Grant(lab[1].Resource(1));
        ReadOnlyMemory<byte> second = lab.Grant(lab[2].Resource(2));
        Want(lab, end, first, second);
        await lab[1].ReportedAsync($"{V}/a", "running");
        await lab[2].ReportedAsync($"{V}/b", "running");

        // Only now are both known; who comes later is told to who runs already.
        Want(lab, end, first, second);
        string hit = lab.Server.Reports[$"{V}/b"].Hit;
        await Eventually.TrueAsync(
            () => lab[1].In(V, "a", $"ping -6 -c 1 -W 2 {hit}").ExitCode == 0,
            () => lab[1].Log + lab[2].Log + Tail(lab, "a", 1) + Tail(lab, "b", 2));
        Expect.Contains(Text(lab[1].In(V, "a", "cat /var/log/node.log")), "hello", "its command ran");

        // The owner's right on the first machine is taken back: its node freezes, and thaws with another certificate.
        lab.Server.Revoke(first);
        await lab[1].ReportedAsync($"{V}/a", "suspended");
        Expect.Contains(lab.Server.Reports[$"{V}/a"].Detail, "revoked");
        Assert.AreEqual("running", lab.Server.Reports[$"{V}/b"].State);
        Want(lab, end, lab.Grant(lab[1].Resource(1), 3_000), second);
        await lab[1].ReportedAsync($"{V}/a", "running");

        lab.Server.Want(lab[1].Offer);
        lab.Server.Want(lab[2].Offer);
        await lab[1].GoneAsync(V, "a");
        await lab[2].GoneAsync(V, "b");
        Assert.IsEmpty(lab.Server.Refused, string.Join('\n', lab.Server.Refused));
    }

    [TestMethod]
    public async Task A_window_ends_by_the_agents_own_clock_while_the_registrar_is_gone_and_agents_die()
    {
        await using AgentLab lab = await AgentLab.BuildAsync(1);
        await lab.StartAsync();
        AgentHost host = lab[1];
        long end = AgentLab.Now + 25;
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

    [TestMethod]
    public async Task A_node_is_suspended_and_resumed_as_it_is_wanted()
    {
        await using AgentLab lab = await AgentLab.BuildAsync(1);
        await lab.StartAsync();
        AgentHost host = lab[1];
        WorkVpxi work = lab.Vpxi(V, "a", 1, AgentLab.Now + 600, [lab.Grant(host.Resource(1))]);
        lab.Server.Want(host.Offer, work);
        await host.ReportedAsync($"{V}/a", "running");
        lab.Server.Want(host.Offer, work with { Wanted = "suspend" });
        await host.ReportedAsync($"{V}/a", "suspended");
        lab.Server.Want(host.Offer, work);
        await host.ReportedAsync($"{V}/a", "running");

        ProgramRun status = ProgramRun.Of(Programs.Of("hiper"), default, "agent", "status", "--socket", host.Socket);
        string text = Text(status);
        Assert.AreEqual(0, status.ExitCode, status.Errors);
        Expect.Contains(text, "slot[1]");
        Expect.Contains(text, "running");
        ProgramRun json = ProgramRun.Of(
            Programs.Of("hiper"), default, "agent", "status", "--json", "--socket", host.Socket);
        Expect.Contains(Text(json), "\"state\":\"running\"");

        Assert.AreEqual(0, host.Stop("TERM"));
        ProgramRun gone = ProgramRun.Of(Programs.Of("hiper"), default, "agent", "status", "--socket", host.Socket);
        Assert.AreEqual(1, gone.ExitCode);
        Expect.Contains(gone.Errors, "not running");
    }

    private static void Want(AgentLab lab, long end, ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second)
    {
        lab.Server.Want(lab[1].Offer, lab.Vpxi(V, "a", 1, end, [first]));
        lab.Server.Want(lab[2].Offer, lab.Vpxi(V, "b", 2, end, [second]));
    }

    private static string Tail(AgentLab lab, string node, int host) =>
        Text(lab[host].In(V, node, "tail -n 20 /var/log/hipd.log; ip a; ip r; cat /etc/hiper/hipd.yaml"));

    private static string Text(ProgramRun run) => System.Text.Encoding.UTF8.GetString(run.Output.Span);
}
