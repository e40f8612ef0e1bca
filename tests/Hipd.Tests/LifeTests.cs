using System.Text;
using HiperNet.Hipd.Tests.Lab;
using HiperNet.Testing;

namespace HiperNet.Hipd.Tests;

/// <summary>How a daemon begins and ends, and what its peer makes of it.</summary>
[TestClass]
[RequiresNetworkNamespaces]
public sealed class LifeTests
{
    private static HipdLab? shared;

    private static HipdLab Lab => shared!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) =>
        shared = await HipdLab.StartAsync(new LabPlan());

    [ClassCleanup]
    public static void Stop() => shared?.Dispose();

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public async Task A_killed_daemon_is_back_with_the_next_packet_whoever_sends_it(int sender)
    {
        HipdHost survivor = Lab[1];
        HipdHost victim = Lab[2];
        Lab.Succeed(survivor.Ping(victim.Hit));
        string old = Spis(survivor, victim);
        victim.Stop("KILL");
        await victim.StartAsync();

        (HipdHost from, HipdHost to) = sender == 1 ? (survivor, victim) : (victim, survivor);
        Lab.Succeed(from.Run("ping", "-c", "20", "-i", "0.2", "-W", "2", to.Hit));
        Lab.Succeed(to.Ping(from.Hit));

        Assert.AreNotEqual(old, Spis(survivor, victim));
        Assert.IsTrue(survivor.IsOpenWith(victim) && victim.IsOpenWith(survivor), Lab.Logs());
    }

    [TestMethod]
    public async Task A_reset_ends_both_sides_and_the_next_packet_begins_anew()
    {
        Lab.Succeed(Lab[1].Ping(Lab[2].Hit));
        string old = Spis(Lab[1], Lab[2]);

        Lab.Succeed(Lab[1].Hip("rst", Lab[2].Name));
        await Eventually.TrueAsync(() => !Lab[2].IsOpenWith(Lab[1]), Lab.Report);
        string output = Lab.Succeed(Lab[1].Ping(Lab[2].Hit));

        Expect.Contains(output, " 0% packet loss");
        Assert.AreNotEqual(old, Spis(Lab[1], Lab[2]));
    }

    [TestMethod]
    public async Task An_orderly_end_leaves_no_device_and_no_socket()
    {
        using HipdLab lab = await HipdLab.StartAsync(new LabPlan { Hosts = 1 });
        lab.Succeed(lab[1].Run("ip", "link", "show", "hip0"));
        Assert.IsTrue(File.Exists(lab[1].Socket));

        Assert.AreEqual(0, lab[1].Stop("TERM"), lab.Logs());

        lab.Fail(lab[1].Run("ip", "link", "show", "hip0"));
        Assert.IsFalse(File.Exists(lab[1].Socket));
    }

    [TestMethod]
    public async Task A_peer_learns_of_an_orderly_end()
    {
        using HipdLab lab = await HipdLab.StartAsync(new LabPlan());
        lab.Succeed(lab[1].Ping(lab[2].Hit));

        Assert.AreEqual(0, lab[2].Stop("TERM"), lab.Logs());

        await Eventually.TrueAsync(() => !lab[1].IsOpenWith(lab[2]), lab.Report);
    }

    [TestMethod]
    public void A_second_daemon_on_the_same_socket_is_refused()
    {
        // Elsewhere, so that only the socket is in its way.
        using NetworkNamespace elsewhere = new();
        ProgramRun second = elsewhere.Run(Programs.Hipd, "--config", Lab[1].Config);

        Assert.AreEqual(4, second.ExitCode, second.Errors);
        Expect.Contains(second.Errors, Lab[1].Socket);
        Lab.Succeed(Lab[1].Hip("status"));
    }

    [TestMethod]
    public void A_misspelt_key_is_named_with_its_line()
    {
        string path = Lab[1].PathOf("misspelt.yaml");
        File.WriteAllText(path, $"identities: [{{key: {Lab[1].Key}}}]\npolicy: {{mode: listed}}\ntransprot: {{}}\n");

        ProgramRun run = Lab[1].Run(Programs.Hipd, "--config", path);

        Assert.AreEqual(3, run.ExitCode);
        Expect.Contains(run.Errors, $"{path}:3:");
        Expect.Contains(run.Errors, "transprot");
    }

    [TestMethod]
    public void A_check_says_right_or_what_is_wrong_and_touches_nothing()
    {
        using NetworkNamespace elsewhere = new();
        ProgramRun right = elsewhere.Run(Programs.Hipd, "--check", "--config", Lab[1].Config);
        string path = Lab[1].PathOf("wrong.yaml");
        File.WriteAllText(path, $"identities: [{{key: {Lab[1].Key}}}]\npolicy: {{mode: perhaps}}\ntap: {{mtu: 12}}\n");
        ProgramRun wrong = elsewhere.Run(Programs.Hipd, "--check", "--config", path);

        Assert.AreEqual(0, right.ExitCode, right.Errors);
        Expect.Contains(Encoding.UTF8.GetString(right.Output.Span), Lab[1].Hit);
        Assert.AreEqual(3, wrong.ExitCode);
        Expect.Contains(wrong.Errors, "perhaps");
        Expect.Contains(wrong.Errors, "tap.mtu");
        Assert.AreNotEqual(0, elsewhere.Run("ip", "link", "show", "hip0").ExitCode);
    }

    [TestMethod]
    [RequiresProgram("setpriv")]
    public void Without_privileges_it_says_so_and_ends()
    {
        using NetworkNamespace elsewhere = new();
        ProgramRun run = elsewhere.Run(
            "setpriv", "--bounding-set=-all", "--inh-caps=-all", Programs.Hipd, "--config", Lab[1].Config);

        Assert.AreEqual(4, run.ExitCode, run.Errors);
        Expect.Contains(run.Errors, "hipd: ");
        Expect.Lacks(run.Errors, "   at ");
    }

    private static string Spis(HipdHost host, HipdHost peer)
    {
        System.Text.Json.JsonElement association = host.Association(peer)!.Value;
        string inbound = association.GetProperty("inbound").GetProperty("spi").ToString();
        return $"{inbound} {association.GetProperty("outbound").GetProperty("spi")}";
    }
}
