using HiperNet.Hipd.Tests.Lab;
using HiperNet.Testing;

namespace HiperNet.Hipd.Tests;

[TestClass]
[RequiresNetworkNamespaces]
public sealed class PingTests
{
    [TestMethod]
    [DataRow("raw", 4, true, "10.9.0.")]
    [DataRow("raw", 6, false, "fd09::")]
    [DataRow("udp", 4, false, "10.9.0.")]
    [DataRow("udp", 6, true, "fd09::")]
    public async Task A_fresh_pair_loses_no_packet_of_three_sent_at_once(
        string prefer, int underlay, bool isVpxi, string outer)
    {
        using HipdLab lab = await HipdLab.StartAsync(
            new LabPlan { Hosts = 3, Prefer = prefer, Underlay = underlay, Vpxi = isVpxi });

        string byHit = lab.Succeed(lab[1].Ping(lab[2].Hit));
        string byIpv4 = lab.Succeed(lab[3].Ping(lab[1].Inner4));

        Expect.Contains(byHit, " 0% packet loss", byHit + lab.Logs());
        Expect.Contains(byIpv4, " 0% packet loss", byIpv4 + lab.Logs());
        System.Text.Json.JsonElement path = lab[1].Association(lab[2])!.Value.GetProperty("path");
        Assert.AreEqual(prefer, path.GetProperty("encapsulation").GetString());
        Expect.Contains(path.GetProperty("remote").GetString(), outer);
    }

    [TestMethod]
    public async Task A_host_without_a_locator_is_told_to_be_out_of_reach()
    {
        using HipdLab lab = HipdLab.Build(new LabPlan());
        lab[1].Locators = [];
        lab[2].Locators = [];
        await lab.LaunchAsync();

        string answer = lab.Fail(lab[1].Ping(lab[2].Hit, 1));

        Expect.Contains(answer, "Destination unreachable: No route", lab.Logs());
        Assert.AreEqual(1, lab[1].Hip("explain", lab[2].Name).ExitCode);
    }

    [TestMethod]
    public async Task Every_suite_carries_data_for_every_kind_of_identity()
    {
        string[] suites =
        [
            "aes-128-gcm-16", "aes-128-gcm-8", "aes-128-ccm-16", "aes-128-ccm-8", "aes-128-cbc-sha256",
            "aes-256-cbc-sha256",
        ];
        string[] keys = ["p256", "rsa2048", "p384", "ed25519", "rsa3072", "p256", "ed25519"];
        using HipdLab lab = await HipdLab.StartAsync(new LabPlan
        {
            Hosts = 1 + suites.Length,
            Keys = keys,
            Associations = host => "esp_suites: ["
                + (host.Number == 1 ? string.Join(", ", suites) : suites[host.Number - 2]) + "]",
        });

        for (int number = 2; number <= lab.Hosts.Count; number++)
        {
            HipdHost from = number % 2 == 0 ? lab[1] : lab[number];
            HipdHost to = number % 2 == 0 ? lab[number] : lab[1];
            string output = lab.Succeed(from.Ping(to.Hit), suites[number - 2]);
            Expect.Contains(output, " 0% packet loss", suites[number - 2] + output + lab.Logs());
            System.Text.Json.JsonElement association = lab[1].Association(lab[number])!.Value;
            Assert.AreEqual(suites[number - 2], association.GetProperty("esp_suite").GetString());
        }
    }
}
