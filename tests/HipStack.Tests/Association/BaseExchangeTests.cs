using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Tests.Association;

[TestClass]
public sealed class BaseExchangeTests
{
    [TestMethod]
    [DataRow(HostKeyType.P256)]
    [DataRow(HostKeyType.P384)]
    [DataRow(HostKeyType.Rsa2048)]
    [DataRow(HostKeyType.Ed25519)]
    public void Two_hosts_establish_an_association_with_the_same_keys(HostKeyType type)
    {
        using HostKey left = HostKey.Generate(type);
        using HostKey right = HostKey.Generate(HostKeyType.P256);
        using SimHost initiator = new("10.0.0.1", left);
        using SimHost responder = new("10.0.0.2", right);
        SimPair pair = new(initiator, responder);

        Assert.IsTrue(pair.Connect());
        pair.Run(TimeSpan.FromSeconds(1));

        Assert.IsNotNull(responder.ViewOf(initiator), pair.Trace + initiator.ViewOf(responder));
        Assert.AreEqual(AssociationState.Established, initiator.ViewOf(responder)!.State);
        Assert.IsTrue(initiator.ViewOf(responder)!.IsOpen);
        Assert.IsTrue(responder.ViewOf(initiator)!.IsOpen);
        pair.AssertSameKeys();
    }

    [TestMethod]
    public void An_R2_that_somebody_sends_on_from_elsewhere_does_not_draw_data_there()
    {
        IPAddress elsewhere = IPAddress.Parse("192.0.2.99");
        using Insider insider = new();
        Assert.AreEqual(ControlDrop.None, insider.Give(insider.NextI2()));
        byte[] r2 = insider.Victim.Sent[^1].Octets.ToArray();
        HipChecksum.Set(r2, elsewhere, insider.Attacker.Address);
        HipStack.Association.Path forged = new(
            Encapsulation.Raw, new IPEndPoint(insider.Attacker.Address, 0), new IPEndPoint(elsewhere, 0));

        Assert.AreEqual(ControlDrop.None, insider.Attacker.Engine.Receive(insider.Pair.Now, forged, r2));

        Assert.AreEqual(insider.Victim.Address, insider.Ours.Path!.Remote.Address);
        Assert.IsFalse(insider.Ours.PeerAddresses.Exists(known => known.EndPoint.Address.Equals(elsewhere)));
    }

    [TestMethod]
    public void A_close_is_acknowledged_and_leaves_no_state()
    {
        using HostKey left = HostKey.Generate(HostKeyType.P256);
        using HostKey right = HostKey.Generate(HostKeyType.P256);
        using SimHost initiator = new("10.0.0.1", left);
        using SimHost responder = new("10.0.0.2", right);
        SimPair pair = new(initiator, responder);
        pair.Connect();
        pair.Run(TimeSpan.FromSeconds(1));

        initiator.Engine.Close(pair.Now, new AssociationKey(left.Hit, right.Hit), EndReason.LocalClose);
        pair.Run(TimeSpan.FromSeconds(1));

        Assert.IsNull(initiator.ViewOf(responder));
        Assert.AreEqual(AssociationState.Closed, responder.ViewOf(initiator)!.State);
        pair.Run(TimeSpan.FromHours(1));
        Assert.IsNull(responder.ViewOf(initiator));
    }

    [TestMethod]
    public void Keys_are_renewed_with_and_without_diffie_hellman()
    {
        using HostKey left = HostKey.Generate(HostKeyType.P256);
        using HostKey right = HostKey.Generate(HostKeyType.P256);
        EngineOptions options = new()
        {
            RekeyInterval = TimeSpan.FromSeconds(20),
            DiffieHellmanEvery = 3,
            SilenceProbe = TimeSpan.FromMinutes(5),
            UnusedLifetime = TimeSpan.FromHours(10),
        };
        using SimHost initiator = new("10.0.0.1", left, options);
        using SimHost responder = new("10.0.0.2", right, options);
        SimPair pair = new(initiator, responder);
        pair.Connect();
        pair.Run(TimeSpan.FromMinutes(30));

        Assert.IsGreaterThan(50, initiator.Engine.Counters.Rekeyed);
        pair.AssertSameKeys();
    }

    [TestMethod]
    public void A_chain_that_does_not_fit_goes_by_update_before_any_data()
    {
        using HostKey left = HostKey.Generate(HostKeyType.P256);
        using HostKey right = HostKey.Generate(HostKeyType.P256);
        using SimHost initiator = new("10.0.0.1", left);
        using SimHost responder = new("10.0.0.2", right);
        ReadOnlyMemory<byte>[] chain =
            [.. Enumerable.Range(1, 6).Select(i => new ReadOnlyMemory<byte>([.. Enumerable.Repeat((byte)i, 500)]))];
        int shown = 0;
        responder.Policy = question =>
        {
            shown = question.Chain.Count;
            return Verdict.Granted(until: null, "test", chain);
        };
        int answered = 0;
        initiator.Policy = question =>
        {
            answered = question.Chain.Count;
            return Verdict.Granted(until: null, "test");
        };
        SimPair pair = new(initiator, responder);
        pair.Connect(chain);
        pair.Run(TimeSpan.FromSeconds(2));

        Assert.AreEqual(6, shown);
        Assert.AreEqual(6, answered);
        Assert.IsTrue(initiator.ViewOf(responder)!.IsOpen);
        Assert.IsTrue(responder.ViewOf(initiator)!.IsOpen);
    }

    [TestMethod]
    public void A_refused_initiator_is_told_so_and_leaves_no_state()
    {
        using HostKey left = HostKey.Generate(HostKeyType.P256);
        using HostKey right = HostKey.Generate(HostKeyType.P256);
        using SimHost initiator = new("10.0.0.1", left);
        using SimHost responder = new("10.0.0.2", right);
        responder.Policy = _ => Verdict.Refused("no certificate");
        SimPair pair = new(initiator, responder);
        pair.Connect();
        pair.Run(TimeSpan.FromSeconds(1));

        Assert.IsNull(responder.ViewOf(initiator));
        Assert.IsTrue(initiator.Effects.OfType<PeerNotified>().Any());
        pair.Run(TimeSpan.FromMinutes(1));
        Assert.AreEqual(EndReason.RefusedByPeer, initiator.Effects.OfType<AssociationDown>().Single().Reason);
    }

    [TestMethod]
    public void A_host_that_moves_keeps_its_association()
    {
        using HostKey left = HostKey.Generate(HostKeyType.P256);
        using HostKey right = HostKey.Generate(HostKeyType.P256);
        using SimHost initiator = new("10.0.0.1", left);
        using SimHost responder = new("10.0.0.2", right);
        SimPair pair = new(initiator, responder);
        pair.Connect();
        pair.Run(TimeSpan.FromSeconds(1));

        initiator.Address = IPAddress.Parse("10.0.0.77");
        initiator.Engine.UseLocalAddresses(pair.Now, [new LocalAddress(initiator.Address, 24)]);
        pair.Run(TimeSpan.FromSeconds(2));

        Assert.AreEqual(initiator.Address, responder.ViewOf(initiator)!.Path!.Remote.Address);
        Assert.IsTrue(responder.ViewOf(initiator)!.IsPathVerified);
    }
}
