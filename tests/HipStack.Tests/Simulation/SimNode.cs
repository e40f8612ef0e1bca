using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Tests.Simulation;

/// <summary>One host: an engine, its addresses, and a model of its data plane.</summary>
internal sealed class SimNode : IDisposable
{
    private readonly SimWorld world;
    private int boots;

    public SimNode(SimWorld world, int number)
    {
        this.world = world;
        Number = number;
        Key = SimKeys.Get(number);
        Addresses = [NewAddress()];
        Engine = Boot();
    }

    public int Number { get; }

    public HostKey Key { get; }

    public Hit Hit => Key.Hit;

    public List<IPAddress> Addresses { get; }

    public SimNat? Nat { get; set; }

    public HipEngine Engine { get; private set; }

    public Dictionary<uint, SimSa> Inbound { get; } = [];

    public Dictionary<AssociationKey, SimSa> Outbound { get; } = [];

    /// <summary>Why associations ended last.</summary>
    public Dictionary<AssociationKey, EndReason> Ended { get; } = [];

    /// <summary>Until when each peer may speak with this host, as the world knows it.</summary>
    public Dictionary<Hit, TimeSpan> Rights { get; } = [];

    /// <summary>Whether its applications are gone.</summary>
    public bool StopsOffering { get; set; }

    /// <summary>Data that came from each peer.</summary>
    public Dictionary<Hit, int> Received { get; } = [];

    public override string ToString() => $"h{Number}";

    public AssociationKey KeyTo(SimNode peer) => new(Hit, peer.Hit);

    public IPAddress NewAddress() => Nat is null
        ? new IPAddress([10, 0, (byte)Number, (byte)world.NextAddress()])
        : new IPAddress([192, 168, (byte)Number, (byte)world.NextAddress()]);

    /// <summary>Everything is lost but the key and the count of boots.</summary>
    public void Reboot()
    {
        Engine.Dispose();
        Inbound.Clear();
        Outbound.Clear();
        Ended.Clear();
        Engine = Boot();
    }

    public void UseAddresses(params IPAddress[] addresses)
    {
        Addresses.Clear();
        Addresses.AddRange(addresses);
        Engine.UseLocalAddresses(world.Now, Locals());
        Drain();
    }

    public bool Connect(SimNode peer)
    {
        bool isUdp = Nat is not null || peer.Nat is not null;
        if (peer.Nat is not null || Addresses.Count == 0)
        {
            return false;
        }

        int port = isUdp ? 10500 : 0;
        HipStack.Association.Path[] paths =
        [
            .. peer.Addresses.Select(address => new HipStack.Association.Path(
                isUdp ? Encapsulation.Udp : Encapsulation.Raw,
                new IPEndPoint(Addresses[0], port),
                new IPEndPoint(address, port))),
        ];
        bool began = Engine.Connect(
            world.Now, new ConnectRequest(Hit, peer.Hit, paths, world.ChainOf(this, peer)));
        world.Note(this, $"connect to {peer}: {began}");
        Drain();
        return began;
    }

    /// <summary>An application has data for a peer.</summary>
    public void Offer(SimNode peer)
    {
        if (StopsOffering)
        {
            return;
        }

        if (Outbound.TryGetValue(KeyTo(peer), out SimSa? sa))
        {
            Engine.DataSent(world.Now, sa.Key);
            world.Send(new SimPacket(this, sa.Path!, Octets: null, sa.Spi, sa.Keys, ++sa.Sequence));
            Drain();
        }
        else
        {
            Connect(peer);
        }
    }

    public void Receive(SimPacket packet, HipStack.Association.Path path)
    {
        if (packet.Octets is { } octets)
        {
            AssociationKey key = new(Hit, packet.From.Hit);
            AssociationState? before = Engine.Context.Find(key)?.State;
            ControlDrop drop = Engine.Receive(world.Now, path, octets);
            world.NotePacket(this, path, octets, drop, before, Engine.Context.Find(key)?.State);
        }
        else
        {
            ReceiveData(packet, path);
        }

        Drain();
    }

    public void Drain()
    {
        while (Engine.TryTake(out Effect? effect))
        {
            Do(effect);
        }
    }

    public void Check()
    {
        foreach (SimSa sa in Inbound.Values.Concat(Outbound.Values))
        {
            bool isGranted = Engine.Context.Find(sa.Key) is { Verdict.IsGranted: true } found
                && (found.IsOpen || (found.IsListening && !Outbound.ContainsValue(sa)));
            if (!isGranted || Rights.GetValueOrDefault(sa.Key.Peer) <= world.Now)
            {
                world.Fail($"{this} has {sa.Spi:x8} without a {(isGranted ? "right" : "verdict")}");
            }
        }

        int most = world.Nodes.Count;
        if (Engine.Count > most
            || Engine.Context.SpiCount > 4 * most
            || Engine.Context.Schedule.Count > Engine.Count)
        {
            world.Fail($"{this} grows without bound");
        }
    }

