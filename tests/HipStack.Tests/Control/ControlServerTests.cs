using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using HiperNet.Hipd.Control;
using HiperNet.HipStack.Control;
using HiperNet.Testing;

namespace HiperNet.HipStack.Tests.Control;

[TestClass]
[SupportedOSPlatform("linux")]
public sealed class ControlServerTests
{
    private const string StatusLine = """{"version":1,"verb":"status"}""" + "\n";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [TestMethod]
    public async Task Every_question_is_answered()
    {
        await using ServedDaemon served = new();
        await using ControlClient client = await served.ConnectAsync();

        Assert.AreEqual("0.1.0", (await client.StatusAsync()).DaemonVersion);
        Assert.HasCount(2, await client.AssociationsAsync(peer: null));
        Assert.HasCount(1, await client.AssociationsAsync("beta"));
        Assert.HasCount(0, await client.AssociationsAsync("nobody"));
        Assert.AreEqual("beta", (await client.PeersAsync())[0].Name);
        Assert.AreEqual(PeerVerdict.Refused, (await client.ExplainAsync("beta")).Verdict);
        Assert.IsNotNull(client.Now);
        Assert.AreEqual(3, await client.PingAsync("beta", 3).CountAsync());
    }

    [TestMethod]
    public async Task Every_change_reaches_the_daemon()
    {
        await using ServedDaemon served = new();
        await using ControlClient client = await served.ConnectAsync();

        await client.ResetAsync("beta");
        ChangeResult added = await client.AddHostAsync(SampleRecords.Host);
        await client.RemoveHostAsync("beta");
        await client.ReloadAsync();
        await client.AddCertificatesAsync([[1, 2]]);
        await client.AddRevocationsAsync([[3]]);
        await client.RemoveCertificateAsync("aa");
        await client.ShutdownAsync();

        Assert.HasCount(8, served.Daemon.Told);
        Assert.AreEqual("noted", added.Notes[0]);
        HostEntry host = served.Daemon.Told.OfType<HostEntry>().Single();
        Assert.AreEqual(SampleRecords.Host.Addresses[1], host.Addresses[1]);
    }

    [TestMethod]
    public async Task A_refusal_is_told_and_the_connection_goes_on()
    {
        await using ServedDaemon served = new();
        await using ControlClient client = await served.ConnectAsync();

        ControlException refusal = await Assert.ThrowsExactlyAsync<ControlException>(
            () => client.ExplainAsync(FixedDaemon.Stranger));

        Assert.AreEqual(ControlFault.NotFound, refusal.Fault);
        Assert.AreEqual("no peer is called stranger", refusal.Message);
        Assert.AreEqual("0.1.0", (await client.StatusAsync()).DaemonVersion);
    }

    [TestMethod]
    public async Task A_failure_of_the_daemon_is_logged_and_not_told()
    {
        List<string> log = [];
        await using ServedDaemon served = new(new ControlServerOptions { Log = log.Add });
        await using ControlClient client = await served.ConnectAsync();

        ControlException failure = await Assert.ThrowsExactlyAsync<ControlException>(
            () => client.ExplainAsync(FixedDaemon.Trouble));

        Assert.AreEqual(ControlFault.Internal, failure.Fault);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
        Assert.HasCount(1, log);
    }

