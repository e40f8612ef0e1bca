using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Tests.Registration;

/// <summary>RFC 9028: control packets through a relay.</summary>
[TestClass]
public sealed class ControlRelayTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [TestMethod]
    public void A_client_learns_where_its_relay_sees_it()
    {
        using RelayNetwork at = new();

        Assert.AreEqual(IPEndPoint.Parse("198.51.100.1:40000"), at.Responder.ViewOf(at.Relay)!.Reflexive);
        Assert.IsNotNull(at.Responder.With(at.Relay, RegistrationType.RelayUdpHip)!.Until);
    }

    [TestMethod]
    public void Hosts_behind_NATs_meet_at_a_relay_and_then_speak_directly()
    {
        using RelayNetwork at = new();
        at.Meet();

        Assert.IsTrue(at.Initiator.ViewOf(at.Responder)!.IsOpen, at.Net.Trace);
        HipStack.Association.Path there = at.Initiator.ViewOf(at.Responder)!.Path!;
        HipStack.Association.Path back = at.Responder.ViewOf(at.Initiator)!.Path!;
        Assert.AreEqual(IPAddress.Parse("198.51.100.1"), there.Remote.Address, at.Net.Trace);
        Assert.AreEqual(IPAddress.Parse("203.0.113.1"), back.Remote.Address, at.Net.Trace);
        Assert.IsFalse(there.IsControlOnly || back.IsControlOnly);
        Assert.IsNull(back.Relayed);
        Assert.IsFalse(at.Initiator.Saw<PathChanged>().Last().Path.IsControlOnly);
    }

    [TestMethod]
    public void Without_a_direct_way_control_packets_stay_with_the_relay()
    {
        using RelayNetwork at = new(areSymmetric: true);
        at.Meet(TimeSpan.FromSeconds(60));

        Assert.IsTrue(at.Initiator.ViewOf(at.Responder)!.IsOpen, at.Net.Trace);
        Assert.AreEqual(at.Relay.Address, at.Initiator.ViewOf(at.Responder)!.Path!.Remote.Address);
        Assert.IsTrue(at.Initiator.ViewOf(at.Responder)!.Path!.IsControlOnly, "Data must know that it cannot pass.");
        Assert.IsTrue(at.Responder.ViewOf(at.Initiator)!.Path!.IsControlOnly);
        Assert.IsNotNull(at.Responder.ViewOf(at.Initiator)!.Path!.Relayed);

        at.Responder.Engine.Close(at.Net.Now, at.Responder.To(at.Initiator), EndReason.LocalClose);
        at.Net.Run(Second);
        Assert.AreEqual(EndReason.PeerClose, at.Initiator.ViewOf(at.Responder)!.EndReason, at.Net.Trace);
        Assert.IsNull(at.Responder.ViewOf(at.Initiator), at.Net.Trace);
    }

    [TestMethod]
    public void A_relayed_I1_says_where_it_came_from_and_its_R1_where_it_goes()
    {
        using RelayNetwork at = new();
        at.Meet();

        HipPacket i1 = at.Net.Of(PacketType.I1).ElementAt(1).Packet;
        Assert.IsTrue(i1.TryRead(out RelayFromParameter? from));
        Assert.AreEqual(IPAddress.Parse("203.0.113.1"), from.Address);
        Assert.AreEqual(HipProtocol.UdpProtocol, from.Protocol);
        Assert.IsTrue(i1.TryFind(ParameterType.RelayHmac, out _));
        Assert.IsTrue(i1.TryFind(ParameterType.DhGroupList, out _));
        HipPacket r1 = at.Net.Of(PacketType.R1).First().Packet;
        Assert.IsTrue(r1.TryRead(out RelayToParameter? to));
        Assert.AreEqual(from.Address, to.Address);
        Assert.AreEqual(from.Port, to.Port);
        Assert.IsTrue(r1.TryRead(out NatTraversalModeParameter? mode));
        Assert.AreEqual(NatTraversalModeId.IceHipUdp, mode.Modes.Single());
        SimDatagram forwarded = at.Net.Of(PacketType.R1).ElementAt(1);
        Assert.AreEqual(at.Relay.Address, forwarded.From.Address);
        Assert.IsFalse(forwarded.Packet.TryFind(ParameterType.RelayHmac, out _));
    }

    [TestMethod]
    public void A_packet_for_a_host_that_is_not_registered_is_dropped_silently()
    {
        using RelayNetwork at = new();
        at.Responder.Engine.Unregister(at.Net.Now, at.Responder.To(at.Relay));
        at.Net.Run(Second);
        long sent = at.Relay.Engine.Counters.Sent;
        at.Net.Inject(I1(at));
        at.Net.Run(TimeSpan.FromMilliseconds(50));

        Assert.Contains((at.Relay, ControlDrop.NotForUs), at.Net.Drops);
        Assert.AreEqual(sent, at.Relay.Engine.Counters.Sent);
    }

    [TestMethod]
    public void A_registration_that_has_ended_relays_nothing()
    {
        using RelayNetwork at = new(lifetime: TimeSpan.FromSeconds(60));
        at.Responder.IsGone = true;
        at.Net.Run(TimeSpan.FromSeconds(61));
        at.Net.Inject(I1(at));
        at.Net.Run(Second);

        Assert.AreEqual(0, at.Relay.Engine.Counters.Relayed);
    }

    [TestMethod]
    public void A_wrong_RELAY_HMAC_is_dropped()
    {
        using RelayNetwork at = new();
        at.Net.Tamper = datagram => Changed(datagram, ParameterType.RelayFrom, builder =>
            builder.Remove(ParameterType.RelayHmac).Insert(new RelayHmacParameter(new byte[48])));
        at.Meet(Second);

        Assert.Contains((at.Responder, ControlDrop.WrongMac), at.Net.Drops);
        Assert.IsEmpty(at.Net.Of(PacketType.R1));
    }

    [TestMethod]
    public void A_RELAY_FROM_that_was_changed_is_dropped()
    {
        using RelayNetwork at = new();
        at.Net.Tamper = datagram => Changed(datagram, ParameterType.RelayFrom, builder => builder
            .Remove(ParameterType.RelayFrom)
            .Insert(new RelayFromParameter(IPAddress.Parse("203.0.113.9"), 4000, HipProtocol.UdpProtocol)));
        at.Meet(Second);

        Assert.Contains((at.Responder, ControlDrop.WrongMac), at.Net.Drops);
        Assert.IsEmpty(at.Net.Of(PacketType.R1));
    }

    [TestMethod]
    public void A_RELAY_FROM_without_a_RELAY_HMAC_is_dropped()
    {
        using RelayNetwork at = new();
        at.Net.Tamper = datagram => Changed(
            datagram, ParameterType.RelayFrom, builder => builder.Remove(ParameterType.RelayHmac));
        at.Meet(Second);

        Assert.Contains((at.Responder, ControlDrop.WrongMac), at.Net.Drops);
        Assert.IsEmpty(at.Net.Of(PacketType.R1));
    }

    [TestMethod]
    public void A_packet_that_was_relayed_is_not_relayed_again()
    {
        using RelayNetwork at = new();
        at.Net.Inject(I1(at, new RelayFromParameter(IPAddress.Parse("203.0.113.9"), 4000, 17)));
        at.Net.Run(Second);

        Assert.Contains((at.Relay, ControlDrop.AlreadyRelayed), at.Net.Drops);
        Assert.AreEqual(0, at.Relay.Engine.Counters.Relayed);
    }

    [TestMethod]
    public void A_relay_is_not_open_to_those_who_are_not_registered()
    {
        using RelayNetwork at = new();
        at.Net.Inject(ToAnywhere(at, at.Initiator, at.Initiator.Nat!.Address));
        at.Net.Run(Second);

        Assert.Contains((at.Relay, ControlDrop.NotRegistered), at.Net.Drops);
        Assert.AreEqual(0, at.Relay.Engine.Counters.Relayed);
    }

    [TestMethod]
    public void A_client_is_not_believed_from_another_address()
    {
        using RelayNetwork at = new();
        at.Net.Inject(ToAnywhere(at, at.Responder, IPAddress.Parse("203.0.113.77")));
        at.Net.Run(Second);

        Assert.Contains((at.Relay, ControlDrop.NotRegistered), at.Net.Drops);
        Assert.AreEqual(0, at.Relay.Engine.Counters.Relayed);
    }

    [TestMethod]
    public void A_client_cannot_have_the_relay_write_to_itself_or_to_a_group()
    {
        using RelayNetwork at = new();
        foreach (string address in (string[])["192.0.2.2", "224.0.0.1", "0.0.0.0", "255.255.255.255"])
        {
            at.Net.Drops.Clear();
            at.Net.Inject(ToAnywhere(at, at.Responder, at.Responder.Nat!.Address, address));
            at.Net.Run(Second);
            Assert.Contains((at.Relay, ControlDrop.BadParameter), at.Net.Drops, address);
        }

        Assert.AreEqual(0, at.Relay.Engine.Counters.Relayed);
    }

    [TestMethod]
    public void A_wrong_RELAY_HMAC_of_a_client_is_refused()
    {
        using RelayNetwork at = new();
        at.Net.Inject(ToAnywhere(
            at, at.Responder, at.Responder.Nat!.Address, hmac: new RelayHmacParameter(new byte[48])));
        at.Net.Run(Second);

        Assert.Contains((at.Relay, ControlDrop.WrongMac), at.Net.Drops);
        Assert.AreEqual(0, at.Relay.Engine.Counters.Relayed);
    }

    [TestMethod]
    public void An_I2_without_a_NAT_traversal_mode_is_not_relayed_and_its_sender_is_told()
    {
        using RelayNetwork at = new();
        at.Net.Inject(I1(at, type: PacketType.I2));
        at.Net.Run(Second);

        Assert.Contains((at.Relay, ControlDrop.NoNatMode), at.Net.Drops);
        Assert.AreEqual(0, at.Relay.Engine.Counters.Relayed);
        Assert.IsTrue(at.Net.Of(PacketType.Notify).Last().Packet.TryRead(out NotificationParameter? told));
        Assert.AreEqual(NotifyType.NoValidNatTraversalModeParameter, told.NotifyType);
    }

    [TestMethod]
    public void A_flood_is_relayed_in_part_only()
    {
        using RelayNetwork at = new();
        for (int i = 0; i < 100; i++)
        {
            at.Net.Inject(I1(at));
        }

        at.Net.Run(TimeSpan.FromMilliseconds(100));

        Assert.Contains((at.Relay, ControlDrop.RateLimited), at.Net.Drops);
        long toClient = at.Net.Of(PacketType.I1).Count(i1 => i1.To.Address.Equals(at.Responder.Nat!.Address));
        Assert.AreEqual(new EngineOptions().RelayRatePerSource, toClient);
    }

    [TestMethod]
    public void Every_answer_to_a_client_says_where_it_is_seen()
    {
        using RelayNetwork at = new();
        at.Responder.Engine.Ping(at.Net.Now, at.Responder.To(at.Relay), ticket: 1);
        at.Net.Run(Second);

        Assert.IsTrue(at.Net.Of(PacketType.Update).Last().Packet.TryRead(out RegFromParameter? seen));
        Assert.AreEqual(IPAddress.Parse("198.51.100.1"), seen.Address);
    }

    [TestMethod]
    public void A_relay_is_not_granted_without_UDP()
    {
        NetHost client = new("192.0.2.1");
        NetHost server = new("192.0.2.2", RelayNetwork.Quick with { Services = [RegistrationType.RelayUdpHip] });
        using SimNet net = new(client, server);
        client.Engine.Register(
            net.Now, client.To(server), [RegistrationType.RelayUdpHip], TimeSpan.FromMinutes(1));
        net.Connect(client, server);
        net.Run(Second);

        Assert.AreEqual(
            RegistrationFailure.Unavailable, client.With(server, RegistrationType.RelayUdpHip)!.Failure);
    }

    [TestMethod]
    public void A_client_of_a_relay_is_not_registered_for_rendezvous_too()
    {
        using RelayNetwork at = new();
        at.Responder.Engine.Register(
            at.Net.Now, at.Responder.To(at.Relay), [RegistrationType.Rendezvous], TimeSpan.FromMinutes(1));
        at.Net.Run(Second);

        Assert.AreEqual(
            RegistrationFailure.RendezvousWithRelay,
            at.Responder.With(at.Relay, RegistrationType.Rendezvous)!.Failure);
        Assert.IsFalse(at.Net.Of(PacketType.Update).Any(update =>
            update.Packet.TryRead(out RegRequestParameter? request)
            && request.Types.Contains(RegistrationType.Rendezvous)));
    }

    [TestMethod]
    public void An_RVS_HMAC_of_a_relay_is_dropped_and_the_relay_is_told()
    {
        using RelayNetwork at = new();
        at.Net.Tamper = datagram => Changed(datagram, ParameterType.RelayFrom, builder => builder
            .Remove(ParameterType.RelayFrom)
            .Remove(ParameterType.RelayHmac)
            .Insert(new RvsHmacParameter(new byte[32])));
        at.Meet(Second);

        Assert.Contains((at.Responder, ControlDrop.WrongMac), at.Net.Drops);
        Assert.IsTrue(at.Net.Of(PacketType.Notify).Last().Packet.TryRead(out NotificationParameter? told));
        Assert.AreEqual(NotifyType.RvsHmacProhibitedWithRelay, told.NotifyType);
    }

    [TestMethod]
    public void A_client_and_its_relay_keep_the_NAT_open()
    {
        using RelayNetwork at = new();
        at.Net.Run(TimeSpan.FromSeconds(60));

        Assert.IsTrue(at.Net.Of(PacketType.Notify).Count(note => note.To.Address.Equals(at.Relay.Address)) >= 3);
    }

    /// <summary>Why a relay drops a packet.</summary>
    internal static ControlDrop Provoke(Func<RelayNetwork, SimDatagram> packet)
    {
        using RelayNetwork at = new();
        SimDatagram datagram = packet(at);
        HipStack.Association.Path path = new(Encapsulation.Udp, datagram.To, datagram.From);
        return at.Relay.Engine.Receive(at.Net.Now, path, datagram.Octets);
    }

    internal static SimDatagram RelayedI1(RelayNetwork at) =>
        I1(at, new RelayFromParameter(IPAddress.Parse("203.0.113.9"), 4000, HipProtocol.UdpProtocol));

    internal static SimDatagram ToAnywhere(RelayNetwork at) =>
        ToAnywhere(at, at.Initiator, at.Initiator.Nat!.Address);

    internal static SimDatagram I2WithoutMode(RelayNetwork at) => I1(at, type: PacketType.I2);

    private static SimDatagram I1(RelayNetwork at, IHipParameter? more = null, PacketType type = PacketType.I1)
    {
        PacketBuilder builder = new(
            type, HipControls.None, at.Initiator.Hit.ToUInt128(), at.Responder.Hit.ToUInt128());
        builder.Add(new DhGroupListParameter(new byte[] { 7 }));
        if (more is not null)
        {
            builder.Insert(more);
        }

        return new SimDatagram(
            Encapsulation.Udp,
            new IPEndPoint(at.Initiator.Nat!.Address, 41_000),
            new IPEndPoint(at.Relay.Address, HipProtocol.UdpPort),
            builder.ToArray());
    }

    /// <summary>An UPDATE that a relay is asked to send somewhere.</summary>
    private static SimDatagram ToAnywhere(
        RelayNetwork at, NetHost sender, IPAddress from, string to = "203.0.113.50", IHipParameter? hmac = null)
    {
        PacketBuilder builder = new(
            PacketType.Update, HipControls.None, sender.Hit.ToUInt128(), at.Initiator.Hit.ToUInt128());
        builder.Add(new SeqParameter(1));
        builder.Add(new RelayToParameter(IPAddress.Parse(to), 4000, HipProtocol.UdpProtocol));
        if (hmac is not null)
        {
            builder.Add(hmac);
        }

        return new SimDatagram(
            Encapsulation.Udp,
            new IPEndPoint(from, 40_000),
            new IPEndPoint(at.Relay.Address, HipProtocol.UdpPort),
            builder.ToArray());
    }

    /// <summary>Changes a packet that has a parameter, as somebody on the way could.</summary>
    private static SimDatagram Changed(SimDatagram datagram, ParameterType marker, Action<PacketBuilder> change)
    {
        if (!datagram.Packet.TryFind(marker, out _))
        {
            return datagram;
        }

        PacketBuilder builder = PacketBuilder.CopyOf(datagram.Packet);
        change(builder);
        return datagram with { Octets = builder.ToArray() };
    }
}
