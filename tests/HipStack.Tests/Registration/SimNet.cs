using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Tests.Registration;

/// <summary>Some hosts, and a network that loses only what a NAT or a test does not let through.</summary>
internal sealed class SimNet(params NetHost[] hosts) : IDisposable
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(5);

    private readonly PriorityQueue<SimDatagram, TimeSpan> wire = new();
    private readonly List<string> trace = [];

    public TimeSpan Now { get; private set; }

    /// <summary>What was sent and what became of it, for a failed test.</summary>
    public string Trace => string.Join('\n', trace);

    /// <summary>Everything that was on the wire.</summary>
    public List<SimDatagram> Log { get; } = [];

    /// <summary>What was dropped, and why.</summary>
    public List<(NetHost Host, ControlDrop Drop)> Drops { get; } = [];

    /// <summary>Changes a packet on its way; null loses it.</summary>
    public Func<SimDatagram, SimDatagram?> Tamper { get; set; } = datagram => datagram;

    public IEnumerable<SimDatagram> Of(PacketType type) => Log.Where(datagram => datagram.Type == type);

    /// <summary>Begins an exchange of two hosts, by way of a third if one is given.</summary>
    public bool Connect(
        NetHost from,
        NetHost to,
        NetHost? via = null,
        Encapsulation by = Encapsulation.Raw,
        IReadOnlyList<ReadOnlyMemory<byte>>? chain = null)
    {
        int port = by == Encapsulation.Udp ? HipProtocol.UdpPort : 0;
        HipStack.Association.Path path = new(
            by, new IPEndPoint(from.Address, port), new IPEndPoint((via ?? to).Address, port));
        bool began = from.Engine.Connect(Now, new ConnectRequest(from.Hit, to.Hit, [path], chain ?? []));
        Collect();
        return began;
    }

    /// <summary>Registers a host with another, with a base exchange.</summary>
    public void Register(NetHost client, NetHost server, TimeSpan lifetime, params RegistrationType[] types)
    {
        bool isRaw = types.Contains(RegistrationType.Rendezvous);
        Assert.IsTrue(client.Engine.Register(Now, client.To(server), types, lifetime));
        Assert.IsTrue(Connect(client, server, by: isRaw ? Encapsulation.Raw : Encapsulation.Udp));
        Run(TimeSpan.FromSeconds(1));
    }

    public void Inject(SimDatagram datagram)
    {
        Log.Add(datagram);
        wire.Enqueue(datagram, Now + Latency);
    }

    /// <summary>Lets the time pass.</summary>
    public void Run(TimeSpan time)
    {
        TimeSpan end = Now + time;
        Collect();
        while (true)
        {
            TimeSpan next = hosts.Where(host => !host.IsGone)
                .Select(host => host.Engine.NextDeadline ?? TimeSpan.MaxValue)
                .Append(wire.TryPeek(out _, out TimeSpan at) ? at : TimeSpan.MaxValue)
                .Min();
            if (next >= end)
            {
                Now = end;
                return;
            }

            Now = next > Now ? next : Now;
            hosts.Where(host => !host.IsGone).ToList().ForEach(host => host.Engine.Tick(Now));
            Collect();
            while (wire.TryPeek(out _, out TimeSpan due) && due <= Now)
            {
                Deliver(wire.Dequeue());
                Collect();
            }
        }
    }

    public void Dispose()
    {
        foreach (NetHost host in hosts)
        {
            host.Dispose();
        }
    }

    private void Collect()
    {
        foreach (NetHost host in hosts)
        {
            host.Drain(Now);
            foreach (SendPacket sent in host.Sent)
            {
                bool isLost = host.IsGone || (host.Nat is not null && sent.Path.Encapsulation == Encapsulation.Raw);
                IPEndPoint from = host.Nat?.Out(sent.Path.Local, sent.Path.Remote) ?? sent.Path.Local;
                SimDatagram datagram = new(sent.Path.Encapsulation, from, sent.Path.Remote, sent.Octets.ToArray());
                if (!isLost && Tamper(datagram) is { } passed)
                {
                    Inject(passed);
                }
            }

            host.Sent.Clear();
        }
    }

    private static IPEndPoint? In(SimNat nat, SimDatagram datagram) =>
        nat.Address.Equals(datagram.To.Address) ? nat.In(datagram.From, datagram.To) : null;

    private void Deliver(SimDatagram datagram)
    {
        foreach (NetHost host in hosts.Where(host => !host.IsGone))
        {
            IPEndPoint? inner = host.Nat is { } nat ? In(nat, datagram) : datagram.To;
            if (inner is not null && inner.Address.Equals(host.Address))
            {
                HipStack.Association.Path path = new(datagram.Encapsulation, inner, datagram.From);
                ControlDrop drop = host.Engine.Receive(Now, path, datagram.Octets);
                trace.Add($"{Now.TotalSeconds:F3} {datagram.From} > {datagram.To} {datagram.Type} {drop}");
                if (drop != ControlDrop.None)
                {
                    Drops.Add((host, drop));
                }
            }
        }
    }
}
