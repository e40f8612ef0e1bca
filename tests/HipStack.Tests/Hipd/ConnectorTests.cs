using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Identity;
using HiperNet.Hipd.Peers;

namespace HiperNet.HipStack.Tests.Hipd;

/// <summary>What begins a base exchange, and over which paths.</summary>
[TestClass]
public sealed class ConnectorTests : IDisposable
{
    private readonly PolicyWorld world = new();
    private readonly Hit peer = PolicyWorld.HostKeyOf(PolicyWorld.Key("A")).Hit;

    public ConnectorTests() => Tell(peer, "192.0.2.2", rvs: default);

    public void Dispose() => world.Dispose();

    [TestMethod]
    public void A_packet_that_waits_begins_an_exchange()
    {
        using ControlThread control = new(world, world.Policy());
        control.Queue.Enqueue(control.Hit.ToUInt128(), peer.ToUInt128(), new byte[40]);

        control.Connector.PacketWaits(control.Hit.ToUInt128(), peer.ToUInt128());

        Assert.AreEqual(AssociationState.I1Sent, View(control)?.State);
    }

    [TestMethod]
    public void A_packet_that_went_meanwhile_begins_none()
    {
        using ControlThread control = new(world, world.Policy());

        control.Connector.PacketWaits(control.Hit.ToUInt128(), peer.ToUInt128());

        Assert.IsNull(View(control));
    }

    [TestMethod]
    public void A_peer_is_asked_for_at_its_rendezvous_server_too()
    {
        Hit server = PolicyWorld.HostKeyOf(PolicyWorld.Key("X")).Hit;
        Tell(server, "192.0.2.3", rvs: default);
        Tell(peer, "192.0.2.2", server);
        using ControlThread control = new(world, world.Policy());

        Assert.IsTrue(control.Connector.Connect(control.Hit, peer));

        CollectionAssert.AreEqual(
            new[] { "192.0.2.2", "192.0.2.3" },
            Effects(control).OfType<SendPacket>().Select(sent => sent.Path.Remote.Address.ToString()).ToList());
    }

    [TestMethod]
    public void A_peer_that_nobody_knows_cannot_be_connected_to()
    {
        world.Told.Remove(peer);
        using ControlThread control = new(world, world.Policy());

        Assert.IsFalse(control.Connector.Connect(control.Hit, peer));
    }

    private void Tell(Hit hit, string address, Hit rvs) => Assert.IsTrue(world.Told.TrySet(
        new Host(hit, null, [new IPEndPoint(IPAddress.Parse(address), 0)], null, rvs, null)));

    private AssociationView? View(ControlThread control) =>
        control.Engine.View(new AssociationKey(control.Hit, peer));

    private static IEnumerable<Effect> Effects(ControlThread control)
    {
        while (control.Engine.TryTake(out Effect? effect))
        {
            yield return effect;
        }
    }
}
