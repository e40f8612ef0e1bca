using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Tests.Association;
using HiperNet.Hipd;
using HiperNet.Hipd.Peers;
using HiperNet.Hipd.Policy;
using HiperNet.Spki.Certs;
using Path = HiperNet.HipStack.Association.Path;

namespace HiperNet.HipStack.Tests.Hipd;

/// <summary>The control thread against a peer with a real engine.</summary>
[TestClass]
public sealed class EffectHandlerTests : IDisposable
{
    private readonly PolicyWorld world = new();
    private readonly HostKey peerKey = PolicyWorld.HostKeyOf(PolicyWorld.Key("A"));
    private readonly SimHost peer;

    public EffectHandlerTests() => peer = new SimHost("192.0.2.2", peerKey);

    public void Dispose()
    {
        peer.Dispose();
        peerKey.Dispose();
        world.Dispose();
    }

    [TestMethod]
    public void A_stranger_that_is_refused_leaves_a_note_and_no_more()
    {
        using ControlThread control = new(world, world.Policy());

        Connect(control, PolicyWorld.Grant("X", "A", "(net v)"));

        AssociationKey key = KeyOf(control);
        Assert.IsNull(control.Engine.View(key));
        Assert.IsNull(control.Effects.DecisionOn(key));
        Assert.IsNull(control.Associations.Find(key));
        PeerNotes notes = control.Events.NotesOn(peer.Hit)!;
        Assert.IsFalse(notes.WasGranted);
        Assert.IsNotNull(notes.LastNotifySent, "It was told why.");
        Assert.AreEqual(0, control.Peers.Count);
    }

    [TestMethod]
    public void A_peer_with_a_right_gets_an_association_with_it()
    {
        using ControlThread control = new(world, world.Policy());

        Connect(control, PolicyWorld.Grant("H", "A", "(net v tcp (port 22))"));

        ITrafficRights rights = Open(control).Filter.Rights;
        Assert.IsTrue(rights.Allows(6, 22));
        Assert.IsFalse(rights.Allows(6, 23));
    }

    [TestMethod]
    public void A_revocation_ends_the_association_at_once()
    {
        PeerPolicy policy = world.Policy();
        using ControlThread control = new(world, policy);
        Sequence grant = PolicyWorld.Grant("H", "A", "(net v)");
        Connect(control, grant);
        AssociationPath path = Open(control);

        ObjectId id = grant.Items.OfType<Certificate>().Single().Id;
        policy.Add([PolicyWorld.Signed(Crl.Create([id], world.At(-1)!.Value, world.At(1000)!.Value), "H")]);
        control.Effects.DecideAnew();

        Assert.IsFalse(path.Filter.Rights.Allows(6, 22), "Even before the engine's effects are done.");
        control.Pump(peer);
        Assert.IsNull(control.Associations.Find(KeyOf(control)));
        Assert.IsNull(control.Effects.DecisionOn(KeyOf(control)));
        Assert.AreEqual(0, control.Peers.Count);
    }

    [TestMethod]
    public void A_step_of_the_time_of_day_ends_what_has_expired()
    {
        using ControlThread control = new(world, world.Policy());
        Connect(control, PolicyWorld.Grant("H", "A", "(net v)", validity: world.Between(null, 3600)));
        Open(control);

        world.Time.SetBy(TimeSpan.FromHours(2));
        control.Housekeeping.Run();
        control.Pump(peer);

        Assert.IsNull(control.Associations.Find(KeyOf(control)));
    }

    [TestMethod]
    public void A_certificate_that_has_become_valid_prolongs_the_right()
    {
        PeerPolicy policy = world.Policy(known:
            [PolicyWorld.Grant("H", "A", "(net v)", validity: world.Between(50, 200))]);
        using ControlThread control = new(world, policy);
        Connect(control, PolicyWorld.Grant("H", "A", "(net v)", validity: world.Between(null, 59)));
        Assert.AreEqual(TimeSpan.FromSeconds(60), Open(control).Filter.Rights.Until);

        for (int second = 0; second < 70; second++)
        {
            world.Time.Pass(TimeSpan.FromSeconds(1));
            control.Engine.Tick(world.Clock.Now);
            control.Housekeeping.Run();
            control.Pump(peer);
        }

        Assert.AreEqual(TimeSpan.FromSeconds(201), Open(control).Filter.Rights.Until);
    }

