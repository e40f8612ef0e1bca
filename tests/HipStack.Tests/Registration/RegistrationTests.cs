using HiperNet.HipStack.Association;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Tests.Registration;

/// <summary>RFC 8003 between a requester and a registrar.</summary>
[TestClass]
public sealed class RegistrationTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private static EngineOptions Quick => new() { BaseDifficulty = 0 };

    private static EngineOptions Registrar => Quick with { Services = [RegistrationType.Rendezvous] };

    [TestMethod]
    public void A_registrar_says_in_R1_what_it_offers()
    {
        using SimNet net = Network(Registrar, out NetHost client, out NetHost server);
        net.Connect(client, server);
        net.Run(TimeSpan.FromSeconds(1));

        Assert.IsTrue(net.Of(PacketType.R1).Single().Packet.TryRead(out RegInfoParameter? info));
        Assert.AreEqual(RegistrationType.Rendezvous, info.Types.Single());
        Assert.IsFalse(net.Of(PacketType.I2).Single().Packet.TryFind(ParameterType.RegRequest, out _));
    }

    [TestMethod]
    public void A_host_that_is_no_registrar_offers_nothing()
    {
        using SimNet net = Network(Quick, out NetHost client, out NetHost server);
        net.Register(client, server, Lifetime, RegistrationType.Rendezvous);

        Assert.IsFalse(net.Of(PacketType.R1).Single().Packet.TryFind(ParameterType.RegInfo, out _));
        Assert.IsFalse(net.Of(PacketType.I2).Single().Packet.TryFind(ParameterType.RegRequest, out _));
        Assert.AreEqual(
            RegistrationFailure.Unavailable, client.With(server, RegistrationType.Rendezvous)!.Failure);
    }

    [TestMethod]
    public void A_registrar_without_services_at_present_says_so()
    {
        using SimNet net = Network(Quick with { Services = [] }, out NetHost client, out NetHost server);
        net.Register(client, server, Lifetime, RegistrationType.Rendezvous);

        Assert.IsTrue(net.Of(PacketType.R1).Single().Packet.TryRead(out RegInfoParameter? info));
        Assert.IsEmpty(info.Types);
    }

    [TestMethod]
    public void A_request_in_I2_is_answered_in_R2()
    {
        using SimNet net = Network(Registrar, out NetHost client, out NetHost server);
        net.Register(client, server, Lifetime, RegistrationType.Rendezvous);

        Assert.IsTrue(net.Of(PacketType.I2).Single().Packet.TryFind(ParameterType.RegRequest, out _), net.Trace);
        Assert.IsTrue(net.Of(PacketType.R2).Single().Packet.TryRead(out RegResponseParameter? response));
        Assert.AreEqual(RegistrationType.Rendezvous, response.Types.Single());
        Assert.IsNotNull(client.With(server, RegistrationType.Rendezvous)!.Until);
        Assert.IsFalse(server.With(client, RegistrationType.Rendezvous)!.IsOurs);
        Assert.AreEqual(client.Hit, server.Saw<RegistrationQuestion>().Single().Key.Peer);
    }

    [TestMethod]
    public void An_association_that_is_there_carries_a_registration_in_UPDATEs()
    {
        using SimNet net = Network(Registrar, out NetHost client, out NetHost server);
        net.Connect(client, server);
        net.Run(TimeSpan.FromSeconds(20));
        client.Engine.Register(net.Now, client.To(server), [RegistrationType.Rendezvous], Lifetime);
        net.Run(TimeSpan.FromSeconds(1));

        HipPacket request = net.Of(PacketType.Update).SkipLast(1).Last().Packet;
        HipPacket answer = net.Of(PacketType.Update).Last().Packet;
        Assert.IsTrue(request.TryFind(ParameterType.RegRequest, out _), net.Trace);
        Assert.IsTrue(answer.TryFind(ParameterType.RegResponse, out _), net.Trace);
        Assert.IsTrue(answer.TryFind(ParameterType.Ack, out _));
        Assert.IsNotNull(client.With(server, RegistrationType.Rendezvous)!.Until);
    }

    [TestMethod]
    public void A_registration_without_the_right_is_refused_for_want_of_credentials()
    {
        using SimNet net = Network(Registrar, out NetHost client, out NetHost server);
        server.Services = _ => new RegistrationVerdict([]);
        net.Register(client, server, Lifetime, RegistrationType.Rendezvous);

        Assert.IsTrue(net.Of(PacketType.R2).Single().Packet.TryRead(out RegFailedParameter? failed));
        Assert.AreEqual(RegistrationFailure.CredentialsRequired, failed.Failure);
        Assert.IsFalse(net.Of(PacketType.R2).Single().Packet.TryFind(ParameterType.RegResponse, out _));
        Assert.IsNull(server.With(client, RegistrationType.Rendezvous));
        Assert.IsTrue(client.ViewOf(server)!.IsOpen, "The association does not depend on the registration.");
        RegistrationChanged told = client.Saw<RegistrationChanged>().Single();
        Assert.AreEqual(RegistrationFailure.CredentialsRequired, told.Failure);
        Assert.IsNull(told.Until);
    }

    [TestMethod]
    public void What_is_not_offered_is_not_asked_for()
    {
        using SimNet net = Network(Registrar, out NetHost client, out NetHost server);
        net.Register(client, server, Lifetime, RegistrationType.Rendezvous, RegistrationType.RelayUdpEsp);

        Assert.IsTrue(net.Of(PacketType.I2).Single().Packet.TryRead(out RegRequestParameter? request));
        Assert.AreEqual(RegistrationType.Rendezvous, request.Types.Single());
        Assert.AreEqual(
            RegistrationFailure.Unavailable, client.With(server, RegistrationType.RelayUdpEsp)!.Failure);
    }

    [TestMethod]
    [DataRow(5, 10)]
    [DataRow(60, 60)]
    [DataRow(7200, 3600)]
    public void A_lifetime_is_fitted_into_what_is_offered(int asked, int expected)
    {
        using SimNet net = Network(Registrar, out NetHost client, out NetHost server);
        net.Register(client, server, TimeSpan.FromSeconds(asked), RegistrationType.Rendezvous);

        Assert.IsTrue(net.Of(PacketType.R2).Single().Packet.TryRead(out RegResponseParameter? response));
        double granted = RegistrationLifetime.Decode(response.Lifetime).TotalSeconds;
        Assert.IsTrue(granted <= expected * 1.01 && granted >= expected * 0.9, $"{granted} s");
    }

    [TestMethod]
    public void A_right_that_ends_sooner_shortens_the_registration()
    {
        using SimNet net = Network(Registrar, out NetHost client, out NetHost server);
        server.Services = question => new RegistrationVerdict(question.Types, TimeSpan.FromSeconds(30));
        net.Register(client, server, Lifetime, RegistrationType.Rendezvous);

        Assert.IsTrue(client.With(server, RegistrationType.Rendezvous)!.Until <= TimeSpan.FromSeconds(31));
    }

    [TestMethod]
    public void A_registration_is_renewed_before_its_end_as_long_as_it_is_wanted()
    {
        using SimNet net = Network(Registrar, out NetHost client, out NetHost server);
        net.Register(client, server, TimeSpan.FromSeconds(120), RegistrationType.Rendezvous);
        net.Run(TimeSpan.FromMinutes(30));

        Assert.IsNotNull(server.With(client, RegistrationType.Rendezvous), net.Trace);
        Assert.IsFalse(server.Saw<ClientChanged>().Any(change => change.Until is null));
        Assert.IsTrue(client.ViewOf(server)!.IsOpen, "A registration keeps its association without data.");
    }

    [TestMethod]
    public void A_registration_ends_when_its_holder_is_gone()
    {
        using SimNet net = Network(Registrar, out NetHost client, out NetHost server);
        net.Register(client, server, TimeSpan.FromSeconds(60), RegistrationType.Rendezvous);
        client.IsGone = true;
        net.Run(TimeSpan.FromSeconds(61));

        Assert.IsNull(server.With(client, RegistrationType.Rendezvous));
        Assert.IsNull(server.Saw<ClientChanged>().Last().Until);
    }

    [TestMethod]
    public void A_lifetime_of_zero_cancels()
    {
        using SimNet net = Network(Registrar, out NetHost client, out NetHost server);
        net.Register(client, server, Lifetime, RegistrationType.Rendezvous);
        net.Run(TimeSpan.FromSeconds(20));
        Assert.IsTrue(client.Engine.Unregister(net.Now, client.To(server)));
        net.Run(TimeSpan.FromSeconds(1));

        Assert.IsNull(server.With(client, RegistrationType.Rendezvous));
        Assert.IsTrue(net.Of(PacketType.Update).Last().Packet.TryRead(out RegResponseParameter? response), net.Trace);
        Assert.AreEqual(0, response.Lifetime);
        Assert.IsNull(client.With(server, RegistrationType.Rendezvous)!.Until);
        Assert.IsFalse(client.Engine.Unregister(net.Now, client.To(server)));
    }

    [TestMethod]
    public void A_registrar_that_cancels_says_so()
    {
        using SimNet net = Network(Registrar, out NetHost client, out NetHost server);
        net.Register(client, server, Lifetime, RegistrationType.Rendezvous);
        net.Run(TimeSpan.FromSeconds(20));
        server.Engine.CancelRegistration(net.Now, server.To(client), [RegistrationType.Rendezvous]);
        net.Run(TimeSpan.FromSeconds(1));

        Assert.IsNull(client.With(server, RegistrationType.Rendezvous)!.Until, net.Trace);
        Assert.IsNull(server.With(client, RegistrationType.Rendezvous));
        Assert.IsFalse(server.Engine.CancelRegistration(
            net.Now, server.To(client), [RegistrationType.Rendezvous]));
    }

    [TestMethod]
    public void New_services_are_announced_and_then_asked_for()
    {
        using SimNet net = Network(Quick with { Services = [] }, out NetHost client, out NetHost server);
        net.Register(client, server, Lifetime, RegistrationType.Rendezvous);
        net.Run(TimeSpan.FromSeconds(20));
        server.Engine.Offer(net.Now, [RegistrationType.Rendezvous]);
        net.Run(TimeSpan.FromSeconds(20));

        Assert.IsNotNull(server.With(client, RegistrationType.Rendezvous), net.Trace);
    }

    [TestMethod]
    public void Rendezvous_and_control_relay_are_not_had_together()
    {
        using SimNet net = Network(Registrar, out NetHost client, out NetHost server);
        Assert.IsFalse(client.Engine.Register(
            net.Now,
            client.To(server),
            [RegistrationType.Rendezvous, RegistrationType.RelayUdpHip],
            Lifetime));
    }

    [TestMethod]
    public void A_verdict_that_comes_late_goes_in_an_UPDATE()
    {
        using SimNet net = Network(Registrar, out NetHost client, out NetHost server);
        server.Services = _ => null;
        net.Register(client, server, Lifetime, RegistrationType.Rendezvous);
        Assert.IsFalse(net.Of(PacketType.R2).Single().Packet.TryFind(ParameterType.RegResponse, out _));

        RegistrationQuestion question = server.Saw<RegistrationQuestion>().Single();
        server.Engine.AnswerRegistration(net.Now, question, new RegistrationVerdict(question.Types));
        net.Run(TimeSpan.FromSeconds(1));

        Assert.IsNotNull(client.With(server, RegistrationType.Rendezvous)!.Until, net.Trace);
    }

    [TestMethod]
    public void Without_a_verdict_a_request_fails_and_is_not_repeated_at_once()
    {
        using SimNet net = Network(Registrar, out NetHost client, out NetHost server);
        server.Services = _ => null;
        net.Register(client, server, Lifetime, RegistrationType.Rendezvous);
        net.Run(TimeSpan.FromSeconds(12));
        int questions = server.Saw<RegistrationQuestion>().Count();

        Assert.AreEqual(
            RegistrationFailure.InsufficientResources,
            client.With(server, RegistrationType.Rendezvous)!.Failure,
            net.Trace);
        net.Run(TimeSpan.FromSeconds(50));
        Assert.AreEqual(questions, server.Saw<RegistrationQuestion>().Count());
    }

    [TestMethod]
    public void A_registrar_that_is_full_refuses()
    {
        using SimNet net = Network(
            Registrar with { MaxRegisteredHosts = 0 }, out NetHost client, out NetHost server);
        net.Register(client, server, Lifetime, RegistrationType.Rendezvous);

        Assert.AreEqual(
            RegistrationFailure.InsufficientResources, client.With(server, RegistrationType.Rendezvous)!.Failure);
    }

    [TestMethod]
    public void An_association_that_ends_takes_its_registrations_along()
    {
        using SimNet net = Network(Registrar, out NetHost client, out NetHost server);
        net.Register(client, server, Lifetime, RegistrationType.Rendezvous);
        client.Engine.Close(net.Now, client.To(server), EndReason.LocalClose);
        net.Run(TimeSpan.FromSeconds(1));

        Assert.IsNull(server.Saw<ClientChanged>().Last().Until);
        Assert.IsNull(client.Saw<RegistrationChanged>().Last().Until);
    }

    [TestMethod]
    public void A_wish_outlives_the_association()
    {
        using SimNet net = Network(Registrar, out NetHost client, out NetHost server);
        net.Register(client, server, Lifetime, RegistrationType.Rendezvous);
        client.Engine.Close(net.Now, client.To(server), EndReason.LocalClose);
        net.Run(TimeSpan.FromSeconds(20));
        net.Connect(client, server);
        net.Run(TimeSpan.FromSeconds(1));

        Assert.IsNotNull(client.With(server, RegistrationType.Rendezvous)?.Until, net.Trace);
    }

    [TestMethod]
    public void Several_requests_of_one_packet_are_all_taken()
    {
        RegistrationRequest request = Read(
            new RegRequestParameter(Field(60), [RegistrationType.Rendezvous]),
            new RegRequestParameter(Field(30), [RegistrationType.RelayUdpEsp]),
            new RegRequestParameter(0, [RegistrationType.RelayUdpHip, RegistrationType.RelayUdpEsp]))!;

        Assert.HasCount(2, request.Types);
        Assert.IsTrue(request.Lifetime <= TimeSpan.FromSeconds(30));
        Assert.AreEqual(RegistrationType.RelayUdpHip, request.Cancelled.Single());
    }

    [TestMethod]
    public void A_malformed_request_is_refused()
    {
        Assert.IsNull(Read(new RawParameter(ParameterType.RegRequest, ReadOnlyMemory<byte>.Empty)));
        Assert.IsNull(Read(new RawParameter(ParameterType.RegRequest, new byte[1 + HipProtocol.MaxListedIds + 1])));
    }

    [TestMethod]
    public void A_request_changes_no_registration_that_it_does_not_list()
    {
        EngineOptions options = Quick with
        {
            Services = [RegistrationType.RelayUdpHip, RegistrationType.RelayUdpEsp],
        };
        using SimNet net = Network(options, out NetHost client, out NetHost server);
        server.Services = question => new RegistrationVerdict(
            question.Types, RelayedAddress: new System.Net.IPEndPoint(server.Address, 50_000));
        net.Register(client, server, Lifetime, RegistrationType.RelayUdpHip);
        net.Run(TimeSpan.FromSeconds(20));
        TimeSpan? before = server.With(client, RegistrationType.RelayUdpHip)!.Until;
        client.Engine.Register(net.Now, client.To(server), [RegistrationType.RelayUdpEsp], Lifetime);
        net.Run(TimeSpan.FromSeconds(1));

        Assert.IsNotNull(server.With(client, RegistrationType.RelayUdpEsp), net.Trace);
        Assert.AreEqual(before, server.With(client, RegistrationType.RelayUdpHip)!.Until);
    }

    [TestMethod]
    public void Who_asks_for_both_rendezvous_and_control_relay_is_refused_the_former()
    {
        RegistrationType[] both = [RegistrationType.RelayUdpHip, RegistrationType.Rendezvous];
        EngineOptions options = Quick with { Services = both };
        EngineContext context = new(options, [], new SystemRandomSource());
        using HipStack.Crypto.HostKey key = HipStack.Crypto.HostKey.Generate(HipStack.Crypto.HostKeyType.Ed25519);
        HipAssociation association = new(new AssociationKey(key.Hit, key.Hit), key, options) { Serial = 1 };
        RegistrationServer server = new(context, new Updater(context), new RegistrationKeeper(context));
        PendingRegistration pending = new()
        {
            Request = Read(new RegRequestParameter(100, both))!,
            Path = new HipStack.Association.Path(
                Encapsulation.Udp,
                System.Net.IPEndPoint.Parse("192.0.2.2:10500"),
                System.Net.IPEndPoint.Parse("192.0.2.1:10500")),
            Verdict = new RegistrationVerdict(both),
        };

        IHipParameter[] answer = [.. server.AnswerInR2(association, pending)];

        Assert.AreEqual(RegistrationType.RelayUdpHip, answer.OfType<RegResponseParameter>().Single().Types.Single());
        RegFailedParameter failed = answer.OfType<RegFailedParameter>().Single();
        Assert.AreEqual(RegistrationFailure.RendezvousWithRelay, failed.Failure);
        Assert.AreEqual(9, (int)failed.Failure);
        Assert.AreEqual(RegistrationType.Rendezvous, failed.Types.Single());
    }

    [TestMethod]
    public void A_registration_waits_for_certificates_that_come_after_the_exchange()
    {
        using SimNet net = Network(Registrar, out NetHost client, out NetHost server);
        ReadOnlyMemory<byte>[] chain = [.. Enumerable.Range(0, 4).Select(_ => new byte[600])];
        server.Policy = _ => Verdict.Granted(until: null, "test", chain);
        server.Services = question => question.Chain.Count == chain.Length
            ? new RegistrationVerdict(question.Types)
            : new RegistrationVerdict([]);
        client.Engine.Register(net.Now, client.To(server), [RegistrationType.Rendezvous], Lifetime);
        net.Connect(client, server, chain: chain);
        net.Run(TimeSpan.FromSeconds(2));

        Assert.IsTrue(client.ViewOf(server)!.IsOpen, net.Trace);
        Assert.IsNotNull(client.With(server, RegistrationType.Rendezvous)!.Until, net.Trace);
    }

    [TestMethod]
    public void What_was_never_asked_for_is_not_had()
    {
        using SimNet net = Network(Registrar, out NetHost client, out NetHost server);
        net.Connect(client, server);
        net.Run(TimeSpan.FromSeconds(20));
        server.Engine.Offer(net.Now, [RegistrationType.Rendezvous, RegistrationType.RelayUdpHip]);
        net.Run(TimeSpan.FromSeconds(1));

        Assert.IsEmpty(client.ViewOf(server)!.Registrations);
        Assert.IsEmpty(client.Saw<RegistrationChanged>());
        Assert.IsEmpty(server.Saw<RegistrationQuestion>());
    }

    [TestMethod]
    public void A_peer_whose_association_is_refused_is_not_registered()
    {
        using SimNet net = Network(Registrar, out NetHost client, out NetHost server);
        server.Policy = _ => Verdict.Refused("test");
        net.Register(client, server, Lifetime, RegistrationType.Rendezvous);

        Assert.IsEmpty(server.Saw<ClientChanged>());
        Assert.IsEmpty(client.Saw<RegistrationChanged>());
    }

    private static byte Field(int seconds) => RegistrationLifetime.Encode(TimeSpan.FromSeconds(seconds));

    private static RegistrationRequest? Read(params IHipParameter[] parameters)
    {
        PacketBuilder builder = new(PacketType.Update, HipControls.None, UInt128.One, UInt128.One);
        parameters.ToList().ForEach(parameter => builder.Add(parameter));
        Assert.IsTrue(HipPacket.TryParse(builder.ToArray(), out HipPacket? packet, out _));
        return RegistrationRequest.TryRead(packet, out RegistrationRequest? request) ? request : null;
    }

    private static SimNet Network(EngineOptions registrar, out NetHost client, out NetHost server)
    {
        client = new NetHost("192.0.2.1", Quick);
        server = new NetHost("192.0.2.2", registrar);
        return new SimNet(client, server);
    }
}