    [TestMethod]
    public async Task A_caller_that_stops_sending_gets_its_answer()
    {
        await using ServedDaemon served = new();

        string answer = served.Exchange(Encoding.UTF8.GetBytes(StatusLine + StatusLine));

        Assert.AreEqual(4, answer.Count(character => character == '\n'));
        Assert.Contains("\"status\":\"none\"", answer, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Capture_and_wait_end_when_the_caller_leaves()
    {
        await using ServedDaemon capturing = new();
        await using (ControlClient client = await capturing.ConnectAsync())
        {
            CaptureChunk first = await client.CaptureAsync(new() { Inner = true }).FirstAsync();
            Assert.AreSequenceEqual(FixedDaemon.Octets, first.Pcapng.ToArray());
        }

        await using ServedDaemon waiting = new();
        await using (ControlClient client = await waiting.ConnectAsync())
        {
            Assert.AreEqual(AssociationChange.Down, (await client.WaitAsync().FirstAsync()).Change);
        }

        await capturing.Daemon.Left.Task.WaitAsync(Patience, TimeProvider.System);
        await waiting.Daemon.Left.Task.WaitAsync(Patience, TimeProvider.System);
    }

    [TestMethod]
    public async Task A_capture_with_a_count_ends_by_itself()
    {
        await using ServedDaemon served = new();
        await using ControlClient client = await served.ConnectAsync();

        Assert.AreEqual(3, await client.CaptureAsync(new() { Count = 3 }).CountAsync());
    }

    [TestMethod]
    public async Task Garbage_gets_an_answer_and_disturbs_nobody()
    {
        await using ServedDaemon served = new();
        FuzzSource source = new(Property.Seed);
        for (int i = 0; i < 300; i++)
        {
            _ = served.Exchange(source.Mutate(Encoding.UTF8.GetBytes(StatusLine)));
        }

        string answer = served.Exchange("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
        Assert.Contains("\"status\":\"malformed\"", answer, StringComparison.Ordinal);
        Assert.AreEqual("", served.Exchange([]));
        await served.ExpectAliveAsync();
    }

    [TestMethod]
    [DataRow("""{"version":9,"verb":"status"}""", "unsupported-version")]
    [DataRow("""{"version":1,"verb":"dance"}""", "unknown-verb")]
    [DataRow("""{"version":1,"verb":"explain"}""", "malformed")]
    public async Task What_is_not_understood_is_said(string line, string expected)
    {
        await using ServedDaemon served = new();

        string answer = served.Exchange(Encoding.UTF8.GetBytes(line + "\n"));

        JsonElement json = JsonDocument.Parse(answer).RootElement;
        Assert.AreEqual(expected, json.GetProperty("status").GetString());
        Assert.AreEqual(1, json.GetProperty("version").GetInt32());
    }

    [TestMethod]
    public async Task A_line_that_is_too_long_ends_the_connection()
    {
        await using ServedDaemon served = new();

        string answer = served.Exchange([.. Enumerable.Repeat((byte)'a', 2 * ControlLimits.MaxRequest)]);

        Assert.Contains("\"status\":\"too-large\"", answer, StringComparison.Ordinal);
        await served.ExpectAliveAsync();
    }

    [TestMethod]
    public async Task A_line_of_exactly_the_limit_is_read()
    {
        await using ServedDaemon served = new();
        byte[] line = Encoding.UTF8.GetBytes(StatusLine.PadLeft(ControlLimits.MaxRequest + 1));

        Assert.Contains("\"status\":\"none\"", served.Exchange(line), StringComparison.Ordinal);
        Assert.Contains("\"status\":\"too-large\"", served.Exchange([(byte)' ', .. line]), StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_caller_that_says_nothing_is_let_go()
    {
        await using ServedDaemon served = new(new() { RequestTimeout = TimeSpan.FromMilliseconds(50) });
        using Socket silent = served.Open();
        using Socket slow = served.Open();
        slow.Send("{"u8);

        Assert.AreEqual("", ServedDaemon.ReadAll(silent));
        Assert.AreEqual("", ServedDaemon.ReadAll(slow));
    }

    [TestMethod]
    public async Task A_caller_that_does_not_read_is_let_go()
    {
        FixedDaemon flooding = new() { Floods = true };
        await using ServedDaemon served = new(new() { SendTimeout = TimeSpan.FromMilliseconds(100) }, flooding);
        using Socket deaf = served.Open();
        deaf.Send("{\"version\":1,\"verb\":\"capture\",\"capture\":{}}\n"u8);

        await flooding.Left.Task.WaitAsync(Patience, TimeProvider.System);
        await served.ExpectAliveAsync();
    }

    [TestMethod]
    public async Task A_hundred_callers_are_served_or_told_to_come_again()
    {
        await using ServedDaemon served = new(new() { MaxConnections = 64 });
        Socket[] callers = [.. Enumerable.Range(0, 100).Select(_ => served.Open())];
        try
        {
            foreach (Socket caller in callers)
            {
                Ask(caller);
            }

            string[] answers = [.. callers.Select(ServedDaemon.ReadAll)];
            int done = answers.Count(answer => answer.Contains("\"none\"", StringComparison.Ordinal));
            int busy = answers.Count(answer => answer.Contains("\"busy\"", StringComparison.Ordinal));
            Assert.AreEqual(callers.Length, done + busy);
            Assert.IsGreaterThanOrEqualTo(64, done);
        }
        finally
        {
            Array.ForEach(callers, caller => caller.Dispose());
        }
    }

    [TestMethod]
    public async Task A_caller_too_many_is_told_to_come_again()
    {
        await using ServedDaemon served = new(new() { MaxConnections = 1 });
        await using (ControlClient first = await served.ConnectAsync())
        {
            await first.StatusAsync();
            await using ControlClient second = await served.ConnectAsync();

            ControlException refusal = await Assert.ThrowsExactlyAsync<ControlException>(() => second.StatusAsync());

            Assert.AreEqual(ControlFault.Busy, refusal.Fault);
            await first.StatusAsync();
        }
    }

    private static void Ask(Socket caller)
    {
        try
        {
            caller.Send(Encoding.UTF8.GetBytes(StatusLine));
            caller.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // One that was told to come again.
        }
    }
}