    [TestMethod]
    public void A_host_taken_from_the_list_loses_its_association()
    {
        world.Told.TrySet(new Host(peer.Hit, "a", [], null, default, null));
        using ControlThread control = new(world, world.Policy(PolicyMode.Listed));
        Connect(control);
        Open(control);

        world.Told.Remove(peer.Hit);
        control.Effects.DecideAnew();
        control.Pump(peer);

        Assert.IsNull(control.Associations.Find(KeyOf(control)));
    }

    [TestMethod]
    public void What_was_carried_counts_when_the_association_is_gone()
    {
        using ControlThread control = new(world, world.Policy(PolicyMode.Any));
        Connect(control);
        AssociationPath path = Open(control);
        EspSuite suite = Suite();
        path.Outbound = new OutboundSa(
            4711, suite, new byte[suite.EncryptionKeyLength], new byte[suite.AuthenticationKeyLength], extended: false);
        path.Outbound.Protect(59, new byte[10], new byte[200], out _);

        control.Engine.Close(world.Clock.Now, KeyOf(control), EndReason.Reset);
        control.Pump(peer);

        Assert.IsNull(control.Associations.Find(KeyOf(control)));
        Assert.AreEqual(1UL, control.Associations.TotalOut().Packets);
    }

    [TestMethod]
    public void An_address_that_stands_for_another_host_is_not_this_one_s()
    {
        using ControlThread control = new(world, world.Policy(PolicyMode.Any));
        uint lsi = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(
            Lsi.Of(peer.Hit).ToAddress().GetAddressBytes());
        control.Peers.TryAddAddress(lsi, UInt128.One);

        Connect(control);

        Assert.IsFalse(Open(control).Addresses.HasIPv4);
        control.Engine.Close(world.Clock.Now, KeyOf(control), EndReason.Reset);
        control.Pump(peer);
        Assert.IsTrue(control.Peers.TryFindPeer(lsi, out UInt128 owner) && owner == UInt128.One);
    }

    [TestMethod]
    public void The_address_of_a_stranger_that_has_gone_is_free()
    {
        using ControlThread control = new(world, world.Policy(PolicyMode.Any));
        Connect(control);
        uint lsi = Open(control).Addresses.PeerIPv4;
        Assert.IsTrue(control.Peers.TryFindPeer(lsi, out _));

        control.Engine.Close(world.Clock.Now, KeyOf(control), EndReason.Reset);
        control.Pump(peer);

        Assert.IsFalse(control.Peers.TryFindPeer(lsi, out _));
    }

    private static EspSuite Suite()
    {
        Assert.IsTrue(EspSuite.TryGet(HipStack.Wire.EspSuiteId.AesGcm16, out EspSuite? suite));
        return suite;
    }

    private AssociationKey KeyOf(ControlThread control) => new(control.Hit, peer.Hit);

    private AssociationPath Open(ControlThread control)
    {
        AssociationPath? path = control.Associations.Find(KeyOf(control));
        Assert.IsNotNull(path, string.Join('\n', control.Log));
        return path;
    }

    private void Connect(ControlThread control, params SpkiObject[] shown)
    {
        Path path = new(
            Encapsulation.Udp,
            new IPEndPoint(peer.Address, 10500),
            new IPEndPoint(IPAddress.Parse("192.0.2.1"), 10500));
        Assert.IsTrue(peer.Engine.Connect(
            world.Clock.Now, new ConnectRequest(peer.Hit, control.Hit, [path], PolicyWorld.Show(shown))));
        control.Pump(peer);
    }
}
