using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Tests.Registration;

/// <summary>RFC 8004 between an initiator, a rendezvous server and a responder.</summary>
[TestClass]
public sealed class RendezvousTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static EngineOptions Quick => new() { BaseDifficulty = 0 };

    [TestMethod]
    public void Hosts_meet_at_a_rendezvous_server_and_then_speak_directly()
    {
        using SimNet net = Network(out NetHost initiator, out NetHost server, out NetHost responder);
        net.Register(responder, server, Lifetime, RegistrationType.Rendezvous);
        net.Connect(initiator, responder, via: server);
        net.Run(Second);

        Assert.IsTrue(initiator.ViewOf(responder)!.IsOpen, net.Trace);
        Assert.AreEqual(responder.Address, initiator.ViewOf(responder)!.Path!.Remote.Address);
        Assert.AreEqual(initiator.Address, responder.ViewOf(initiator)!.Path!.Remote.Address);
        Assert.AreEqual(1, server.Engine.Counters.Relayed);
    }

    [TestMethod]
    public void A_relayed_I1_names_its_source_and_keeps_its_groups()
    {
        using SimNet net = Network(out NetHost initiator, out NetHost server, out NetHost responder);
        net.Register(responder, server, Lifetime, RegistrationType.Rendezvous);
        net.Connect(initiator, responder, via: server);
        net.Run(Second);

        SimDatagram[] i1 = [.. net.Of(PacketType.I1).Where(one => one.Packet.Receiver == responder.Hit.ToUInt128())];
        Assert.HasCount(2, i1);
        Assert.AreEqual(server.Address, i1[1].From.Address);
        Assert.AreEqual(responder.Address, i1[1].To.Address);
        Assert.IsTrue(HipChecksum.IsValid(i1[1].Octets, server.Address, responder.Address));
        Assert.IsTrue(i1[1].Packet.TryRead(out FromParameter? from));
        Assert.AreEqual(initiator.Address, from.Address);
        Assert.IsTrue(i1[1].Packet.TryFind(ParameterType.RvsHmac, out _));
        Assert.IsTrue(i1[0].Packet.TryFind(ParameterType.DhGroupList, out HipParameter before));
        Assert.IsTrue(i1[1].Packet.TryFind(ParameterType.DhGroupList, out HipParameter after));
        Assert.IsTrue(before.Octets.Span.SequenceEqual(after.Octets.Span));
    }

    [TestMethod]
    public void An_R1_to_a_relayed_I1_names_the_server()
    {
        using SimNet net = Network(out NetHost initiator, out NetHost server, out NetHost responder);
        net.Register(responder, server, Lifetime, RegistrationType.Rendezvous);
        net.Connect(initiator, responder, via: server);
        net.Run(Second);

        SimDatagram r1 = net.Of(PacketType.R1).Last();
        Assert.AreEqual(initiator.Address, r1.To.Address);
        Assert.IsTrue(r1.Packet.TryRead(out ViaRvsParameter? via));
        Assert.AreEqual(server.Address, via.Addresses.Single());
        Assert.AreEqual(ParameterType.ViaRvs, r1.Packet.Parameters[^1].Type);
    }

    [TestMethod]
    public void An_initiator_sees_which_server_its_I1_passed()
    {
        using SimNet net = Network(out NetHost initiator, out NetHost server, out NetHost responder);
        net.Register(responder, server, Lifetime, RegistrationType.Rendezvous);
        net.Connect(initiator, responder, via: server);
        net.Run(Second);

        Assert.AreEqual(server.Address, initiator.ViewOf(responder)!.Via.Single());
    }

    [TestMethod]
    public void A_client_that_moves_is_found_where_it_is_now()
    {
        using SimNet net = Network(out NetHost initiator, out NetHost server, out NetHost responder);
        net.Register(responder, server, Lifetime, RegistrationType.Rendezvous);
        net.Run(TimeSpan.FromSeconds(20));
        responder.Address = IPAddress.Parse("198.51.100.30");
        responder.Engine.UseLocalAddresses(net.Now, [new LocalAddress(responder.Address, 24)]);
        net.Run(TimeSpan.FromSeconds(5));
        net.Connect(initiator, responder, via: server);
        net.Run(Second);

        Assert.IsTrue(initiator.ViewOf(responder)!.IsOpen, net.Trace);
        Assert.AreEqual(responder.Address, initiator.ViewOf(responder)!.Path!.Remote.Address);
    }

    [TestMethod]
    public void A_FROM_that_names_no_host_is_dropped_even_if_its_server_vouches_for_it()
    {
        using SimNet net = Network(out NetHost initiator, out NetHost server, out NetHost responder);
        net.Register(responder, server, Lifetime, RegistrationType.Rendezvous);
        initiator.Address = IPAddress.Parse("224.0.0.5");
        net.Inject(I1(initiator, server, responder.Hit.ToUInt128()));
        net.Run(Second);

        Assert.Contains((responder, ControlDrop.BadParameter), net.Drops);
    }

    [TestMethod]
    public void An_R1_to_a_direct_I1_names_no_server()
    {
        using SimNet net = Network(out NetHost initiator, out _, out NetHost responder);
        net.Connect(initiator, responder);
        net.Run(Second);

        Assert.IsFalse(net.Of(PacketType.R1).Single().Packet.TryFind(ParameterType.ViaRvs, out _));
    }

    [TestMethod]
    public void An_I1_for_a_host_that_is_not_registered_is_dropped()
    {
        using SimNet net = Network(out NetHost initiator, out NetHost server, out NetHost responder);
        net.Connect(initiator, responder, via: server);
        net.Run(Second);

        Assert.IsTrue(net.Drops.TrueForAll(drop => drop == (server, ControlDrop.NotForUs)));
        Assert.AreEqual(0, server.Engine.Counters.Relayed);
        Assert.AreEqual(0, server.Engine.Counters.Sent);
    }

    [TestMethod]
    public void A_registration_that_has_ended_relays_nothing()
    {
        using SimNet net = Network(out NetHost initiator, out NetHost server, out NetHost responder);
        net.Register(responder, server, TimeSpan.FromSeconds(60), RegistrationType.Rendezvous);
        responder.Engine.Unregister(net.Now, responder.To(server));
        net.Tamper = datagram => datagram.From.Address.Equals(responder.Address) ? null : datagram;
        net.Run(TimeSpan.FromSeconds(61));
        net.Connect(initiator, responder, via: server);
        net.Run(Second);

        Assert.AreEqual(0, server.Engine.Counters.Relayed, net.Trace);
    }

    [TestMethod]
    public void An_I1_with_a_wrong_RVS_HMAC_is_dropped()
    {
        using SimNet net = Network(out NetHost initiator, out NetHost server, out NetHost responder);
        net.Register(responder, server, Lifetime, RegistrationType.Rendezvous);
        net.Tamper = datagram => Changed(datagram, builder =>
        {
            builder.Remove(ParameterType.RvsHmac);
            builder.Insert(new RvsHmacParameter(new byte[48]));
        });
        net.Connect(initiator, responder, via: server);
        net.Run(Second);

        Assert.Contains((responder, ControlDrop.WrongMac), net.Drops);
        Assert.IsFalse(net.Of(PacketType.R1).Any(r1 => r1.To.Address.Equals(initiator.Address)), net.Trace);
    }

    [TestMethod]
    public void An_I1_whose_FROM_was_changed_is_dropped()
    {
        using SimNet net = Network(out NetHost initiator, out NetHost server, out NetHost responder);
        net.Register(responder, server, Lifetime, RegistrationType.Rendezvous);
        net.Tamper = datagram => Changed(datagram, builder =>
        {
            builder.Remove(ParameterType.From);
            builder.Insert(new FromParameter(IPAddress.Parse("203.0.113.9")));
        });
        net.Connect(initiator, responder, via: server);
        net.Run(Second);

        Assert.Contains((responder, ControlDrop.WrongMac), net.Drops);
        Assert.IsFalse(net.Log.Exists(sent => sent.To.Address.Equals(IPAddress.Parse("203.0.113.9"))));
    }

    [TestMethod]
    public void A_FROM_without_an_RVS_HMAC_is_dropped()
    {
        using SimNet net = Network(out NetHost initiator, out NetHost server, out NetHost responder);
        net.Register(responder, server, Lifetime, RegistrationType.Rendezvous);
        net.Tamper = datagram => Changed(datagram, builder => builder.Remove(ParameterType.RvsHmac));
        net.Connect(initiator, responder, via: server);
        net.Run(Second);

        Assert.Contains((responder, ControlDrop.WrongMac), net.Drops);
        Assert.IsFalse(net.Of(PacketType.R1).Any(r1 => r1.To.Address.Equals(initiator.Address)));
    }

    [TestMethod]
    public void An_I1_that_was_relayed_is_not_relayed_again()
    {
        using SimNet net = Network(out NetHost initiator, out NetHost server, out NetHost responder);
        net.Register(responder, server, Lifetime, RegistrationType.Rendezvous);
        net.Inject(I1(initiator, server, responder.Hit.ToUInt128(), new FromParameter(initiator.Address)));
        net.Run(Second);

        Assert.Contains((server, ControlDrop.AlreadyRelayed), net.Drops);
        Assert.AreEqual(0, server.Engine.Counters.Relayed);
    }

    [TestMethod]
    public void An_I1_to_nobody_is_not_relayed()
    {
        using SimNet net = Network(out NetHost initiator, out NetHost server, out NetHost responder);
        net.Register(responder, server, Lifetime, RegistrationType.Rendezvous);
        net.Inject(I1(initiator, server, UInt128.Zero));
        net.Run(Second);

        Assert.Contains((server, ControlDrop.NotForUs), net.Drops);
        Assert.AreEqual(0, server.Engine.Counters.Relayed);
    }

    [TestMethod]
    public void An_I1_with_a_wrong_checksum_is_not_relayed()
    {
        using SimNet net = Network(out NetHost initiator, out NetHost server, out NetHost responder);
        net.Register(responder, server, Lifetime, RegistrationType.Rendezvous);
        SimDatagram i1 = I1(initiator, server, responder.Hit.ToUInt128());
        i1.Octets[4] ^= 1;
        net.Inject(i1);
        net.Run(Second);

        Assert.Contains((server, ControlDrop.WrongChecksum), net.Drops);
        Assert.AreEqual(0, server.Engine.Counters.Relayed);
    }

    [TestMethod]
    public void Only_I1s_are_relayed()
    {
        using SimNet net = Network(out NetHost initiator, out NetHost server, out NetHost responder);
        net.Register(responder, server, Lifetime, RegistrationType.Rendezvous);
        SimDatagram other = I1(initiator, server, responder.Hit.ToUInt128(), type: PacketType.I2);
        net.Inject(other);
        net.Run(Second);

        Assert.AreEqual(0, server.Engine.Counters.Relayed);
    }

    [TestMethod]
    public void A_flood_from_one_source_is_relayed_in_part_only()
    {
        using SimNet net = Network(out NetHost initiator, out NetHost server, out NetHost responder);
        net.Register(responder, server, Lifetime, RegistrationType.Rendezvous);
        for (int i = 0; i < 100; i++)
        {
            net.Inject(I1(initiator, server, responder.Hit.ToUInt128()));
        }

        net.Run(TimeSpan.FromMilliseconds(100));

        Assert.AreEqual(new EngineOptions().RelayRatePerSource, server.Engine.Counters.Relayed);
        Assert.Contains((server, ControlDrop.RateLimited), net.Drops);
    }

    [TestMethod]
    public void A_flood_from_many_sources_is_bounded_for_each_client()
    {
        using SimNet net = Network(out NetHost initiator, out NetHost server, out NetHost responder);
        net.Register(responder, server, Lifetime, RegistrationType.Rendezvous);
        for (int i = 1; i < 250; i++)
        {
            initiator.Address = IPAddress.Parse($"198.51.100.{i}");
            net.Inject(I1(initiator, server, responder.Hit.ToUInt128()));
        }

        net.Run(TimeSpan.FromMilliseconds(100));

        Assert.AreEqual(new EngineOptions().RelayRatePerClient, server.Engine.Counters.Relayed);
    }

    [TestMethod]
    public void Rendezvous_is_not_granted_through_UDP()
    {
        using SimNet net = Network(out _, out NetHost server, out NetHost responder);
        responder.Engine.Register(net.Now, responder.To(server), [RegistrationType.Rendezvous], Lifetime);
        net.Connect(responder, server, by: Encapsulation.Udp);
        net.Run(Second);

        Assert.AreEqual(
            RegistrationFailure.Unavailable, responder.With(server, RegistrationType.Rendezvous)!.Failure);
    }

    private static SimDatagram I1(
        NetHost from, NetHost to, UInt128 receiver, IHipParameter? more = null, PacketType type = PacketType.I1)
    {
        PacketBuilder builder = new(type, HipControls.None, from.Hit.ToUInt128(), receiver);
        builder.Add(new DhGroupListParameter(new byte[] { 7 }));
        if (more is not null)
        {
            builder.Insert(more);
        }

        byte[] octets = builder.ToArray();
        HipChecksum.Set(octets, from.Address, to.Address);
        return new SimDatagram(
            Encapsulation.Raw, new IPEndPoint(from.Address, 0), new IPEndPoint(to.Address, 0), octets);
    }

    /// <summary>Changes an I1 that a server has sent on, as somebody on the way could.</summary>
    private static SimDatagram Changed(SimDatagram datagram, Action<PacketBuilder> change)
    {
        if (!datagram.Packet.TryFind(ParameterType.From, out _))
        {
            return datagram;
        }

        PacketBuilder builder = PacketBuilder.CopyOf(datagram.Packet);
        change(builder);
        byte[] octets = builder.ToArray();
        HipChecksum.Set(octets, datagram.From.Address, datagram.To.Address);
        return datagram with { Octets = octets };
    }

    private static SimNet Network(out NetHost initiator, out NetHost server, out NetHost responder)
    {
        initiator = new NetHost("192.0.2.1", Quick);
        server = new NetHost("192.0.2.2", Quick with { Services = [RegistrationType.Rendezvous] });
        responder = new NetHost("192.0.2.3", Quick);
        return new SimNet(initiator, server, responder);
    }
}
