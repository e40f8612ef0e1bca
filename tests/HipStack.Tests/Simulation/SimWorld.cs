using System.Globalization;
using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Tests.Simulation;

/// <summary>
/// Some hosts, the network between them and its faults, on a clock of its own. Everything follows from the seed.
/// </summary>
internal sealed class SimWorld : IDisposable
{
    /// <summary>The longest packet that passes, in octets: IPv6's least, less the headers outside.</summary>
    public const int Mtu = 1280 - 40 - 8 - 4;

    private readonly PriorityQueue<(SimNode? Node, Action Action), (TimeSpan At, long Order)> queue = new();
    private readonly HashSet<(SimNode, SimNode)> cut = [];
    private readonly List<(SimPacket Packet, HipStack.Association.Path Path)> recorded = [];
    private readonly List<string> trace = [];
    private readonly Dictionary<(SimNode, SimNode), ReadOnlyMemory<byte>[]> chains = [];
    private long order;
    private int lastAddress;

    public SimWorld(ulong seed)
    {
        Seed = seed;
        Random = new SimRandom(seed);
        Faults = SimFaults.Choose(Random);
        Options = new EngineOptions
        {
            DhGroups = [DhGroup.P256],
            BaseDifficulty = 1,
            R1Lifetime = TimeSpan.FromSeconds(20),
            RetryInterval = TimeSpan.FromMilliseconds(200),
            MaxRetryInterval = TimeSpan.FromSeconds(2),
            FailedHold = TimeSpan.FromSeconds(1),
            VerdictTimeout = TimeSpan.FromSeconds(3),
            UnusedLifetime = TimeSpan.FromSeconds(30),
            MaxSegmentLifetime = TimeSpan.FromSeconds(4),
            RekeyInterval = Random.Percent(30) ? Random.Between(2000, 9000) : TimeSpan.FromMinutes(5),
            DiffieHellmanEvery = 1 + Random.Below(4),
            OldSaHold = TimeSpan.FromSeconds(2),
            SilenceProbe = TimeSpan.FromSeconds(2),
            KeepaliveInterval = TimeSpan.FromSeconds(3),
            LocatorLifetime = TimeSpan.FromSeconds(Random.Percent(20) ? 15 : 3600),
            R1RatePerSource = 1000,
            FirstUpdateId = Random.Percent(30) ? uint.MaxValue - (uint)Random.Below(6) : 0,
        };
        Nodes = [];
        int hosts = 2 + Random.Below(Random.Percent(30) ? 4 : 1);
        for (int i = 0; i < hosts; i++)
        {
            Nodes.Add(new SimNode(this, Random.Below(4) + (4 * i)));
        }

        if (Random.Percent(25))
        {
            SimNode behind = Nodes[0];
            behind.Nat = new SimNat(new IPAddress([203, 0, 113, 1]));
            behind.UseAddresses(behind.NewAddress());
        }
    }

    public ulong Seed { get; }

    public SimRandom Random { get; }

    public SimFaults Faults { get; private set; }

    public EngineOptions Options { get; }

    public List<SimNode> Nodes { get; }

    public TimeSpan Now { get; private set; }

    public bool IsCalm { get; private set; }

    /// <summary>All keys that data was ever sent under.</summary>
    public HashSet<string> OutboundKeys { get; } = [];

    public long Steps { get; private set; }

    /// <summary>HIP packets that were sent, at the end.</summary>
    public long Packets { get; set; }

    public int NextAddress() => ++lastAddress;

    /// <summary>No more faults from now on.</summary>
    public void Calm()
    {
        Note(null, "calm");
        IsCalm = true;
        Faults = SimFaults.Calm;
        cut.Clear();
    }

    public void Cut(SimNode left, SimNode right, TimeSpan time)
    {
        Note(null, $"cut {left} {right}");
        cut.Add((left, right));
        cut.Add((right, left));
        Later(time, null, () =>
        {
            cut.Remove((left, right));
            cut.Remove((right, left));
        });
    }

