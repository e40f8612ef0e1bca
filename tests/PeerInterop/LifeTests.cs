using HiperNet.HipStack.Control;
using HiperNet.HipStack.Identity;
using HiperNet.Testing;

namespace HiperNet.PeerInterop.Tests;

/// <summary>What happens to an association between its base exchange and its end.</summary>
[TestClass]
[RequiresNetworkNamespaces]
[RequiresPythonCryptography]
public sealed class LifeTests
{
    private const string Kind = "p256";

    private static Lab lab = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) =>
        lab = await Lab.StartAsync("p384", "puzzle_difficulty: 4, opportunistic: true");

    [ClassCleanup]
    public static async Task StopAsync() => await lab.DisposeAsync();

    [TestMethod]
    public async Task The_peer_rekeys_with_and_without_Diffie_Hellman()
    {
        await lab.BeginningPeerEndsWellAsync(
            Kind, "--do", "ping,rekey,ping,rekey-dh,ping,rekey,ping,close", "--expect", "rekeyed:3,closed");
        await WithUsAsInitiatorAsync(
            ["--do", "wait=answered,rekey,ping,rekey-dh,ping,rekey,ping,close", "--expect", "rekeyed:3,closed"]);
    }

    [TestMethod]
    public async Task An_UPDATE_that_comes_again_is_acknowledged_again_and_changes_nothing() =>
        await lab.BeginningPeerEndsWellAsync(
            Kind, "--do", "ping,rekey,update-replay,ping,close", "--expect", "received-UPDATE:2,closed");

    [TestMethod]
    public async Task Echo_requests_in_an_UPDATE_are_answered() =>
        await lab.BeginningPeerEndsWellAsync(Kind, "--do", "ping,echo,close", "--expect", "echo-answered,closed");

    [TestMethod]
    public async Task The_peer_moves_to_another_address()
    {
        await lab.BeginningPeerEndsWellAsync(
            Kind,
            "--do",
            $"ping,move={Lab.TheirOther},wait=sent-UPDATE:2,ping,rekey,ping,close",
            "--expect",
            "moved,closed");
    }

    [TestMethod]
    public async Task The_peer_starts_anew_over_an_old_association() =>
        await lab.BeginningPeerEndsWellAsync(
            Kind, "--do", "ping,connect,ping,close", "--expect", "associated:2,closed");

    [TestMethod]
    public async Task A_peer_that_lost_its_state_comes_back()
    {
        using (PythonPeer first = await lab.BeginningPeerAsync(Kind, "--do", "ping,sleep=60"))
        {
            await Lab.UntilAsync(async () => (await lab.FindAsync(Kind))?.Inbound?.Packets > 0);
            await first.KillAsync();
        }

        await lab.BeginningPeerEndsWellAsync(Kind, "--do", "ping=2,close", "--expect", "closed");
    }

    [TestMethod]
    public async Task A_peer_that_knows_only_our_address_is_answered() =>
        await lab.BeginningPeerEndsWellAsync(
            Kind, "--opportunistic", "--do", "ping,close", "--expect", "closed");

    [TestMethod]
    public async Task Applications_reach_the_peer_over_IPv4_as_well()
    {
        using PythonPeer peer = await lab.AwaitingPeerAsync(Kind, "--expect", "associated,answered:2,closed");
        Assert.IsTrue(Hit.TryParse(PeerKey.Of(Kind).Hit.ToString(), out Hit hit));
        lab.Ping(Lsi.Of(hit).ToAddress(), 2);
        await lab.ResetAsync(Kind);
        PeerReport report = (await peer.EndAsync()).MustEndWell();
        Assert.AreEqual("IPv4", PeerReport.Text(report.Of("answered")[0], "inner"));
    }

    [TestMethod]
    public async Task We_close_what_the_peer_began()
    {
        using PythonPeer peer = await lab.BeginningPeerAsync(
            Kind, "--do", "ping,wait=closed", "--expect", "closed,sent-CLOSE_ACK");
        await Lab.UntilAsync(async () => (await lab.FindAsync(Kind))?.State == AssociationState.Established);
        await lab.ResetAsync(Kind);
        (await peer.EndAsync()).MustEndWell();
        Assert.IsTrue(await Lab.UntilAsync(async () => await lab.FindAsync(Kind) is null));
    }

    private static async Task WithUsAsInitiatorAsync(string[] arguments)
    {
        using PythonPeer peer = await lab.AwaitingPeerAsync(Kind, arguments);
        lab.Ping(PeerKey.Of(Kind).Hit);
        (await peer.EndAsync()).MustEndWell();
        lab.Daemon.MustBeWell();
    }
}
