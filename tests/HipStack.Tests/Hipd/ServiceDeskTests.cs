using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Control;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Tests.Association;
using HiperNet.HipStack.Wire;
using HiperNet.Hipd.Peers;
using HiperNet.Hipd.Policy;
using HiperNet.Hipd.Services;

namespace HiperNet.HipStack.Tests.Hipd;

/// <summary>Who registers with whom (RFC 8003), against a peer with a real engine.</summary>
[TestClass]
public sealed class ServiceDeskTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly PolicyWorld world = new();
    private readonly HostKey peerKey = PolicyWorld.HostKeyOf(PolicyWorld.Key("A"));
    private readonly SimHost peer;

    public ServiceDeskTests() => peer = new SimHost("192.0.2.2", peerKey);

    public void Dispose()
    {
        peer.Dispose();
        peerKey.Dispose();
        world.Dispose();
    }

    [TestMethod]
    public void Who_may_talk_to_us_may_register_for_what_is_offered()
    {
        using ControlThread control = Offering(PolicyMode.Any, RegistrationType.Rendezvous);

        RegisterPeer(control);

        Assert.Contains(
            line => line.Contains("is registered here for rendezvous", StringComparison.Ordinal), control.Log);
    }

    [TestMethod]
    public void Who_may_not_talk_to_us_may_not_register()
    {
        using ControlThread control = Offering(PolicyMode.Listed, RegistrationType.Rendezvous);

        RegisterPeer(control);

        Assert.DoesNotContain(line => line.Contains("registered", StringComparison.Ordinal), control.Log);
    }

    [TestMethod]
    public void What_is_not_offered_is_not_given()
    {
        using ControlThread control = Offering(PolicyMode.Any);

        RegisterPeer(control);

        Assert.DoesNotContain(line => line.Contains("registered", StringComparison.Ordinal), control.Log);
    }

    [TestMethod]
    public void We_register_where_we_want_to_and_again_with_a_server_that_was_started_anew()
    {
        Tell();
        using ControlThread control = Registering();
        control.Services.Begin();
        Offer(peer);
        Pass(control, peer, TimeSpan.FromSeconds(11));
        Assert.AreEqual("granted", Status(control).State, string.Join('\n', control.Log));

        using SimHost again = new("192.0.2.2", peerKey);
        Offer(again);
        Pass(control, again, TimeSpan.FromMinutes(1));

        Assert.HasCount(1, again.Effects.OfType<ClientChanged>());
        Assert.AreEqual("granted", Status(control).State);
    }

    private static RegistrationStatus Status(ControlThread control) => control.Services.Status().Single();

    private ControlThread Offering(PolicyMode mode, params RegistrationType[] types)
    {
        ControlThread control = new(world, world.Policy(mode), services: new ServiceSettings(types, []));
        control.Services.Begin();
        return control;
    }

    private ControlThread Registering()
    {
        WantedService wanted = new(peer.Hit, [RegistrationType.Rendezvous], Hour);
        return new ControlThread(
            world, world.Policy(PolicyMode.Any), services: new ServiceSettings([], [wanted]));
    }

    private void Offer(SimHost server)
    {
        server.Engine.Offer(world.Clock.Now, [RegistrationType.Rendezvous]);
        server.Registrar = question => new RegistrationVerdict(question.Types, Hour);
    }

    private void Tell() => Assert.IsTrue(world.Told.TrySet(new Host(
        peer.Hit, "a", [new IPEndPoint(peer.Address, 0)], null, default, Encapsulation.Raw)));

    private void RegisterPeer(ControlThread control)
    {
        AssociationKey key = new(peer.Hit, control.Hit);
        peer.Engine.Register(world.Clock.Now, key, [RegistrationType.Rendezvous], Hour);
        HipStack.Association.Path path = new(
            Encapsulation.Raw,
            new IPEndPoint(peer.Address, 0),
            new IPEndPoint(IPAddress.Parse("192.0.2.1"), 0));
        Assert.IsTrue(peer.Engine.Connect(world.Clock.Now, new ConnectRequest(peer.Hit, control.Hit, [path], [])));
        control.Pump(peer);
    }

    private void Pass(ControlThread control, SimHost with, TimeSpan time)
    {
        for (TimeSpan passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromMilliseconds(250))
        {
            world.Time.Pass(TimeSpan.FromMilliseconds(250));
            control.Engine.Tick(world.Clock.Now);
            with.Engine.Tick(world.Clock.Now);
            control.Housekeeping.Run();
            control.Pump(with);
        }
    }
}