    public void Later(TimeSpan delay, SimNode? node, Action action)
    {
        HipEngine? engine = node?.Engine;
        queue.Enqueue(
            (node, () =>
            {
                // What a host was about to do ends with its reboot.
                if (node?.Engine == engine)
                {
                    action();
                }
            }),
            (Now + delay, order++));
    }

    public TimeSpan PuzzleDelay() => IsCalm ? TimeSpan.Zero : Random.Between(0, Random.Percent(10) ? 2000 : 50);

    /// <summary>How long a verdict takes; null if it never comes.</summary>
    public TimeSpan? VerdictDelay() =>
        IsCalm ? TimeSpan.Zero
        : Random.Percent(3) ? null
        : Random.Percent(50) ? TimeSpan.Zero : Random.Between(0, Random.Percent(10) ? 4000 : 300);

    /// <summary>The certificates that a host shows to another; the same over the whole run.</summary>
    public ReadOnlyMemory<byte>[] ChainOf(SimNode from, SimNode to)
    {
        if (!chains.TryGetValue((from, to), out ReadOnlyMemory<byte>[]? chain))
        {
            int count = Random.Percent(50) ? 0 : Random.Below(7);
            chain = new ReadOnlyMemory<byte>[count];
            for (int i = 0; i < count; i++)
            {
                byte[] octets = new byte[40 + Random.Below(560)];
                Random.Fill(octets);
                chain[i] = octets;
            }

            chains.Add((from, to), chain);
        }

        return chain;
    }

    public bool IsChain(SimNode from, SimNode to, IReadOnlyList<ReadOnlyMemory<byte>> shown)
    {
        ReadOnlyMemory<byte>[] chain = ChainOf(from, to);
        return chain.Length == shown.Count
            && chain.Zip(shown).All(pair => pair.First.Span.SequenceEqual(pair.Second.Span));
    }

    /// <summary>Somebody sends an old packet again, from anywhere, perhaps changed.</summary>
    public void Replay()
    {
        if (recorded.Count == 0)
        {
            return;
        }

        (SimPacket packet, HipStack.Association.Path path) = recorded[Random.Below(recorded.Count)];
        if (Random.Percent(30))
        {
            path = path with { Remote = new IPEndPoint(new IPAddress([198, 51, 100, 7]), path.Remote.Port) };
        }

        byte[] octets = [.. packet.Octets!];
        for (int changes = Random.Below(3); changes > 0; changes--)
        {
            octets[Random.Below(octets.Length)] = (byte)Random.Below(256);
        }

        if (path.Encapsulation == Encapsulation.Raw && HipPacket.TryParse(octets, out _, out _))
        {
            HipChecksum.Set(octets, path.Remote.Address, path.Local.Address);
        }

        packet = packet with { Octets = octets };
        queue.Enqueue((null, () => Deliver(packet, path)), (Now + Random.Between(0, 100), order++));
    }

    public void Send(SimPacket packet)
    {
        if (!packet.From.Addresses.Contains(packet.Path.Local.Address) || Random.Percent(Faults.Loss))
        {
            return;
        }

        HipStack.Association.Path outside = Translate(packet);
        if (packet.Octets is not null && !IsCalm)
        {
            recorded.Add((packet, outside));
        }

        int copies = Random.Percent(Faults.Duplication) ? 2 : 1;
        for (int i = 0; i < copies; i++)
        {
            SimPacket copy = packet;
            if (packet.Octets is { } octets && Random.Percent(Faults.Corruption))
            {
                octets = [.. octets];
                octets[Random.Below(octets.Length)] ^= (byte)(1 + Random.Below(255));
                copy = packet with { Octets = octets };
            }

            queue.Enqueue(
                (null, () => Deliver(copy, outside)),
                (Now + Random.Between(Faults.MinDelay, Faults.MaxDelay), order++));
        }
    }

