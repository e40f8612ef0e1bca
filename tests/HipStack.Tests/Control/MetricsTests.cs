using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using HiperNet.Hipd.Metrics;

namespace HiperNet.HipStack.Tests.Control;

[TestClass]
public sealed partial class MetricsTests
{
    private static readonly string Text =
        DaemonMetrics.Of(SampleRecords.Daemon, [SampleRecords.Association, SampleRecords.Opening]);

    [TestMethod]
    public void Every_line_is_of_Prometheus_s_form()
    {
        Assert.EndsWith("\n", Text, StringComparison.Ordinal);
        foreach (string line in Text.TrimEnd('\n').Split('\n'))
        {
            Assert.MatchesRegex(Form(), line);
        }
    }

    [TestMethod]
    [DataRow("hipd_build_info{version=\"0.1.0\"} 1")]
    [DataRow("hipd_uptime_seconds 273600")]
    [DataRow("hipd_base_exchanges_completed_total 4")]
    [DataRow("hipd_hip_packets_total{direction=\"in\",type=\"i1\"} 6")]
    [DataRow("hipd_associations{state=\"established\"} 1")]
    [DataRow("hipd_associations{state=\"i1-sent\"} 1")]
    [DataRow("hipd_associations{state=\"closed\"} 0")]
    [DataRow("hipd_esp_bytes_total{direction=\"in\"} 1268777")]
    [DataRow("hipd_drops_total{reason=\"replayed\"} 3")]
    [DataRow("hipd_drops_total{reason=\"bad \\\"checksum\\\"\"} 8")]
    [DataRow("hipd_health{level=\"warning\"} 1")]
    public void A_sample_is_there(string line) =>
        Assert.Contains("\n" + line + "\n", "\n" + Text, StringComparison.Ordinal);

    [TestMethod]
    public void Each_family_is_described_once()
    {
        string[] types = [.. Text.Split('\n').Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal))];

        Assert.HasCount(types.Length, types.Distinct());
    }

    [TestMethod]
    public void No_peer_is_named() =>
        Assert.DoesNotContain(SampleRecords.PeerHit.ToString(), Text, StringComparison.Ordinal);

    [TestMethod]
    [DataRow("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 OK\r\n")]
    [DataRow("GET /metrics HTTP/1.0\n\n", "HTTP/1.1 200 OK\r\n")]
    [DataRow("GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 404")]
    [DataRow("GET /metrics/../etc HTTP/1.1\r\n\r\n", "HTTP/1.1 404")]
    [DataRow("POST /metrics HTTP/1.1\r\n\r\n", "HTTP/1.1 405")]
    [DataRow("nonsense\r\n\r\n", "HTTP/1.1 400")]
    [DataRow("", "")]
    public async Task Only_the_metrics_are_served(string request, string expected)
    {
        await using MetricsServer server = Start();

        string answer = await AskAsync(server, Encoding.ASCII.GetBytes(request));

        Assert.StartsWith(expected, answer, StringComparison.Ordinal);
        Assert.AreEqual(expected.Length == 0, answer.Length == 0);
        bool hasMetrics = answer.EndsWith("\r\n\r\na 1\n", StringComparison.Ordinal);
        Assert.AreEqual(expected.Contains("200", StringComparison.Ordinal), hasMetrics);
    }

    [TestMethod]
    public async Task Long_and_endless_requests_are_dropped()
    {
        await using MetricsServer server = Start();
        byte[] longLine = [.. Enumerable.Repeat((byte)'a', 2 * MetricsServer.MaxLine)];
        byte[] many = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a: b\r\n", 10_000)));

        Assert.AreEqual("", await AskAsync(server, longLine));
        Assert.AreEqual("", await AskAsync(server, many));
        string answer = await AskAsync(server, "GET /metrics HTTP/1.1\n\n"u8.ToArray());
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Other_addresses_than_this_machine_s_are_refused() => Assert.ThrowsExactly<ArgumentException>(() =>
        MetricsServer.Start(new IPEndPoint(IPAddress.Any, 0), _ => Task.FromResult(""), TimeProvider.System, _ => { }));

    private static MetricsServer Start() => MetricsServer.Start(
        new IPEndPoint(IPAddress.Loopback, 0), _ => Task.FromResult("a 1\n"), TimeProvider.System, _ => { });

    private static async Task<string> AskAsync(MetricsServer server, byte[] request)
    {
        using TcpClient client = new();
        await client.ConnectAsync(server.EndPoint);
        NetworkStream stream = client.GetStream();
        try
        {
            await stream.WriteAsync(request);
            client.Client.Shutdown(SocketShutdown.Send);
            using StreamReader reader = new(stream);
            return await reader.ReadToEndAsync();
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            return "";
        }
    }

    [GeneratedRegex(
        """^(# (HELP|TYPE) hipd_\w+ .+|hipd_[a-z0-9_]+(\{(\w+="([^"\\]|\\.)*",?)+\})? [0-9.eE+-]+)$""",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Form();
}
