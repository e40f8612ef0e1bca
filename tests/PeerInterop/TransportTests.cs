using HiperNet.Testing;

namespace HiperNet.PeerInterop.Tests;

/// <summary>hipd and the independent peer over IPv6, in UDP, and both.</summary>
[TestClass]
[RequiresNetworkNamespaces]
[RequiresPythonCryptography]
public sealed class TransportTests
{
    [TestMethod]
    [DataRow(true, false)]
    [DataRow(false, true)]
    [DataRow(true, true)]
    public async Task Either_side_begins_over_IPv6_and_in_UDP(bool isIPv6, bool isUdp)
    {
        await using Lab lab = await Lab.StartAsync("p256", "puzzle_difficulty: 16", isIPv6, isUdp);
        await lab.BeginningPeerEndsWellAsync("rsa", "--do", "ping=2,rekey-dh,ping,close", "--expect", "closed");

        using PythonPeer peer = await lab.AwaitingPeerAsync("ed25519", "--expect", "associated,answered:2,closed");
        lab.Ping(PeerKey.Of("ed25519").Hit, 2);
        await lab.ResetAsync("ed25519");
        (await peer.EndAsync()).MustEndWell();
        lab.Daemon.MustBeWell();
    }
}