    public void Dispose() => Engine.Dispose();

    private HipEngine Boot()
    {
        boots++;
        EngineOptions options = world.Options with { FirstR1Counter = (ulong)boots * 1_000_000 };
        HipEngine engine = new(options, [Key], new SimRandom(world.Random.Next()));
        engine.UseLocalAddresses(world.Now, Locals());
        return engine;
    }

    private LocalAddress[] Locals() => [.. Addresses.Select(address => new LocalAddress(address, 24))];

    private void ReceiveData(SimPacket packet, HipStack.Association.Path path)
    {
        if (!Inbound.TryGetValue(packet.Spi, out SimSa? sa) || sa.Keys != packet.Keys || !sa.Accept(packet.Sequence))
        {
            world.Note(this, $"data {packet.Spi:x8} dropped");
            return;
        }

        world.Require(sa.Key.Peer == packet.From.Hit, $"{this} takes data of {packet.From} for another's");
        Received[sa.Key.Peer] = Received.GetValueOrDefault(sa.Key.Peer) + 1;
        if (sa.IsFirst || !path.Equals(sa.Path) || packet.Sequence % 8 == 0)
        {
            sa.Path = path;
            Engine.DataReceived(world.Now, packet.Spi, path);
        }
    }

    private void Do(Effect effect)
    {
        switch (effect)
        {
            case SendPacket send:
                world.Require(send.Octets.Length <= SimWorld.Mtu, "a packet exceeds the MTU");
                world.Send(new SimPacket(this, send.Path, send.Octets.ToArray()));
                break;
            case AuthorisationRequest question:
                Decide(question);
                break;
            case PuzzleRequest puzzle:
                world.Later(world.PuzzleDelay(), this, () => Engine.PuzzleSolved(world.Now, puzzle, puzzle.Solve()));
                break;
            case InstallInboundSa install:
                world.Require(!Inbound.ContainsKey(install.Keys.Spi), $"{this} has SPI {install.Keys.Spi:x8} twice");
                Inbound.Add(install.Keys.Spi, new SimSa(install.Key, install.Keys.Spi, SimSa.Text(install.Keys)));
                world.Note(this, $"inbound {install.Keys.Spi:x8}");
                install.Keys.Dispose();
                break;
            case InstallOutboundSa install:
                string keys = SimSa.Text(install.Keys);
                world.Require(world.OutboundKeys.Add(keys), $"{this} sends under keys that were used before");
                Outbound[install.Key] = new SimSa(install.Key, install.Keys.Spi, keys) { Path = install.Path };
                world.Note(this, $"outbound {install.Keys.Spi:x8} {install.Path}");
                install.Keys.Dispose();
                break;
            case RemoveInboundSa remove:
                world.Require(Inbound.Remove(remove.Spi), $"{this} removes SPI {remove.Spi:x8}, which is not there");
                world.Note(this, $"remove {remove.Spi:x8}");
                break;
            case PathChanged change when Outbound.TryGetValue(change.Key, out SimSa? sa):
                sa.Path = change.Path;
                world.Note(this, $"path {change.Path} verified {change.IsVerified}");
                break;
            case AssociationDown down:
                world.Require(down.Reason != EndReason.None, $"{this} ends without a reason");
                Outbound.Remove(down.Key);
                Ended[down.Key] = down.Reason;
                world.Note(this, $"down {down.Reason} {down.Detail}");
                break;
            default:
                break;
        }
    }

    private void Decide(AuthorisationRequest question)
    {
        TimeSpan? delay = world.VerdictDelay();
        if (delay is null)
        {
            world.Note(this, "no verdict");
            return;
        }

        SimNode peer = world.Nodes.Single(node => node.Hit == question.Key.Peer);
        world.Require(question.Identity.Equals(peer.Key.Identity), "a question names another's key");
        world.Require(world.IsChain(peer, this, question.Chain), "a question comes with a wrong chain");
        world.Later(delay.Value, this, () =>
        {
            TimeSpan until = Rights.GetValueOrDefault(question.Key.Peer);
            bool isGranted = until > world.Now;
            world.Note(this, $"verdict on {peer}: {isGranted}");
            Engine.Authorise(world.Now, question, isGranted
                ? Verdict.Granted(until == TimeSpan.MaxValue ? null : until, "test", world.ChainOf(this, peer))
                : Verdict.Refused("no right"));
        });
    }
}
