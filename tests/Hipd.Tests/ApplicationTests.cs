using System.Globalization;
using HiperNet.Hipd.Tests.Lab;
using HiperNet.Testing;

namespace HiperNet.Hipd.Tests;

/// <summary>Programs that know nothing of HIP, between two hosts over a VPXI; one association for all.</summary>
[TestClass]
[RequiresNetworkNamespaces]
public sealed class ApplicationTests
{
    private const int Megabytes20 = 20_000_000;

    private static HipdLab? shared;

    private static HipdLab Lab => shared!;

    private static string Address(HipdHost host, int family) => family == 4 ? host.Inner4 : host.Hit;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        shared = await HipdLab.StartAsync(new LabPlan
        {
            Vpxi = true,
            More = "metrics: {listen: \"127.0.0.1:9500\"}",
        });
        foreach (HipdHost host in shared.Hosts)
        {
            await shared.ServeAsync(host, host.Hit);
            await shared.ServeAsync(host, host.Inner4);
        }
    }

    [ClassCleanup]
    public static void Stop() => shared?.Dispose();

    [TestMethod]
    [DataRow("up", 4)]
    [DataRow("down", 4)]
    [DataRow("up", 6)]
    [DataRow("down", 6)]
    public void Twenty_megabytes_arrive_whole(string direction, int family) =>
        Lab.Succeed(Traffic.Of(Lab[1], direction, Address(Lab[2], family), "7000", $"{Megabytes20}"));

    [TestMethod]
    [DataRow(4, 1000)]
    [DataRow(4, 1372)]
    [DataRow(4, 1373)]
    [DataRow(4, 8000)]
    [DataRow(4, 60_000)]
    [DataRow(6, 1000)]
    [DataRow(6, 1352)]
    [DataRow(6, 1353)]
    [DataRow(6, 8000)]
    [DataRow(6, 60_000)]
    public void Datagrams_of_any_size_come_back(int family, int octets)
    {
        string output = Lab.Succeed(Traffic.Of(Lab[1], "udp", Address(Lab[2], family), "7000", $"{octets}"));

        Expect.Contains(output, "attempts 1");
    }

    [TestMethod]
    [RequiresProgram("curl")]
    public async Task Curl_fetches_a_page_over_the_HIT_and_over_IPv4()
    {
        foreach (string address in new[] { Lab[2].Hit, Lab[2].Inner4 })
        {
            Background server = Lab.Start(
                Lab[2].Namespace, "python3", "-u", "-m", "http.server", "8080", "--bind", address,
                "--directory", "/usr/share/common-licenses");
            await Eventually.TrueAsync(
                () => server.Lines.Contains("Serving", StringComparison.Ordinal), () => server.Lines);
            string host = address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address;

            string page = Lab.Succeed(Lab[1].Run("curl", "-sS", "-m", "20", "-g", $"http://{host}:8080/GPL-3"));

            Assert.AreEqual(await File.ReadAllTextAsync("/usr/share/common-licenses/GPL-3"), page);
        }
    }

    [TestMethod]
    [RequiresProgram("iperf3")]
    public async Task Iperf3_runs_both_ways_at_once_without_a_bad_packet()
    {
        Background server = Lab.Start(Lab[2].Namespace, "iperf3", "-s", "--forceflush");
        await Eventually.TrueAsync(
            () => server.Lines.Contains("listening", StringComparison.Ordinal), () => server.Lines);

        Lab.Succeed(Lab[1].Run("iperf3", "-c", Lab[2].Hit, "-t", "2", "--bidir"));
        Lab.Succeed(Lab[1].Run("iperf3", "-c", Lab[2].Inner4, "-t", "2", "-R"));

        string drops = Lab[2].Association(Lab[1])!.Value.GetProperty("drops").ToString();
        Expect.Lacks(drops, "bad");
        Expect.Lacks(drops, "not_authentic");
    }

    [TestMethod]
    public void Metrics_answer_while_traffic_runs()
    {
        using Background load = Background.Start(
            Lab[1].Namespace, "python3", Traffic.Script, "up", Lab[2].Hit, "7000", $"{4 * Megabytes20}");

        string first = Lab.Succeed(Lab[1].Run("curl", "-sS", "-m", "10", "http://127.0.0.1:9500/metrics"));
        string second = Lab.Succeed(Lab[1].Run("curl", "-sS", "-m", "10", "http://127.0.0.1:9500/metrics"));

        Assert.AreEqual(0, load.Wait(), load.Lines);
        string third = Lab.Succeed(Lab[1].Run("curl", "-sS", "-m", "10", "http://127.0.0.1:9500/metrics"));
        Assert.IsGreaterThan(OctetsSent(first), OctetsSent(third));
        Assert.IsGreaterThanOrEqualTo(OctetsSent(first), OctetsSent(second));
    }

    [TestMethod]
    public void A_packet_to_oneself_does_not_go_to_the_network()
    {
        Lab.Succeed(Lab[1].Ping(Lab[1].Hit));
        Lab.Succeed(Lab[1].Ping(Lab[1].Inner4));
    }

    private static double OctetsSent(string metrics) => metrics.Split('\n')
        .Where(line => line.StartsWith("hipd_esp_bytes_total{direction=\"out\"}", StringComparison.Ordinal))
        .Select(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture))
        .Sum();
}
