using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Tests.Simulation;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Tests.Association;

/// <summary>
/// Two hosts, of which one turns malicious: whatever it says is authenticated with the right keys. Its victim is
/// the other.
/// </summary>
internal sealed class Insider : IDisposable
{
    private static readonly HostKey Third = SimKeys.Get(3);

    public Insider(EngineOptions? options = null, bool isGreater = false)
    {
        HostKey left = SimKeys.Get(5);
        HostKey right = SimKeys.Get(7);
        bool swap = left.Hit.CompareTo(right.Hit) > 0 != isGreater;
        EngineOptions chosen = options ?? new EngineOptions { BaseDifficulty = 1, DhGroups = [DhGroup.P256] };
        Attacker = new SimHost("10.0.0.1", swap ? right : left, chosen, new SimRandom(1));
        Victim = new SimHost("10.0.0.2", swap ? left : right, chosen, new SimRandom(2));
        Pair = new SimPair(Attacker, Victim);
    }

    public SimHost Attacker { get; }

    public SimHost Victim { get; }

    public SimPair Pair { get; }

    public static HostKey Stranger => Third;

    public HipAssociation Theirs => Victim.Engine.Context.Find(new AssociationKey(Victim.Hit, Attacker.Hit))!;

    public HipAssociation Ours => Attacker.Engine.Context.Find(new AssociationKey(Attacker.Hit, Victim.Hit))!;

    public HipStack.Association.Path Path { get; set; } = new(
        Encapsulation.Raw,
        new IPEndPoint(IPAddress.Parse("10.0.0.2"), 0),
        new IPEndPoint(IPAddress.Parse("10.0.0.1"), 0));

    /// <summary>An insider whose association with the victim is open on both ends and established.</summary>
    public static Insider Established(EngineOptions? options = null)
    {
        Insider insider = new(options);
        insider.Associate();
        return insider;
    }

    public void Associate()
    {
        Assert.IsTrue(Pair.Connect());
        Pair.Run(TimeSpan.FromSeconds(1));
        Victim.Engine.DataReceived(Pair.Now, Theirs.InboundSpi, Path);
        Attacker.Engine.DataReceived(Pair.Now, Ours.InboundSpi, new HipStack.Association.Path(
            Path.Encapsulation, Path.Remote, Path.Local));
        Assert.AreEqual(AssociationState.Established, Theirs.State);
        Assert.AreEqual(AssociationState.Established, Ours.State);
        Clear();
    }

    /// <summary>Forgets what the hosts did so far.</summary>
    public void Clear()
    {
        Attacker.Drain(Pair.Now);
        Victim.Drain(Pair.Now);
        Attacker.Effects.Clear();
        Attacker.Sent.Clear();
        Victim.Effects.Clear();
        Victim.Sent.Clear();
    }

    public PacketBuilder Begin(PacketType type) =>
        new(type, HipControls.None, Attacker.Hit.ToUInt128(), Victim.Hit.ToUInt128());

    /// <summary>A packet with the attacker's MAC and signature.</summary>
    public byte[] Sealed(PacketType type, params IHipParameter[] parameters) =>
        Sealing.Seal(Built(type, parameters), Ours.Secrets!, Attacker.Key);

    public PacketBuilder Built(PacketType type, params IHipParameter[] parameters)
    {
        PacketBuilder builder = Begin(type);
        foreach (IHipParameter parameter in parameters.OrderBy(parameter => parameter.Type))
        {
            builder.Add(parameter);
        }

        return builder;
    }

    /// <summary>The attacker's I1 and what came of it: its I2, which the victim has not seen.</summary>
    public byte[] NextI2()
    {
        Assert.IsTrue(Attacker.Engine.Connect(Pair.Now, new ConnectRequest(
            Attacker.Hit,
            Victim.Hit,
            [new HipStack.Association.Path(Path.Encapsulation, Path.Remote, Path.Local)],
            [])));
        Attacker.Drain(Pair.Now);
        byte[] i1 = Attacker.Sent[^1].Octets.ToArray();
        Assert.AreEqual(ControlDrop.None, Give(i1));
        Assert.AreEqual(ControlDrop.None, GiveBack(Victim.Sent[^1].Octets.ToArray()));
        return Attacker.Sent[^1].Octets.ToArray();
    }

    /// <summary>Gives the attacker's engine a packet of the victim's.</summary>
    public ControlDrop GiveBack(byte[] packet)
    {
        ControlDrop drop = Attacker.Engine.Receive(
            Pair.Now, new HipStack.Association.Path(Path.Encapsulation, Path.Remote, Path.Local), packet);
        Attacker.Drain(Pair.Now);
        return drop;
    }

    /// <summary>An I2 with other parameters, under a new MAC and signature.</summary>
    public byte[] Changed(byte[] i2, params IHipParameter[] others) => Changed(i2, Attacker.Key, others);

    /// <summary>As before, signed with any key.</summary>
    public byte[] Changed(byte[] i2, HostKey signer, params IHipParameter[] others)
    {
        Assert.IsTrue(HipPacket.TryParse(i2, out HipPacket? packet, out _));
        PacketBuilder builder = PacketBuilder.CopyOf(packet);
        builder.Remove(ParameterType.HipSignature);
        builder.Remove(ParameterType.HipMac);
        foreach (IHipParameter other in others)
        {
            builder.Remove(other.Type);
        }

        foreach (IHipParameter other in others)
        {
            builder.Insert(other);
        }

        return Sealing.Seal(builder, Ours.Secrets ?? Ours.Attempt!.Secrets!, signer);
    }

    /// <summary>Gives the victim a packet; what it does then is in its lists.</summary>
    public ControlDrop Give(byte[] packet, TimeSpan? at = null)
    {
        byte[] octets = [.. packet];
        if (Path.Encapsulation == Encapsulation.Raw && HipPacket.TryParse(octets, out _, out _))
        {
            HipChecksum.Set(octets, Path.Remote.Address, Path.Local.Address);
        }

        ControlDrop drop = Victim.Engine.Receive(at ?? Pair.Now, Path, octets);
        Victim.Drain(at ?? Pair.Now);
        return drop;
    }

    public ControlDrop Update(uint id, params IHipParameter[] parameters) =>
        Give(Sealed(PacketType.Update, [.. parameters, new SeqParameter(id)]));

    /// <summary>The packets of a type that the victim has sent.</summary>
    public IReadOnlyList<HipPacket> Answers(PacketType type) =>
    [
        .. Victim.Sent
            .Select(sent => HipPacket.TryParse(sent.Octets.Span, out HipPacket? packet, out _) ? packet : null!)
            .Where(packet => packet.Type == type),
    ];

    public void Dispose()
    {
        Attacker.Dispose();
        Victim.Dispose();
    }
}
