using HiperNet.HipStack.Control;
using HiperNet.Testing;

namespace HiperNet.PeerInterop.Tests;

/// <summary>hipd and the independent peer with each kind of Host Identity, and each begins.</summary>
[TestClass]
[RequiresNetworkNamespaces]
[RequiresPythonCryptography]
public sealed class KeyTests
{
    [TestMethod]
    [DataRow("p256")]
    [DataRow("p384")]
    [DataRow("rsa")]
    [DataRow("ed25519")]
    public async Task Either_side_begins_pings_and_closes_with_every_kind_of_key(string ours)
    {
        await using Lab lab = await Lab.StartAsync(ours);
        foreach (string theirs in PeerKey.Kinds)
        {
            await lab.BeginningPeerEndsWellAsync(theirs, "--do", "ping=2,close", "--expect", "closed");

            using PythonPeer peer = await lab.AwaitingPeerAsync(theirs, "--expect", "associated,answered:2,closed");
            lab.Ping(PeerKey.Of(theirs).Hit, 2);
            Assert.AreEqual(AssociationRole.Initiator, (await lab.FindAsync(theirs))?.Role);
            await lab.ResetAsync(theirs);
            (await peer.EndAsync()).MustEndWell();
        }

        lab.Daemon.MustBeWell();
    }
}
