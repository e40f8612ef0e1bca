using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json;
using HiperNet.HipStack.Control;
using HiperNet.HipStack.Tests.Control;

namespace HiperNet.Hiper.Tests.Hip;

/// <summary>The program against a control server, each as it is.</summary>
[TestClass]
[SupportedOSPlatform("linux")]
public sealed class HipTests
{
    [TestMethod]
    [DataRow("status")]
    [DataRow("sa")]
    [DataRow("peers")]
    [DataRow("explain beta")]
    [DataRow("ping beta")]
    [DataRow("rst beta")]
    [DataRow("add-host 2001:22:bbbb::2 198.51.100.7")]
    [DataRow("del-host beta")]
    [DataRow("reload")]
    [DataRow("capture --out /nowhere/at/all")]
    public void A_daemon_that_does_not_run_is_said_in_one_line_with_exit_1(string line)
    {
        string[] args = ["hip", .. line.Split(' '), "--socket", "/nowhere/hipd.sock"];

        string error = Cli.Run(args).Expect(1).Errors;
        JsonElement json = Cli.Run([.. args, "--json"]).Expect(1).Json("refused");

        Assert.AreEqual("hiper: hipd is not running at /nowhere/hipd.sock\n", error);
        Assert.AreEqual("hipd is not running at /nowhere/hipd.sock", json.GetProperty("error").GetString());
    }

    [TestMethod]
    [DataRow("ping beta --count 0", "--count")]
    [DataRow("ping beta --count 1001", "--count")]
    [DataRow("add-host beta 192.0.2.1", "no HIT")]
    [DataRow("add-host 2001:db8::1 192.0.2.1", "no HIT")]
    [DataRow("add-host 2001:22:bbbb::2", "needs an address")]
    [DataRow("add-host 2001:22:bbbb::2 nowhere", "no IP address")]
    [DataRow("capture --out - --json", "standard output")]
    [DataRow("capture --out a --keys -", "standard output")]
    [DataRow("capture --out a --count 0", "--count")]
    [DataRow("explain", "missing")]
    public void A_wrong_command_line_is_usage(string line, string expected) =>
        Assert.Contains(expected, Cli.Run(["hip", .. line.Split(' ')]).Expect(2).Errors, StringComparison.Ordinal);

    [TestMethod]
    public async Task Every_verb_answers_in_JSON_with_a_version()
    {
        await using HipdAt hipd = new();

        JsonElement status = hipd.Run("status", "--json").Expect(0).Json("done");
        Assert.AreEqual("0.1.0", status.GetProperty("daemon").GetProperty("daemon_version").GetString());
        Assert.AreEqual(2, status.GetProperty("associations").GetArrayLength());
        JsonElement sa = hipd.Run("sa", "beta", "--json").Expect(0).Json("done").GetProperty("associations")[0];
        Assert.AreEqual("established", sa.GetProperty("state").GetString());
        Assert.AreEqual(0x1234abcdu, sa.GetProperty("inbound").GetProperty("spi").GetUInt32());
        JsonElement peers = hipd.Run("peers", "--json").Expect(0).Json("done");
        Assert.AreEqual("static", peers.GetProperty("peers")[0].GetProperty("source").GetString());
        JsonElement replies = hipd.Run("ping", "beta", "--json").Expect(0).Json("done").GetProperty("replies");
        Assert.AreEqual(4, replies.GetArrayLength());
        Assert.AreEqual(0.0095, replies[0].GetProperty("base_exchange_seconds").GetDouble());
        JsonElement why = hipd.Run("explain", "beta", "--json").Expect(1, quiet: true).Json("refused");
        Assert.AreEqual("refused", why.GetProperty("explanation").GetProperty("verdict").GetString());
        Assert.AreEqual(1, hipd.Run("rst", "beta", "--json").Expect(0).Json("done").GetProperty("changed").GetInt32());
    }

    [TestMethod]
    public async Task Explain_exits_0_if_the_peer_may_and_1_if_not_or_unknown()
    {
        await using HipdAt hipd = new();

        hipd.Run("explain", "granted").Expect(0);
        hipd.Run("explain", "beta").Expect(1, quiet: true);
        Assert.Contains(
            "no peer is called stranger",
            hipd.Run("explain", FixedDaemon.Stranger).Expect(1).Errors,
            StringComparison.Ordinal);
        hipd.Run("explain", FixedDaemon.Trouble).Expect(4);
    }

