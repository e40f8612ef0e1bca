using System.Diagnostics;
using HiperNet.Agent.Tests.Lab;
using HiperNet.Hipd.Tests.Lab;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Testing;
using HiperNet.Vpxi.Tests.Deployment;

namespace HiperNet.Agent.Tests;

/// <summary>Agents with real nodes, and a registrar that comes and goes.</summary>
[TestClass]
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

        // What the other node takes part by is taken back: its daemon's peers are told, and let nothing of it through.
        ReadOnlyMemory<byte> member = lab.Server.Networks[$"{V}/b"];
        long start = Stopwatch.GetTimestamp();
        lab.Server.Revoke(member);
        await Eventually.TrueAsync(
            () => lab[1].In(V, "a", $"ping -6 -c 1 -W 1 {hit}").ExitCode != 0, () => lab[1].Log + lab[2].Log);
        Console.WriteLine($"the first packet that was lost ended {Stopwatch.GetElapsedTime(start)} after a revocation");
        Assert.IsLessThan(TimeSpan.FromSeconds(5), Stopwatch.GetElapsedTime(start));

        // The owner's right on the first machine is taken back: its node freezes, and thaws with another certificate.
        lab.Server.Revoke(member, first);
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
