using System.Net;
using System.Text.Json;
using HiperNet.Testing;
using HiperNet.Vpxi.Deployment;

namespace HiperNet.Vpxi.Tests.Deployment;

/// <summary>What a node is, seen from inside and from outside.</summary>
[TestClass]
[DoNotParallelize]
[RequiresNetworkNamespaces]
[RequiresOverlay]
public sealed class NamespaceDriverTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [TestMethod]
    public async Task A_node_has_its_own_world_and_reaches_the_others()
    {
        using DeploymentLab lab = new("/var/tmp");
        string id = DeploymentLab.Id("pair");
        lab.Must("start", id);

        Assert.AreEqual("alpha.example", lab.Shell(id, "alpha", "hostname"));
        Assert.AreEqual("beta", lab.Shell(id, "beta", "cat /etc/hostname"));
        Assert.Contains("2001:20::5 gamma", lab.Shell(id, "beta", "cat /etc/hosts"), StringComparison.Ordinal);
        lab.Shell(id, "alpha", "ping -c 1 -W 2 beta");
        lab.Shell(id, "beta", "ping -c 1 -W 2 10.9.1.1 && ping -c 1 -W 2 10.9.1.254");
        Assert.Contains("default via 10.9.1.254", lab.Shell(id, "alpha", "ip route"), StringComparison.Ordinal);
        foreach (string kind in new[] { "net", "mnt", "pid", "uts", "ipc" })
        {
            string inside = lab.Shell(id, "alpha", $"readlink /proc/self/ns/{kind}");
            Assert.AreNotEqual(File.ResolveLinkTarget($"/proc/self/ns/{kind}", false)!.Name, inside);
            Assert.AreNotEqual(lab.Shell(id, "beta", $"readlink /proc/self/ns/{kind}"), inside);
        }

        string marker = $"/etc/hiper-marker-{Environment.ProcessId}";
        lab.Shell(id, "alpha", $"echo x >{marker}");
        Assert.IsFalse(File.Exists(marker), "a node writes to its own root");
        Assert.AreEqual("", lab.Shell(id, "alpha", $"ls -A {lab.State} 2>/dev/null || true"));
        Assert.AreEqual("", lab.Shell(id, "alpha", "ls -d /.hiper* 2>/dev/null || true"));

        IReadOnlyList<IPAddress> addresses = await lab.Driver.AddressesAsync(id, "beta");
        CollectionAssert.IsSubsetOf(
            new[] { IPAddress.Parse("10.9.0.2"), IPAddress.Parse("fd09::2"), IPAddress.Parse("10.9.1.2") },
            addresses.ToArray());
        lab.Must("stop", id);
        lab.Must("stop", id);
        Assert.IsEmpty(lab.Left(id));
    }

    [TestMethod]
    public void Many_nodes_share_a_link()
    {
        using DeploymentLab lab = new();
        int nodes = DeploymentLab.IsSlow ? 100 : 5;
        string id = DeploymentLab.Id($"lan{nodes}");
        long start = TimeProvider.System.GetTimestamp();
        lab.Must("start", id);
        TimeSpan took = TimeProvider.System.GetElapsedTime(start);
        Console.WriteLine($"{nodes} nodes in {took.TotalSeconds:F2} s");
        lab.Shell(id, "n0", $"ping -c 1 -W 2 n{nodes - 1}");
        lab.Must("stop", id);
        Console.WriteLine($"and stopped, {TimeProvider.System.GetElapsedTime(start).TotalSeconds:F2} s");
        Assert.IsEmpty(lab.Left(id));
    }

    [TestMethod]
    public async Task A_suspended_node_stands_still_until_it_is_resumed()
    {
        using DeploymentLab lab = new();
        string id = DeploymentLab.Id("counting");
        lab.Must("start", id);
        int process = (await lab.Driver.InspectAsync(id, "alpha")).Process!.Value;
        Assert.IsTrue(Grows(process), "it counts");

        await lab.Driver.SuspendAsync(id, "alpha");
        await lab.Driver.SuspendAsync(id, "alpha");
        Assert.AreEqual(NodeState.Suspended, (await lab.Driver.InspectAsync(id, "alpha")).State);
        long before = Count(process);
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        Assert.AreEqual(before, Count(process));

        await lab.Driver.ResumeAsync(id, "alpha");
        NodeStatus status = await lab.Driver.InspectAsync(id, "alpha");
        Assert.AreEqual(NodeState.Running, status.State);
        Assert.IsGreaterThan(2, status.Processes);
        Assert.IsTrue(Grows(process), "it counts again");

        await lab.Driver.SuspendAsync(id, "alpha");
        lab.Must("stop", id);
        Assert.IsEmpty(lab.Left(id), "a suspended node is stopped too");
    }

    [TestMethod]
    public async Task A_node_ends_with_its_command_and_its_memory()
    {
        using DeploymentLab lab = new();
        string ending = DeploymentLab.Id("ending");
        string greedy = DeploymentLab.Id("greedy");
        lab.Must("start", ending);
        lab.Must("start", greedy);

        Assert.AreEqual(7, (await EndAsync(lab, ending)).ExitCode);
        Assert.AreEqual(128 + 9, (await EndAsync(lab, greedy)).ExitCode, "64 MiB are not enough for it");
        DeploymentException refused = await Assert.ThrowsExactlyAsync<DeploymentException>(
            () => lab.Driver.SuspendAsync(ending, "alpha"));
        Assert.AreEqual(DeploymentFault.Failed, refused.Fault);
    }

    [TestMethod]
    public async Task A_command_is_asked_to_end_before_it_is_killed()
    {
        using DeploymentLab lab = new();
        string id = DeploymentLab.Id("polite");
        lab.Must("start", id);
        string status = Path.Combine(lab.State, id, "alpha", "status");
        using FileStream open = File.OpenRead(status);

        Assert.IsTrue(await lab.Driver.StopAsync(id));
        using StreamReader reader = new(open);
        Assert.Contains("ended 3", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.IsFalse(await lab.Driver.StopAsync(id));
    }

    [TestMethod]
    [RequiresProgram("iperf3")]
    public void A_link_is_as_fast_as_the_plan_says()
    {
        using DeploymentLab lab = new();
        string id = DeploymentLab.Id("pair");
        lab.Must("start", id);
        lab.Shell(id, "alpha", "iperf3 --server --daemon --bind 10.9.1.1");

        // What may go at once counts in so short a time, and a machine with much to do is slower; without limits it
        // would be a hundred times as much.
        Assert.IsInRange(1_000_000, 11_000_000, Rate(lab, id, ""), "beta sends 8 Mbit/s");
        Assert.IsInRange(500_000, 6_500_000, Rate(lab, id, "--reverse"), "beta receives 4 Mbit/s");
    }

    [TestMethod]
    public async Task What_cannot_be_started_says_why_and_leaves_nothing()
    {
        using DeploymentLab lab = new();
        string missing = DeploymentLab.Id("missing");
        ProgramRun run = lab.Run("start", missing);
        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains(
            "node alpha did not start: there is no program no-such-program", run.Errors, StringComparison.Ordinal);
        Assert.IsEmpty(lab.Left(missing));

        run = lab.Run("start", DeploymentLab.Id("wrong"));
        Assert.Contains("link x: there is no node 'y'", run.Errors, StringComparison.Ordinal);
        Assert.Contains("link x: it has too few ends", run.Errors, StringComparison.Ordinal);

        string ending = DeploymentLab.Id("ending");
        lab.Must("start", ending);
        Assert.Contains("is there: stop it, or recover it", lab.Run("start", ending).Errors, StringComparison.Ordinal);
        Assert.AreEqual(NodeState.Ended, (await EndAsync(lab, ending)).State);
        await Refuses(DeploymentFault.Unknown, () => lab.Driver.InspectAsync("nobody", "alpha"));
        await Refuses(DeploymentFault.Unknown, () => lab.Driver.InspectAsync(ending, "beta"));
        await Refuses(DeploymentFault.Unknown, () => lab.Driver.InspectAsync("../x", "alpha"));
    }

    private static async Task Refuses(DeploymentFault fault, Func<Task> call) =>
        Assert.AreEqual(fault, (await Assert.ThrowsExactlyAsync<DeploymentException>(call)).Fault);

    private static long Count(int process)
    {
        FileInfo file = new(Path.Combine($"/proc/{process}/root", "tmp/count"));
        return file.Exists ? file.Length : 0;
    }

    private static bool Grows(int process)
    {
        long before = Count(process);
        return SpinWait.SpinUntil(() => Count(process) > before, Patience);
    }

    private static async Task<NodeStatus> EndAsync(DeploymentLab lab, string id)
    {
        long start = TimeProvider.System.GetTimestamp();
        NodeStatus status = await lab.Driver.InspectAsync(id, "alpha");
        while (status.ExitCode is null && TimeProvider.System.GetElapsedTime(start) < Patience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            status = await lab.Driver.InspectAsync(id, "alpha");
        }

        return status;
    }

    /// <summary>A server that has just begun, or has just served another, answers that it is busy.</summary>
    private static double Rate(DeploymentLab lab, string id, string more)
    {
        double rate = 0;
        string text = string.Empty;
        Assert.IsTrue(SpinWait.SpinUntil(() => TryRate(lab, id, more, out rate, out text), Patience), text);
        return rate;
    }

    private static bool TryRate(DeploymentLab lab, string id, string more, out double rate, out string text)
    {
        rate = 0;
        text = lab.Shell(id, "beta", $"iperf3 --client 10.9.1.1 --time 1 --json {more} || true");
        using JsonDocument answer = JsonDocument.Parse(text);
        return answer.RootElement.TryGetProperty("end", out JsonElement end)
            && end.TryGetProperty("sum_received", out JsonElement received)
            && received.GetProperty("bits_per_second").TryGetDouble(out rate);
    }
}