    [TestMethod]
    public async Task Ping_that_is_not_answered_exits_1()
    {
        await using HipdAt hipd = new();

        Outcome outcome = hipd.Run("ping", FixedDaemon.Stranger, "-c", "2").Expect(1, quiet: true);

        Assert.AreEqual("1: no locator is known\n2: no locator is known\n2 sent, 0 answered\n", outcome.Text);
    }

    [TestMethod]
    public async Task Changes_reach_the_daemon()
    {
        await using HipdAt hipd = new();

        string added = hipd.Run(
            "add-host", "2001:22:bbbb::2", "198.51.100.7", "[2001:db8::7]:10501", "--name", "beta", "--ipv4",
            "10.9.0.2", "--rvs", "203.0.113.9", "--over", "raw").Expect(0).Text;
        hipd.Run("rst", "beta").Expect(0);
        hipd.Run("del-host", "beta").Expect(0);
        hipd.Run("reload").Expect(0);

        Assert.AreEqual("added beta\nnoted\n", added);
        HostEntry host = hipd.Daemon.Told.OfType<HostEntry>().Single();
        Assert.AreEqual(SampleRecords.Host with { Addresses = host.Addresses }, host);
        Assert.AreSequenceEqual(SampleRecords.Host.Addresses, host.Addresses);
    }

    [TestMethod]
    public async Task Certificates_and_lists_are_handed_over_in_canonical_form()
    {
        await using HipdAt hipd = new();
        using Chain chain = new();
        byte[] canonical = Cli.Run("sexp", "convert", "--to", "canonical", chain["RH.cert"]).Expect(0).Output;

        hipd.Run("add-cert", chain["RH.cert"], chain["HU.cert"]).Expect(0);
        hipd.Run("add-cert", hipd.Write("bad", "(cert (broken))")).Expect(3);

        IReadOnlyList<byte[]> told = hipd.Daemon.Told.OfType<IReadOnlyList<byte[]>>().Single();
        Assert.HasCount(2, told);
        Assert.AreSequenceEqual(canonical, told[0]);
    }

    [TestMethod]
    public async Task A_capture_is_copied_octet_by_octet_and_keys_are_private()
    {
        await using HipdAt hipd = new();

        hipd.Run("capture", "--out", hipd["a"], "--count", "2", "--inner").Expect(0);
        Outcome piped = hipd.Run("capture", "--out", "-", "--count", "1").Expect(0);

        byte[] file = await File.ReadAllBytesAsync(hipd["a"]);
        Assert.AreSequenceEqual([.. FixedDaemon.Octets, .. FixedDaemon.Octets], file);
        Assert.AreSequenceEqual(FixedDaemon.Octets, piped.Output);
        CaptureRequest request = hipd.Daemon.Told.OfType<CaptureRequest>().First();
        Assert.IsTrue(request is { Inner: true, Keys: false, Count: 2 });
    }

    [TestMethod]
    public async Task Keys_go_to_a_private_file_if_root_asks()
    {
        await using HipdAt hipd = new();
        await File.WriteAllTextAsync(hipd["keys"], "old");

        Outcome outcome = hipd.Run("capture", "--out", hipd["a"], "--count", "1", "--keys", hipd["keys"]);

        if (!Environment.IsPrivilegedProcess)
        {
            outcome.Expect(4);
            Assert.AreEqual("old", await File.ReadAllTextAsync(hipd["keys"]));
            return;
        }

        outcome.Expect(0);
        Assert.AreEqual("\"key\"\n", await File.ReadAllTextAsync(hipd["keys"]));
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(hipd["keys"]));
    }

    [TestMethod]
    public async Task An_interrupted_capture_ends_well()
    {
        await using HipdAt hipd = new();
        string[] args = ["hip", "capture", "--out", hipd["a"], "--socket", hipd.Socket, "--json"];
        ProcessStartInfo start = new(Cli.Program, args)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60), TimeProvider.System);
        while (!File.Exists(hipd["a"]) || new FileInfo(hipd["a"]).Length == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }

        Cli.RunOther("/bin/sh", [], "-c", $"kill -INT {process.Id}");
        string text = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);

        Assert.AreEqual(0, process.ExitCode);
        Assert.AreEqual(1, JsonDocument.Parse(text).RootElement.GetProperty("packets").GetInt64());
        Assert.AreSequenceEqual(FixedDaemon.Octets, await File.ReadAllBytesAsync(hipd["a"]));
        await hipd.Daemon.Left.Task.WaitAsync(patience.Token);
    }
}
