using System.Net.Sockets;
using System.Runtime.Versioning;
using HiperNet.Hipd.Control;
using HiperNet.HipStack.Control;
using HiperNet.Testing;

namespace HiperNet.HipStack.Tests.Control;

[TestClass]
[SupportedOSPlatform("linux")]
public sealed class SocketFileTests
{
    [TestMethod]
    public async Task The_socket_has_mode_0660_and_goes_with_the_server()
    {
        string path;
        await using (ServedDaemon served = new())
        {
            path = served.Path;
            const UnixFileMode Expected =
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
            Assert.AreEqual(Expected, File.GetUnixFileMode(path));
        }

        Assert.IsFalse(File.Exists(path));
    }

    [TestMethod]
    [RequiresNetworkNamespaces]
    public async Task The_socket_belongs_to_the_group_that_is_named()
    {
        using Scratch scratch = new();
        ControlServerOptions options = new() { GroupId = 4711, Log = _ => { } };

        await using ControlServer server = ControlServer.Start(scratch["s"], new FixedDaemon(), options);

        ProgramRun run = ProgramRun.Of("stat", default, "-c", "%a %g", scratch["s"]);
        Assert.AreEqual("660 4711", System.Text.Encoding.ASCII.GetString(run.Output.Span).Trim());
    }

    [TestMethod]
    public async Task A_second_daemon_is_refused_and_the_first_lives_on()
    {
        await using ServedDaemon served = new();

        ControlException refusal = Assert.ThrowsExactly<ControlException>(() => Start(served.Path));

        Assert.AreEqual(ControlFault.Refused, refusal.Fault);
        await served.ExpectAliveAsync();
    }

    [TestMethod]
    public void A_socket_of_another_program_that_answers_is_left()
    {
        using Scratch scratch = new();
        using Socket other = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        other.Bind(new UnixDomainSocketEndPoint(scratch["s"]));
        other.Listen();

        ControlException refusal = Assert.ThrowsExactly<ControlException>(() => Start(scratch["s"]));

        Assert.AreEqual(ControlFault.Refused, refusal.Fault);
        Assert.IsTrue(File.Exists(scratch["s"]));
    }

    [TestMethod]
    public async Task What_a_daemon_that_died_has_left_is_removed()
    {
        using Scratch scratch = new();
        using Socket dead = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        dead.Bind(new UnixDomainSocketEndPoint(scratch["s"]));
        Assert.IsTrue(File.Exists(scratch["s"]));

        await using ControlServer server = Start(scratch["s"]);

        await using ControlClient client =
            await ControlClient.ConnectAsync(scratch["s"], TimeSpan.FromSeconds(30), TimeProvider.System);
        Assert.AreEqual(42, (await client.StatusAsync()).ProcessId);
    }

    [TestMethod]
    public void A_file_that_is_no_socket_is_left()
    {
        using Scratch scratch = new();
        File.WriteAllText(scratch["s"], "precious");

        Assert.ThrowsExactly<ControlException>(() => Start(scratch["s"]));

        Assert.AreEqual("precious", File.ReadAllText(scratch["s"]));
    }

    [TestMethod]
    public void A_folder_that_is_not_there_and_a_path_that_is_too_long_are_said()
    {
        Assert.ThrowsExactly<DirectoryNotFoundException>(() => Start("/nowhere/at/all/s"));
        Assert.AreEqual(
            ControlFault.Malformed,
            Assert.ThrowsExactly<ControlException>(() => Start("/tmp/" + new string('a', 200))).Fault);
    }

    [TestMethod]
    public async Task A_client_says_that_nobody_listens()
    {
        using Scratch scratch = new();

        ControlException failure = await Assert.ThrowsExactlyAsync<ControlException>(
            () => ControlClient.ConnectAsync(scratch["s"], TimeSpan.FromSeconds(30), TimeProvider.System));

        Assert.AreEqual(ControlFault.NotRunning, failure.Fault);
        Assert.AreEqual($"hipd is not running at {scratch["s"]}", failure.Message);
    }

    private static ControlServer Start(string path) =>
        ControlServer.Start(path, new FixedDaemon(), new ControlServerOptions());
}
