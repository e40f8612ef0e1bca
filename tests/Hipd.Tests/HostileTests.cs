using System.Globalization;
using System.Text.Json;
using HiperNet.Hipd.Tests.Lab;
using HiperNet.Testing;

namespace HiperNet.Hipd.Tests;

/// <summary>A neighbour sends what nobody asked for; an association of others goes on beside it.</summary>
[TestClass]
[RequiresNetworkNamespaces]
public sealed class HostileTests
{
    /// <summary>What the daemon's resident memory may grow by, in KiB: buffers and compiled code, no state.</summary>
    private const int MaxGrowth = 48 << 10;

    private static string Script { get; } = RepositoryFiles.PathOf("tests", "Hipd.Tests", "attack.py");

    [TestMethod]
    public async Task Floods_take_no_memory_and_break_nothing()
    {
        using HipdLab lab = await HipdLab.StartAsync(new LabPlan { Hosts = 3 });
        await lab.ServeAsync(lab[2], lab[2].Hit);
        lab.Succeed(Traffic.Of(lab[1], "up", lab[2].Hit, "7000", "5000000"));
        Attack(lab);
        int before = Resident(lab[2]);
        using Background ticks = Background.Start(
            lab[1].Namespace, "python3", Traffic.Script, "tick", lab[2].Hit, "7000", "6");

        for (int round = 0; round < 4; round++)
        {
            Attack(lab);
        }

        Assert.AreEqual(0, ticks.Wait(), ticks.Lines + lab.Logs());
        int growth = Resident(lab[2]) - before;
        Assert.IsLessThan(MaxGrowth, growth, $"KiB; it was {before}\n{lab.Logs()}");
        JsonElement daemon = lab[2].HipJson("status").GetProperty("daemon");
        // The neighbour itself may have been asked whether it has lost its keys.
        Assert.IsLessThanOrEqualTo(2, daemon.GetProperty("associations").GetInt32(), lab.Logs());
        Expect.Contains(daemon.GetProperty("counters").GetProperty("drops").ToString(), "unknown_spi");
        lab.Succeed(lab[3].Ping(lab[2].Hit));
        Assert.IsLessThan(100, lab[2].Log.Split('\n').Length, lab[2].Log);
    }

    private static void Attack(HipdLab lab) => lab.Succeed(lab[3].Run(
        "python3", Script, lab[3].Outer4, lab[2].Outer4, lab[3].Hit, lab[2].Hit));

    private static int Resident(HipdHost host)
    {
        string line = File.ReadLines($"/proc/{host.Daemon!.Id}/status")
            .First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
