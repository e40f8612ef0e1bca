using System.Diagnostics;
using HiperNet.Testing;
using HiperNet.Vpxi.Deployment;

namespace HiperNet.Vpxi.Tests.Deployment;

/// <summary>Whenever the program that deploys is killed, another one leaves nothing of what it did.</summary>
[TestClass]
[DoNotParallelize]
[RequiresNetworkNamespaces]
[RequiresOverlay]
public sealed class RecoveryTests
{
    private const int Killed = 128 + 9;

    [TestMethod]
    public void A_start_that_is_killed_at_any_step_leaves_nothing_behind()
    {
        using DeploymentLab lab = new();
        string id = DeploymentLab.Id(DeploymentLab.IsSlow ? "pair" : "single");
        int steps = lab.Must("start", id);
        Assert.IsNotEmpty(lab.Left(id), "what is looked for is found while the plan runs");
        lab.Must("stop", id);
        Nothing(lab, id, "after a stop");
        Assert.IsGreaterThan(14, steps);
        for (int step = 1; step <= steps; step++)
        {
            Assert.AreEqual(Killed, lab.Run("start", id, step).ExitCode, $"step {step}");
            lab.Must("recover", id);
            Nothing(lab, id, $"killed at step {step} of {steps}");
        }
    }

    [TestMethod]
    public void A_stop_that_is_killed_at_any_step_leaves_nothing_behind()
    {
        using DeploymentLab lab = new();
        string id = DeploymentLab.Id("single");
        lab.Must("start", id);
        int steps = lab.Must("stop", id);
        Assert.IsGreaterThan(10, steps);

        // Between the end of a step of undoing and the beginning of the next one nothing changes.
        for (int step = 1; step <= steps; step += step == 1 || DeploymentLab.IsSlow ? 1 : 2)
        {
            lab.Must("start", id);
            Assert.AreEqual(Killed, lab.Run("stop", id, step).ExitCode, $"step {step}");
            lab.Must("recover", id);
            Nothing(lab, id, $"killed at step {step} of {steps}");
        }
    }

    [TestMethod]
    public void A_recovery_that_is_killed_is_followed_by_another_one()
    {
        using DeploymentLab lab = new();
        string id = DeploymentLab.Id("single");
        foreach (int step in new[] { 1, 6 })
        {
            lab.Must("start", id);
            Assert.AreEqual(Killed, lab.Run("recover", id, step).ExitCode, $"step {step}");
            lab.Must("recover", id);
            Nothing(lab, id, $"killed at step {step}");
        }
    }

    [TestMethod]
    public void A_kill_in_the_middle_of_a_step_leaves_nothing_behind()
    {
        using DeploymentLab lab = new();
        string id = DeploymentLab.Id("pair");
        for (int round = 0; round < (DeploymentLab.IsSlow ? 100 : 8); round++)
        {
            int patience = 100 + (53 * round % 450);
            using Process process = Process.Start(new ProcessStartInfo("nsenter", lab.Arguments("start", id))
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            })!;
            process.WaitForExit(TimeSpan.FromMilliseconds(patience));
            process.Kill();
            process.WaitForExit();
            lab.Must("recover", id);
            Nothing(lab, id, $"killed after {patience} ms");
        }
    }

    [TestMethod]
    public async Task What_runs_goes_on_when_only_the_unfinished_is_recovered()
    {
        using DeploymentLab lab = new();
        string runs = DeploymentLab.Id("ending") + "-a";
        string broken = DeploymentLab.Id("ending") + "-b";
        lab.Must("start", runs);
        lab.Run("start", broken, 5);

        CollectionAssert.AreEqual(
            new[] { broken }, (await lab.Driver.RecoverAsync(RecoveryScope.Unfinished)).ToArray());
        CollectionAssert.AreEqual(new[] { runs }, lab.Driver.Plans().ToArray());
        Assert.IsFalse(File.Exists($"/run/netns/hiper.{broken}.alpha"));
        Assert.IsTrue(File.Exists($"/run/netns/hiper.{runs}.alpha"));
    }

    [TestMethod]
    public async Task A_plan_is_undone_from_the_network_namespace_that_its_bridges_are_in()
    {
        using DeploymentLab lab = new();
        string id = DeploymentLab.Id("single");
        lab.Must("start", id);
        DeploymentException refused =
            await Assert.ThrowsExactlyAsync<DeploymentException>(() => lab.Driver.StopAsync(id));
        Assert.AreEqual(DeploymentFault.Environment, refused.Fault);
        Assert.AreEqual(NodeState.Running, (await lab.Driver.InspectAsync(id, "alpha")).State);
        lab.Must("stop", id);
        Nothing(lab, id, "after a stop");
    }

    [TestMethod]
    public async Task A_journal_that_names_what_is_not_of_its_plan_is_not_obeyed()
    {
        using DeploymentLab lab = new();
        using NetworkNamespace bystander = new();
        string folder = Path.Combine(Path.GetTempPath(), $"hiper-bystander-{Environment.ProcessId}");
        Directory.CreateDirectory(lab.State);
        Directory.CreateDirectory(folder);
        string journal = Path.Combine(lab.State, "evil.journal");
        await File.WriteAllTextAsync(
            journal,
            $$"""
            {"kind":"begin","target":"evil","version":1}
            {"kind":"folder","target":"{{folder}}"}
            {"kind":"namespace","target":"{{bystander.Name}}"}
            {"kind":"namespace","target":"../../tmp/x"}
            what is no record

            """);

        DeploymentException refused = await Assert.ThrowsExactlyAsync<DeploymentException>(
            () => lab.Driver.RecoverAsync(RecoveryScope.Everything));

        Assert.Contains(bystander.Name, refused.Message, StringComparison.Ordinal);
        Assert.Contains("line 5", refused.Message, StringComparison.Ordinal);
        Assert.IsTrue(Directory.Exists(folder));
        Assert.IsTrue(File.Exists($"/run/netns/{bystander.Name}"));
        Assert.IsTrue(File.Exists(journal));
        Directory.Delete(folder);
        File.Delete(journal);
    }

    private static void Nothing(DeploymentLab lab, string id, string when)
    {
        IReadOnlyList<string> left = lab.Left(id);
        Assert.IsEmpty(left, $"{when}: {string.Join('\n', left)}");
    }
}
