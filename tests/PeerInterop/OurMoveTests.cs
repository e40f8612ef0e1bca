using HiperNet.Testing;

namespace HiperNet.PeerInterop.Tests;

/// <summary>What hipd begins by itself: new keys when their time is over, and moves.</summary>
[TestClass]
[RequiresNetworkNamespaces]
[RequiresPythonCryptography]
public sealed class OurMoveTests
{
    private const string Kind = "p256";
    private const string Quick = "puzzle_difficulty: 4, rekey_seconds: 0.5, diffie_hellman_every: 2";

    [TestMethod]
    public async Task We_rekey_with_and_without_Diffie_Hellman()
    {
        await using Lab lab = await Lab.StartAsync("rsa", Quick);
        PeerReport begun = await lab.BeginningPeerEndsWellAsync(
            Kind, "--do", "ping,wait=rekeyed:4,ping,close", "--expect", "rekeyed:4,closed");
        CollectionAssert.AreEqual(
            new[] { "False", "True", "False", "True" },
            begun.Of("rekeyed").Take(4).Select(entry => PeerReport.Text(entry, "dh")).ToArray());

        using PythonPeer peer = await lab.AwaitingPeerAsync(
            Kind, "--do", "wait=rekeyed:4,ping,close", "--expect", "rekeyed:4,answered,closed");
        lab.Ping(PeerKey.Of(Kind).Hit, 8);
        (await peer.EndAsync()).MustEndWell();
        lab.Daemon.MustBeWell();
    }

    [TestMethod]
    public async Task Both_sides_rekey_at_once()
    {
        await using Lab lab = await Lab.StartAsync("p384", Quick);
        await lab.BeginningPeerEndsWellAsync(
            Kind,
            "--do",
            "ping,sleep=0.5,rekey,ping,sleep=0.5,rekey-dh,ping,sleep=0.5,rekey-dh,ping,sleep=0.5,rekey,ping,close",
            "--expect",
            "rekeyed:4,closed");
    }

    [TestMethod]
    public async Task We_move_to_another_address()
    {
        await using Lab lab = await Lab.StartAsync("p384");
        using PythonPeer peer = await lab.BeginningPeerAsync(
            Kind, "--do", "ping,wait=peer-moved,ping=2,rekey,ping,close", "--expect", "peer-moved,closed");
        await Lab.UntilAsync(async () => (await lab.FindAsync(Kind))?.Inbound?.Packets > 0);
        lab.Near.Ip("addr", "add", "10.66.0.11/25", "dev", "a0");
        lab.Near.Ip("addr", "del", $"{Lab.Ours}/24", "dev", "a0");
        PeerReport report = (await peer.EndAsync()).MustEndWell();
        Assert.AreEqual("10.66.0.11", PeerReport.Text(report.Of("peer-moved")[0], "to"));
        lab.Daemon.MustBeWell();
    }
}
