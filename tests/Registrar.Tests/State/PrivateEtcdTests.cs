using System.Diagnostics;
using System.Runtime.Versioning;
using HiperNet.Registrar.State;
using HiperNet.Registrar.Tests.State.Lab;
using HiperNet.Testing;
using static HiperNet.Registrar.Tests.State.Lab.Waiting;

namespace HiperNet.Registrar.Tests.State;

[TestClass]
[RequiresProgram("etcd")]
[RequiresProgram("setpriv")]
[SupportedOSPlatform("linux")]
public sealed class PrivateEtcdTests
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public required TestContext TestContext { get; init; }

    private CancellationToken Stop => TestContext.CancellationToken;

    [TestMethod]
    public async Task It_keeps_its_data_ends_when_told_and_has_no_port()
    {
        using TemporaryDirectory directory = new();
        PrivateEtcdOptions options = new() { Directory = directory.Place };
        PrivateEtcd etcd = await PrivateEtcd.StartAsync(options, Stop);
        int first = etcd.ProcessId;
        await using (etcd)
        {
            using EtcdClient client = ClientOf(etcd.Endpoint);
            Must(await client.PutAsync(Bytes("k"), Bytes("v"), cancellation: Stop));
            Assert.AreEqual(Owner, File.GetUnixFileMode(directory.Place));
            Assert.AreEqual("", string.Join(' ', ListeningPorts(first)));
            Assert.IsNotEmpty(etcd.Log);
        }

        Assert.IsFalse(Directory.Exists($"/proc/{first}"));
        Assert.IsTrue(
            etcd.Log.Any(line => line.Contains("received signal", StringComparison.Ordinal)), "it was asked first");
        await using PrivateEtcd again = await PrivateEtcd.StartAsync(options, Stop);
        using EtcdClient reader = ClientOf(again.Endpoint);
        Assert.AreEqual(
            "v", Must(await reader.RangeAsync(new RangeQuery(KeyRange.Single("k")), Stop)).First!.ValueText);
    }

    [TestMethod]
    public async Task It_is_started_again_when_it_is_killed_and_loses_no_answered_write()
    {
        using TemporaryDirectory directory = new();
        await using PrivateEtcd etcd = await PrivateEtcd.StartAsync(
            new PrivateEtcdOptions { Directory = directory.Place }, Stop);
        using EtcdClient client = ClientOf(etcd.Endpoint);
        for (int i = 0; i < 20; i++)
        {
            Must(await client.PutAsync(Bytes($"k{i}"), Bytes("v"), cancellation: Stop));
        }

        Kill(etcd.ProcessId);
        await UntilAsync(() => etcd.Starts == 2, Stop);

        Assert.HasCount(20, Must(await client.RangeAsync(new RangeQuery(KeyRange.Prefix("k")), Stop)).Items);
    }

    [TestMethod]
    public async Task It_goes_when_its_parent_is_killed()
    {
        using TemporaryDirectory directory = new();
        using Process host = Process.Start(new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "..", "..", "EtcdHost", "release", "EtcdHost"), [directory.Place])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            int child = int.Parse((await host.StandardOutput.ReadLineAsync(Stop))!);
            Assert.IsTrue(Directory.Exists($"/proc/{child}"));

            host.Kill();
            await host.WaitForExitAsync(Stop);

            await UntilAsync(() => !IsRunning(child), Stop);
        }
        finally
        {
            host.Kill();
        }
    }

    [TestMethod]
    public async Task A_second_one_in_the_same_directory_is_refused()
    {
        using TemporaryDirectory directory = new();
        PrivateEtcdOptions options = new() { Directory = directory.Place };
        await using PrivateEtcd etcd = await PrivateEtcd.StartAsync(options, Stop);

        PrivateEtcdException refused = await Assert.ThrowsExactlyAsync<PrivateEtcdException>(
            () => PrivateEtcd.StartAsync(options, Stop));

        Assert.AreEqual(PrivateEtcdFault.Busy, refused.Fault);
    }

    [TestMethod]
    public async Task A_directory_that_others_may_enter_is_refused()
    {
        using TemporaryDirectory directory = new();
        Directory.CreateDirectory(directory.Place, Owner | UnixFileMode.GroupExecute);

        await RefusedAsync(PrivateEtcdFault.Directory, new PrivateEtcdOptions { Directory = directory.Place });
    }

    [TestMethod]
    public async Task A_path_that_is_too_long_for_a_socket_is_refused() =>
        await RefusedAsync(
            PrivateEtcdFault.Directory,
            new PrivateEtcdOptions
            {
                Directory = "/tmp/" + new string('x', PrivateEtcdOptions.MaxDirectoryCharacters),
            });

    [TestMethod]
    public async Task A_program_that_is_not_there_is_named()
    {
        using TemporaryDirectory directory = new();

        PrivateEtcdException refused = await RefusedAsync(
            PrivateEtcdFault.Program,
            new PrivateEtcdOptions { Directory = directory.Place, Program = "no-such-etcd" });

        Assert.Contains("no-such-etcd", refused.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Data_that_etcd_cannot_read_is_told_with_its_words()
    {
        using TemporaryDirectory directory = new();
        Directory.CreateDirectory(directory.Place, Owner);
        await File.WriteAllTextAsync(Path.Combine(directory.Place, "data"), "no directory", Stop);

        PrivateEtcdException refused = await RefusedAsync(
            PrivateEtcdFault.Program, new PrivateEtcdOptions { Directory = directory.Place });

        Assert.Contains("not a directory", refused.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Without_its_directory_it_is_tried_again_until_the_directory_is_back()
    {
        using TemporaryDirectory directory = new();
        await using PrivateEtcd etcd = await PrivateEtcd.StartAsync(
            new PrivateEtcdOptions { Directory = directory.Place }, Stop);
        using EtcdClient client = ClientOf(etcd.Endpoint);
        Directory.Move(directory.Place, directory.Place + "-away");
        Kill(etcd.ProcessId);

        await UntilAsync(() => etcd.Log.Any(line => line.Contains("cannot be", StringComparison.Ordinal)), Stop);
        Directory.Move(directory.Place + "-away", directory.Place);
        await ReadyAsync(client, Stop);

        Assert.IsGreaterThan(0, etcd.ProcessId);
    }

    [TestMethod]
    public void A_log_keeps_its_last_lines_and_cuts_long_ones()
    {
        LogRing ring = new(lines: 2, characters: 4);

        ring.ReadFrom(new MemoryStream(Bytes("one\nt\u0007wo-and-more\nthree\nrest without an end")));

        CollectionAssert.AreEqual((string[])["t.wo", "thre"], ring.Lines.ToArray());
    }

    private static bool IsRunning(int process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Kill(int process)
    {
        using Process killed = Process.GetProcessById(process);
        killed.Kill();
    }

    /// <summary>The local addresses, as the kernel writes them, that a process listens on.</summary>
    private static IEnumerable<string> ListeningPorts(int process)
    {
        HashSet<string> sockets =
        [
            .. Directory.GetFiles($"/proc/{process}/fd")
                .Select(link => File.ResolveLinkTarget(link, returnFinalTarget: false)?.Name ?? "")
                .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal))
                .Select(target => target[8..^1]),
        ];
        Assert.IsNotEmpty(sockets);
        return ((string[])["tcp", "tcp6"])
            .SelectMany(family => File.ReadAllLines($"/proc/{process}/net/{family}").Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[3] == "0A" && sockets.Contains(fields[9]))
            .Select(fields => fields[1]);
    }

    private async Task<PrivateEtcdException> RefusedAsync(PrivateEtcdFault fault, PrivateEtcdOptions options)
    {
        PrivateEtcdException refused = await Assert.ThrowsExactlyAsync<PrivateEtcdException>(
            () => PrivateEtcd.StartAsync(options, Stop));
        Assert.AreEqual(fault, refused.Fault);
        return refused;
    }
}
