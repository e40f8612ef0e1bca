using System.Text;
using HiperNet.Hipd.Tests.Lab;
using HiperNet.Testing;

namespace HiperNet.Hipd.Tests;

/// <summary>What a third party sees: the wire's octets through the eyes of tshark.</summary>
[TestClass]
[RequiresNetworkNamespaces]
[RequiresProgram("tshark")]
[RequiresProgram("tcpdump")]
public sealed class WireTests
{
    private const string Marker = "nobody-but-the-peer-reads-this";

    /// <summary>The dissector knows HIPv1: it takes HOST_ID for one of those, and says so.</summary>
    private static readonly string[] Known = ["unknown algorithm"];

    [TestMethod]
    public async Task Tshark_finds_no_fault_and_reads_what_it_has_the_keys_of()
    {
        using HipdLab lab = HipdLab.Build(new LabPlan
        {
            Hosts = 3,
            Policy = host => host.Number == 2 ? "policy: {mode: certificates, vpxis: [v]}" : "policy: {mode: any}",
            Associations = _ => "retry_seconds: 0.5",
        });
        string wire = lab[1].PathOf("wire.pcap");
        string capture = lab[1].PathOf("capture.pcapng");
        string keys = lab[1].PathOf("keys");
        await lab.LaunchAsync();
        await lab.ServeAsync(lab[3], lab[3].Hit);
        using Background tcpdump = Background.Start(
            lab[1].Namespace, "tcpdump", "-i", "eth0", "-U", "-w", wire, "ip proto 139 or ip proto 50");
        await Eventually.TrueAsync(
            () => tcpdump.Lines.Contains("listening", StringComparison.Ordinal), () => tcpdump.Lines);

        lab.Succeed(lab[1].Ping(lab[3].Hit));
        lab.Fail(lab[1].Ping(lab[2].Hit, 1));
        using Background recorder = Background.Start(
            lab[1].Namespace, Programs.Hiper, "hip", "capture", "--out", capture, "--inner", "--keys", keys,
            "--socket", lab[1].Socket);
        await Eventually.TrueAsync(() => File.Exists(keys) && File.ReadAllLines(keys).Length >= 2, lab.Logs);
        lab.Succeed(Traffic.Of(lab[1], "say", lab[3].Hit, "7000", Marker));
        lab.Succeed(lab[1].Hip("rst", lab[3].Hit));
        await Eventually.TrueAsync(() => !lab[3].IsOpenWith(lab[1]), lab.Report);
        await Eventually.PauseAsync(TimeSpan.FromMilliseconds(500));
        recorder.Signal("INT");
        recorder.Wait();
        tcpdump.Signal("INT");
        tcpdump.Wait();

        AssertNoFaults(lab, wire);
        AssertAllTypes(lab, wire);
        string seen = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(wire));
        Expect.Lacks(seen, Marker);
        string read = Payloads(lab, wire, await File.ReadAllLinesAsync(keys));
        Expect.Contains(read, Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Marker)), lab.Logs());
        Expect.Contains(
            Payloads(lab, capture, []), Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Marker)), lab.Logs());
        Expect.Contains(lab.Succeed(ProgramRun.Of("stat", default, "-c", "%a", keys)), "600");
    }

    private static void AssertNoFaults(HipdLab lab, string wire)
    {
        string[] faults =
        [
            .. lab.Succeed(ProgramRun.Of(
                    "tshark", default, "-r", wire, "-Y", "hip && _ws.expert",
                    "-T", "fields", "-e", "hip.packet_type", "-e", "_ws.expert.message"))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !Known.Any(text => line.Contains(text, StringComparison.OrdinalIgnoreCase))),
        ];
        Assert.IsEmpty(faults, string.Join('\n', faults));
        string malformed = lab.Succeed(ProgramRun.Of("tshark", default, "-r", wire, "-Y", "_ws.malformed"));
        Assert.AreEqual("", malformed);
    }

    private static void AssertAllTypes(HipdLab lab, string wire)
    {
        string types = lab.Succeed(ProgramRun.Of(
            "tshark", default, "-r", wire, "-Y", "hip", "-T", "fields", "-e", "hip.packet_type"));
        HashSet<string> seen = [.. types.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        foreach (string type in new[] { "1", "2", "3", "4", "16", "17", "18", "19" })
        {
            Assert.Contains(type, seen, types + lab.Logs());
        }
    }

    private static string Payloads(HipdLab lab, string file, string[] keys)
    {
        List<string> arguments = ["-r", file, "-o", "esp.enable_encryption_decode:TRUE"];
        foreach (string key in keys)
        {
            arguments.AddRange(["-o", "uat:esp_sa:" + key]);
        }

        return lab.Succeed(ProgramRun.Of(
            "tshark", default, [.. arguments, "-Y", "tcp.payload", "-T", "fields", "-e", "tcp.payload"]));
    }
}
