using HiperNet.Hipd.Tests.Lab;
using HiperNet.Testing;

namespace HiperNet.Hipd.Tests;

/// <summary>Host 1 stands behind a router that masquerades; host 2 outside does not know where host 1 is.</summary>
[TestClass]
[RequiresNetworkNamespaces]
[RequiresProgram("nft")]
[RequiresProgram("conntrack")]
public sealed class NatTests
{
    private static HipdLab? shared;
    private static NetworkNamespace? router;

    private static HipdLab Lab => shared!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        shared = HipdLab.Build(new LabPlan
        {
            Bridge = false,
            Prefer = "udp",
            Associations = _ => "keepalive_seconds: 1, silence_probe_seconds: 1",
        });
        router = Lab.NewPlace();
        Lab[1].Namespace.VethPair("eth0", router, "inside");
        Lab[2].Namespace.VethPair("eth0", router, "outside");
        Lab[1].Namespace.Ip("addr", "add", "192.168.5.1/24", "dev", "eth0");
        Lab[2].Namespace.Ip("addr", "add", "203.0.113.2/24", "dev", "eth0");
        router.Ip("addr", "add", "192.168.5.254/24", "dev", "inside");
        router.Ip("addr", "add", "203.0.113.254/24", "dev", "outside");
        Lab[1].Namespace.Ip("route", "add", "default", "via", "192.168.5.254");
        Lab.Succeed(router.Run("sysctl", "-qw", "net.ipv4.ip_forward=1"));
        Masquerade("20000-20999");
        Lab.Succeed(router.Run(
            "sysctl",
            "-qw",
            "net.netfilter.nf_conntrack_udp_timeout=3",
            "net.netfilter.nf_conntrack_udp_timeout_stream=3"));
        Lab[1].Locators = [];
        Lab[2].Locators = ["203.0.113.2"];
        await Lab.LaunchAsync();
        await Lab.ServeAsync(Lab[2], Lab[2].Hit);
    }

    [ClassCleanup]
    public static void Stop() => shared?.Dispose();

    [TestMethod]
    public async Task Keepalives_hold_the_mapping_so_that_the_outside_reaches_the_inside()
    {
        Expect.Contains(Lab.Succeed(Lab[1].Ping(Lab[2].Hit)), " 0% packet loss", Lab.Logs());
        Expect.Contains(Remote(), "203.0.113.254:20", Lab.Logs());

        await Eventually.PauseAsync(TimeSpan.FromSeconds(7));

        Expect.Contains(Lab.Succeed(Lab[2].Ping(Lab[1].Hit)), " 0% packet loss", Lab.Logs());
    }

    [TestMethod]
    public async Task A_connection_survives_another_mapping()
    {
        using Background ticks = Background.Start(
            Lab[1].Namespace, "python3", Traffic.Script, "tick", Lab[2].Hit, "7000", "8");
        await Eventually.TrueAsync(
            () => ticks.Lines.Contains("ticking", StringComparison.Ordinal) || !ticks.IsRunning,
            () => ticks.Lines + Lab.Report());
        await Eventually.PauseAsync(TimeSpan.FromSeconds(1));

        Masquerade("30000-30999");
        Lab.Succeed(router!.Run("conntrack", "-F"));

        Assert.AreEqual(0, ticks.Wait(), ticks.Lines + Lab.Logs());
        Expect.Contains(Remote(), "203.0.113.254:30", Lab.Logs());
        Lab.Succeed(Lab[2].Ping(Lab[1].Hit));
    }

    private static string? Remote() =>
        Lab[2].Association(Lab[1])!.Value.GetProperty("path").GetProperty("remote").GetString();

    private static void Masquerade(string ports)
    {
        string path = Lab[1].PathOf("nat.nft");
        File.WriteAllText(path, $$"""
            table ip nat
            delete table ip nat
            table ip nat {
              chain post {
                type nat hook postrouting priority 100;
                oifname "outside" meta l4proto udp masquerade to :{{ports}}
              }
            }
            """);
        Lab.Succeed(router!.Run("nft", "-f", path));
    }
}
