using HiperNet.Hipd.Tests.Lab;
using HiperNet.Testing;

namespace HiperNet.Hipd.Tests;

/// <summary>Addresses come and go while a TCP connection runs.</summary>
[TestClass]
[RequiresNetworkNamespaces]
public sealed class MobilityTests
{
    private const int Seconds = 10;

    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task A_connection_survives_a_new_address(bool isNewFirst)
    {
        using HipdLab lab = await TwoAsync("eth0");
        HipdHost mobile = lab[1];
        lab.Succeed(mobile.Run("sysctl", "-qw", "net.ipv4.conf.eth0.promote_secondaries=1"));
        using Background ticks = await TickAsync(lab);

        await Eventually.PauseAsync(Gap);
        Action add = () => mobile.Namespace.Ip("addr", "add", "10.9.0.101/24", "dev", "eth0");
        Action remove = () => mobile.Namespace.Ip("addr", "del", "10.9.0.1/24", "dev", "eth0");
        (isNewFirst ? add : remove)();
        await Eventually.PauseAsync(Gap);
        (isNewFirst ? remove : add)();

        Assert.AreEqual(0, ticks.Wait(), ticks.Lines + lab.Logs());
        Assert.AreEqual("10.9.0.101", PathAt(lab[2], mobile, "remote"), lab.Logs());
        lab.Succeed(lab[2].Ping(mobile.Hit));
    }

    [TestMethod]
    public async Task A_connection_goes_over_to_the_second_interface()
    {
        using HipdLab lab = await TwoAsync("eth0", "eth1");
        using Background ticks = await TickAsync(lab);

        await Eventually.PauseAsync(Gap);
        lab[1].Namespace.Ip("link", "set", "eth0", "down");

        Assert.AreEqual(0, ticks.Wait(), ticks.Lines + lab.Logs());
        Assert.AreEqual("10.8.0.1", PathAt(lab[2], lab[1], "remote"), lab.Logs());
        Assert.AreEqual("10.8.0.2", PathAt(lab[1], lab[2], "remote"), lab.Logs());
    }

    [TestMethod]
    public async Task A_transfer_goes_on_while_its_host_moves_twice()
    {
        using HipdLab lab = await TwoAsync("eth0");
        lab.Succeed(lab[1].Run("sysctl", "-qw", "net.ipv4.conf.eth0.promote_secondaries=1"));
        await lab.ServeAsync(lab[2], lab[2].Hit);
        lab.Succeed(lab[1].Ping(lab[2].Hit));
        using Background transfer = Background.Start(
            lab[1].Namespace, "python3", Traffic.Script, "down", lab[2].Hit, "7000", "60000000");

        for (int move = 1; move <= 2; move++)
        {
            await Eventually.PauseAsync(TimeSpan.FromMilliseconds(300));
            lab[1].Namespace.Ip("addr", "add", $"10.9.0.{100 + move}/24", "dev", "eth0");
            await Eventually.PauseAsync(TimeSpan.FromMilliseconds(300));
            lab[1].Namespace.Ip("addr", "del", $"10.9.0.{(move == 1 ? 1 : 101)}/24", "dev", "eth0");
        }

        Assert.AreEqual(0, transfer.Wait(), transfer.Lines + lab.Logs());
    }

    private static string? PathAt(HipdHost host, HipdHost peer, string end) =>
        host.Association(peer)!.Value.GetProperty("path").GetProperty(end).GetString();

    private static async Task<HipdLab> TwoAsync(params string[] interfaces)
    {
        HipdLab lab = HipdLab.Build(new LabPlan { Bridge = false, Associations = _ => "silence_probe_seconds: 2" });
        for (int link = 0; link < interfaces.Length; link++)
        {
            lab.Attach(interfaces[link], host => [$"10.{9 - link}.0.{host.Number}/24"]);
        }

        foreach (HipdHost host in lab.Hosts)
        {
            host.Locators = [.. interfaces.Select((_, link) => $"10.{9 - link}.0.{host.Number}")];
        }

        await lab.LaunchAsync();
        return lab;
    }

    private static async Task<Background> TickAsync(HipdLab lab)
    {
        await lab.ServeAsync(lab[1], lab[1].Hit);
        Background ticks = Background.Start(
            lab[2].Namespace, "python3", Traffic.Script, "tick", lab[1].Hit, "7000", $"{Seconds}");
        await Eventually.TrueAsync(
            () => ticks.Lines.Contains("ticking", StringComparison.Ordinal) || !ticks.IsRunning,
            () => ticks.Lines + lab.Report());
        return ticks;
    }
}
