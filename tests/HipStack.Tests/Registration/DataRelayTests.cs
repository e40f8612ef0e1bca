using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Tests.Registration;

/// <summary>RFC 9028 section 4.12: data through a relay.</summary>
[TestClass]
public sealed class DataRelayTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [TestMethod]
    public void A_client_gets_a_relayed_address()
    {
        using RelayNetwork at = new(withData: true);

        Assert.AreEqual(RelayNetwork.RelayedAddress, at.Responder.ViewOf(at.Relay)!.Relayed);
        Assert.IsEmpty(at.Relay.Saw<InstallRelayBinding>(), "Nothing passes before a permission.");
    }

    [TestMethod]
    public void Without_a_port_to_spare_a_data_relay_refuses()
    {
        NetHost client = new("192.0.2.1");
        NetHost server = new("192.0.2.2", RelayNetwork.Quick with { Services = [RegistrationType.RelayUdpEsp] });
        using SimNet net = new(client, server);
        net.Register(client, server, Minute, RegistrationType.RelayUdpEsp);

        Assert.AreEqual(
            RegistrationFailure.InsufficientResources,
            client.With(server, RegistrationType.RelayUdpEsp)!.Failure);
    }

    [TestMethod]
    public void Hosts_without_a_direct_way_exchange_data_through_the_relay()
    {
        using RelayNetwork at = new(areSymmetric: true, withData: true);
        at.Meet();

        AssociationView initiator = at.Initiator.ViewOf(at.Responder)!;
        AssociationView responder = at.Responder.ViewOf(at.Initiator)!;
        Assert.AreEqual(RelayNetwork.RelayedAddress, initiator.Path!.Remote, at.Net.Trace);
        Assert.IsFalse(initiator.Path.IsControlOnly);
        Assert.IsFalse(responder.Path!.IsControlOnly);
        InstallRelayBinding binding = at.Relay.Saw<InstallRelayBinding>().Last();
        Assert.AreEqual(responder.InboundSpi, binding.InboundSpi);
        Assert.AreEqual(initiator.InboundSpi, binding.OutboundSpi);
        Assert.AreEqual(RelayNetwork.RelayedAddress, binding.Relayed);
        Assert.AreEqual(responder.Path.Relayed, binding.Peer);
        Assert.AreEqual(
            at.Initiator.Nat!.Out(initiator.Path.Local, RelayNetwork.RelayedAddress),
            binding.Peer,
            "The relay knows the initiator by the port that its NAT gave it towards the relayed address.");
    }

    [TestMethod]
    public void A_direct_way_is_better_than_a_data_relay()
    {
        using RelayNetwork at = new(withData: true);
        at.Meet();

        Assert.AreEqual(
            at.Responder.Nat!.Address, at.Initiator.ViewOf(at.Responder)!.Path!.Remote.Address, at.Net.Trace);
        Assert.AreEqual(at.Initiator.Nat!.Address, at.Responder.ViewOf(at.Initiator)!.Path!.Remote.Address);
    }

    [TestMethod]
    public void A_permission_is_renewed_while_it_is_used()
    {
        using RelayNetwork at = new(areSymmetric: true, withData: true);
        at.Meet();
        Keep(at, TimeSpan.FromMinutes(12));

        Assert.HasCount(
            at.Relay.Saw<InstallRelayBinding>().Count() - 1, at.Relay.Saw<RemoveRelayBinding>(), at.Net.Trace);
    }

    [TestMethod]
    public void A_permission_ends_when_it_is_not_renewed()
    {
        using RelayNetwork at = new(areSymmetric: true, withData: true);
        at.Meet();
        at.Responder.IsGone = true;
        at.Net.Run(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));

        Assert.HasCount(at.Relay.Saw<InstallRelayBinding>().Count(), at.Relay.Saw<RemoveRelayBinding>());
    }

    [TestMethod]
    public void A_client_that_closes_takes_its_bindings_and_its_port_along()
    {
        using RelayNetwork at = new(areSymmetric: true, withData: true);
        at.Meet();
        at.Responder.Engine.Close(at.Net.Now, at.Responder.To(at.Relay), EndReason.LocalClose);
        at.Net.Run(TimeSpan.FromSeconds(1));

        Assert.HasCount(at.Relay.Saw<InstallRelayBinding>().Count(), at.Relay.Saw<RemoveRelayBinding>());
        Assert.IsTrue(at.Relay.Saw<ClientChanged>().Any(change =>
            change is { Type: RegistrationType.RelayUdpEsp, Until: null }));
    }

    [TestMethod]
    public void New_keys_get_a_new_permission()
    {
        EngineOptions options = RelayNetwork.Quick with { RekeyInterval = TimeSpan.FromSeconds(30) };
        using RelayNetwork at = new(areSymmetric: true, withData: true, client: options);
        at.Meet();
        Keep(at, TimeSpan.FromSeconds(45));

        AssociationView responder = at.Responder.ViewOf(at.Initiator)!;
        Assert.IsGreaterThan(0, responder.RekeyCount, at.Net.Trace);
        InstallRelayBinding binding = at.Relay.Saw<InstallRelayBinding>().Last();
        Assert.AreEqual(responder.InboundSpi, binding.InboundSpi, at.Net.Trace);
        Assert.AreEqual(responder.OutboundSpi, binding.OutboundSpi);
    }

    [TestMethod]
    public void A_host_without_the_service_cannot_permit_anybody()
    {
        EngineContext context = new(new EngineOptions(), [], new SystemRandomSource());
        using HipStack.Crypto.HostKey key = HipStack.Crypto.HostKey.Generate(HipStack.Crypto.HostKeyType.Ed25519);
        HipAssociation association = new(new AssociationKey(key.Hit, key.Hit), key, context.Options) { Serial = 1 };
        DataRelay relay = new(context, new RegistrationKeeper(context));

        Assert.AreEqual(
            ControlDrop.NotRegistered, relay.Receive(association, Permission(RelayNetwork.RelayedAddress)));
    }

    [TestMethod]
    public void A_permission_for_anothers_address_or_nobodys_is_refused()
    {
        EngineContext context = new(new EngineOptions(), [], new SystemRandomSource());
        using HipStack.Crypto.HostKey key = HipStack.Crypto.HostKey.Generate(HipStack.Crypto.HostKeyType.Ed25519);
        HipAssociation association = new(new AssociationKey(key.Hit, key.Hit), key, context.Options) { Serial = 1 };
        association.Registrations.Granted[RegistrationType.RelayUdpEsp] = TimeSpan.MaxValue;
        association.Registrations.RelayedHere = RelayNetwork.RelayedAddress;
        association.Path = new HipStack.Association.Path(
            Encapsulation.Udp, IPEndPoint.Parse("192.0.2.2:10500"), IPEndPoint.Parse("198.51.100.1:40000"));
        DataRelay relay = new(context, new RegistrationKeeper(context));

        Assert.AreEqual(
            ControlDrop.BadParameter,
            relay.Receive(association, Permission(IPEndPoint.Parse("192.0.2.2:50124"))));
        Assert.AreEqual(
            ControlDrop.BadParameter,
            relay.Receive(association, Permission(RelayNetwork.RelayedAddress, "224.0.0.1:5000")));
        Assert.AreEqual(
            ControlDrop.BadParameter,
            relay.Receive(association, Permission(RelayNetwork.RelayedAddress, spi: 255)));
        Assert.AreEqual(
            ControlDrop.None, relay.Receive(association, Permission(RelayNetwork.RelayedAddress)));
        for (uint spi = 1000; spi < 1000 + DataRelay.MaxPermissions - 1; spi++)
        {
            relay.Receive(association, Permission(RelayNetwork.RelayedAddress, spi: spi));
        }

        Assert.AreEqual(
            ControlDrop.RateLimited, relay.Receive(association, Permission(RelayNetwork.RelayedAddress, spi: 5000)));
    }

    /// <summary>Lets time pass with data, which keeps an association.</summary>
    private static void Keep(RelayNetwork at, TimeSpan time)
    {
        for (TimeSpan passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(5))
        {
            at.Net.Run(TimeSpan.FromSeconds(5));
            at.Initiator.Engine.DataSent(at.Net.Now, at.Initiator.To(at.Responder));
            at.Responder.Engine.DataSent(at.Net.Now, at.Responder.To(at.Initiator));
        }
    }

    private static HipPacket Permission(IPEndPoint relayed, string peer = "203.0.113.1:40000", uint spi = 500)
    {
        PacketBuilder builder = new(PacketType.Update, HipControls.None, UInt128.One, UInt128.One);
        builder.Add(new PeerPermissionParameter(relayed, IPEndPoint.Parse(peer), spi, spi + 10_000));
        return HipPacket.TryParse(builder.ToArray(), out HipPacket? packet, out _)
            ? packet
            : throw new InvalidOperationException("No packet.");
    }
}