    /// <summary>Lets the time pass.</summary>
    public void Run(TimeSpan time)
    {
        TimeSpan end = Now + time;
        while (true)
        {
            TimeSpan next = queue.TryPeek(out _, out (TimeSpan At, long Order) first) ? first.At : end;
            foreach (SimNode node in Nodes)
            {
                next = node.Engine.NextDeadline is { } due && due < next ? due : next;
            }

            if (next >= end)
            {
                Now = end;
                return;
            }

            Now = next > Now ? next : Now;
            Step();
        }
    }

    public void Note(SimNode? node, string what) =>
        trace.Add(string.Create(CultureInfo.InvariantCulture, $"{Now.TotalSeconds,8:F3} {node,-3} {what}"));

    public void NotePacket(
        SimNode node,
        HipStack.Association.Path path,
        byte[] octets,
        ControlDrop drop,
        AssociationState? before,
        AssociationState? after)
    {
        string types = HipPacket.TryParse(octets, out HipPacket? packet, out _)
            ? $"{packet.Type} {string.Join(' ', packet.Parameters.Select(parameter => (int)parameter.Type))}"
                + (packet.TryRead(out HipStack.Wire.Parameters.SeqParameter? seq)
                    ? $" seq {seq.UpdateId}"
                    : string.Empty)
                + (packet.TryRead(out HipStack.Wire.Parameters.AckParameter? ack)
                    ? $" ack {string.Join(',', ack.UpdateIds)}"
                    : string.Empty)
                + (packet.TryRead(out HipStack.Wire.Parameters.EspInfoParameter? info)
                    ? $" esp {info.OldSpi:x8} {info.NewSpi:x8} {info.KeymatIndex}"
                    : string.Empty)
            : "?";
        string move = before == after ? $"{after}" : $"{before} -> {after}";
        Note(node, $"< {path.Remote} {types} {(drop == ControlDrop.None ? string.Empty : drop)} [{move}]");
    }

    public void Require(bool holds, string what)
    {
        if (!holds)
        {
            Fail(what);
        }
    }

    public void Fail(string what) =>
        throw new SimFailedException($"seed {Seed}: {what}\n{string.Join('\n', trace.TakeLast(400))}");

    public void Dispose() => Nodes.ForEach(node => node.Dispose());

    private void Step()
    {
        Steps++;
        Require(Steps < 200_000, "it does not end");
        foreach (SimNode node in Nodes)
        {
            node.Engine.Tick(Now);
            node.Drain();
        }

        while (queue.TryPeek(out _, out (TimeSpan At, long Order) first) && first.At <= Now)
        {
            (SimNode? node, Action action) = queue.Dequeue();
            action();
            node?.Drain();
        }

        Nodes.ForEach(node => node.Check());
    }

    /// <summary>The way as the receiver sees it, reversed; a NAT writes its own address.</summary>
    private static HipStack.Association.Path Translate(SimPacket packet)
    {
        HipStack.Association.Path path = packet.Path;
        if (packet.From.Nat is { } nat)
        {
            nat.Inside = path.Local;
            return new HipStack.Association.Path(path.Encapsulation, path.Remote, nat.Public);
        }

        return new HipStack.Association.Path(path.Encapsulation, path.Remote, path.Local);
    }

    private void Deliver(SimPacket packet, HipStack.Association.Path path)
    {
        foreach (SimNode node in Nodes)
        {
            if (node.Nat is { } nat && nat.Public.Equals(path.Local) && nat.Inside is { } inside)
            {
                if (node.Addresses.Contains(inside.Address) && !cut.Contains((packet.From, node)))
                {
                    node.Receive(packet, path with { Local = inside });
                }
            }
            else if (node.Nat is null
                && node.Addresses.Contains(path.Local.Address)
                && !cut.Contains((packet.From, node)))
            {
                node.Receive(packet, path);
            }
        }
    }
}
