using HiperNet.Hipd.Tests.Lab;
using HiperNet.Testing;

namespace HiperNet.Hipd.Tests;

/// <summary>Two hosts, each behind a router that masquerades, and a relay outside (RFC 9028).</summary>
[TestClass]
[RequiresNetworkNamespaces]
[RequiresProgram("nft")]
public sealed class RelayTests
{
    private const string Relay = "203.0.113.2";

    [TestMethod]
    public async Task Hosts_behind_routers_meet_at_a_control_relay_and_then_speak_directly()
    {
        using HipdLab lab = await StartAsync("control-relay", "masquerade");

        lab.Succeed(lab[1].Run("ping", "-c", "3", "-W", "10", lab[3].Hit));

        Assert.AreEqual("203.0.113.13", RemoteOf(lab[1], lab[3]), lab.Logs());
        Assert.AreEqual("203.0.113.11", RemoteOf(lab[3], lab[1]), lab.Logs());
    }

    [TestMethod]
    public async Task Hosts_without_a_direct_way_speak_through_a_data_relay()
    {
        using HipdLab lab = await StartAsync("control-relay, data-relay", "masquerade random");

        lab.Succeed(lab[1].Run("ping", "-c", "5", "-W", "10", lab[3].Hit));
        lab.Succeed(lab[3].Run("ping", "-c", "5", "-W", "10", lab[1].Hit));

        Assert.AreEqual(Relay, RemoteOf(lab[1], lab[3]), lab.Logs());
        Assert.AreEqual(Relay, RemoteOf(lab[3], lab[1]), lab.Logs());
        Assert.IsFalse(lab[2].IsOpenWith(lab[1]), "the relay has no association with who uses it from outside");
        lab.Succeed(lab[1].Run("ping", "-c", "200", "-i", "0.005", "-s", "1200", "-q", lab[3].Hit));
    }

    private static string? RemoteOf(HipdHost host, HipdHost peer) =>
        host.Association(peer)!.Value.GetProperty("path").GetProperty("remote").GetString()?.Split(':')[0];

    private static async Task<HipdLab> StartAsync(string services, string masquerade)
    {
        HipdLab lab = HipdLab.Build(new LabPlan
        {
            Hosts = 3,
            Rendezvous = 2,
            Services = services,
            Bridge = false,
            Prefer = "udp",
            Associations = _ => "keepalive_seconds: 1",
        });
        NetworkNamespace outside = lab.NewPlace();
        outside.Ip("link", "add", "net", "type", "bridge");
        outside.Ip("link", "set", "net", "up");
        Attach(lab[2].Namespace, "eth0", outside, "h2", $"{Relay}/24");
        foreach (HipdHost host in new[] { lab[1], lab[3] })
        {
            NetworkNamespace router = lab.NewPlace();
            Attach(router, "outside", outside, host.Name, $"203.0.113.1{host.Number}/24");
            host.Namespace.VethPair("eth0", router, "inside");
            host.Namespace.Ip("addr", "add", $"192.168.{host.Number}.1/24", "dev", "eth0");
            router.Ip("addr", "add", $"192.168.{host.Number}.254/24", "dev", "inside");
            host.Namespace.Ip("route", "add", "default", "via", $"192.168.{host.Number}.254");
            lab.Succeed(router.Run("sysctl", "-qw", "net.ipv4.ip_forward=1"));
            Masquerade(lab, host, router, masquerade);
            host.Locators = [];
        }

        lab[2].Locators = [Relay];
        await lab.LaunchAsync();
        await Eventually.TrueAsync(() => lab[3].State().Contains("granted", StringComparison.Ordinal), lab.Report);
        return lab;
    }

    private static void Attach(NetworkNamespace place, string device, NetworkNamespace outside, string port, string at)
    {
        place.VethPair(device, outside, port);
        outside.Ip("link", "set", port, "master", "net");
        place.Ip("addr", "add", at, "dev", device);
    }

    /// <summary>As routers at home do it: nothing comes in that was not asked for.</summary>
    private static void Masquerade(HipdLab lab, HipdHost host, NetworkNamespace router, string masquerade)
    {
        string path = host.PathOf($"{host.Name}.nft");
        File.WriteAllText(path, $$"""
            table ip nat {
              chain post {
                type nat hook postrouting priority 100;
                oifname "outside" {{masquerade}}
              }
              chain in {
                type filter hook input priority 0; policy drop;
                ct state established,related accept
              }
              chain pass {
                type filter hook forward priority 0; policy drop;
                iifname "inside" accept
                ct state established,related accept
              }
            }
            """);
        lab.Succeed(router.Run("nft", "-f", path));
    }
}
