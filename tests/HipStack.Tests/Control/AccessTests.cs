using System.Runtime.Versioning;
using HiperNet.Hipd.Control;
using HiperNet.HipStack.Control;

namespace HiperNet.HipStack.Tests.Control;

[TestClass]
[SupportedOSPlatform("linux")]
public sealed class AccessTests
{
    private static readonly AccessRule Rule = new(UserId: 500, GroupId: 600);

    [TestMethod]
    [DataRow(0u, 0u, "Root")]
    [DataRow(500u, 1u, "Member")]
    [DataRow(7u, 600u, "Member")]
    [DataRow(7u, 7u, "None")]
    [DataRow(600u, 500u, "None")]
    public void Root_the_daemon_s_user_and_the_group_may_ask(uint user, uint group, string expected) =>
        Assert.AreEqual(expected, Rule.Of(new PeerCredentials(1, user, [group])).ToString());

    [TestMethod]
    public void Every_group_of_a_caller_counts() =>
        Assert.AreEqual(ControlAccess.Member, Rule.Of(new PeerCredentials(1, 7, [7, 8, 600])));

    [TestMethod]
    public async Task Keys_are_for_root_alone()
    {
        FixedDaemon daemon = new();
        ControlRequest request = new() { Version = 1, Verb = ControlVerb.Capture, Capture = new() { Keys = true } };

        ControlException refusal = await Assert.ThrowsExactlyAsync<ControlException>(async () =>
            await ControlAnswers.Of(request, ControlAccess.Member, daemon, CancellationToken.None).FirstAsync());

        Assert.AreEqual(ControlFault.Forbidden, refusal.Fault);
        Assert.IsEmpty(daemon.Told);
        ControlAnswer granted =
            await ControlAnswers.Of(request, ControlAccess.Root, daemon, CancellationToken.None).FirstAsync();
        Assert.AreEqual("\"key\"", granted.Capture!.Keys[0]);
    }

    [TestMethod]
    public async Task Keys_come_only_if_they_are_asked_for()
    {
        ControlRequest request = new() { Version = 1, Verb = ControlVerb.Capture, Capture = new() };

        FixedDaemon daemon = new();
        ControlAnswer answer =
            await ControlAnswers.Of(request, ControlAccess.Root, daemon, CancellationToken.None).FirstAsync();

        Assert.IsEmpty(answer.Capture!.Keys);
    }
}
