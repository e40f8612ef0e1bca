using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Tests.Association;

/// <summary>Two hosts and a wire between them that loses nothing.</summary>
internal sealed class SimPair(SimHost left, SimHost right)
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(5);

    private readonly PriorityQueue<(SimHost To, SendPacket Packet), TimeSpan> wire = new();

    private readonly List<string> trace = [];

    /// <summary>What was sent and what became of it, for a failed test.</summary>
    public string Trace => string.Join('\n', trace);

    public TimeSpan Now { get; private set; }

    public bool Connect(IReadOnlyList<ReadOnlyMemory<byte>>? chain = null) => Connect(right.Hit, chain);

    /// <summary>Begins an exchange with whoever has the other's address.</summary>
    public bool Meet() => Connect(peer: default, chain: null);

    private bool Connect(Hit peer, IReadOnlyList<ReadOnlyMemory<byte>>? chain)
    {
        HipStack.Association.Path path = new(
            Encapsulation.Raw, new IPEndPoint(left.Address, 0), new IPEndPoint(right.Address, 0));
        bool began = left.Engine.Connect(Now, new ConnectRequest(left.Hit, peer, [path], chain ?? []));
        Collect();
        return began;
    }

    /// <summary>It is later, and nothing was looked at.</summary>
    public void AdvanceTo(TimeSpan time) => Now = time > Now ? time : Now;

    /// <summary>Lets the time pass.</summary>
    public void Run(TimeSpan time)
    {
        TimeSpan end = Now + time;
        while (true)
        {
            TimeSpan next = end;
            next = Min(next, left.Engine.NextDeadline);
            next = Min(next, right.Engine.NextDeadline);
            next = wire.TryPeek(out _, out TimeSpan at) ? Min(next, at) : next;
            if (next >= end)
            {
                Now = end;
                return;
            }

            Now = next > Now ? next : Now;
            left.Engine.Tick(Now);
            right.Engine.Tick(Now);
            Collect();
            while (wire.TryPeek(out _, out TimeSpan due) && due <= Now)
            {
                (SimHost to, SendPacket packet) = wire.Dequeue();
                Deliver(to, packet);
                Collect();
            }
        }
    }

    /// <summary>The last keys that each installed are those that the other uses.</summary>
    public void AssertSameKeys()
    {
        Compare(left, right);
        Compare(right, left);
    }

    private static void Compare(SimHost from, SimHost to)
    {
        SaKeys sending = from.Effects.OfType<InstallOutboundSa>().Last().Keys;
        SaKeys receiving = to.Effects.OfType<InstallInboundSa>().Last().Keys;
        Assert.AreEqual(receiving.Spi, sending.Spi);
        Assert.IsTrue(receiving.Encryption.SequenceEqual(sending.Encryption));
        Assert.IsTrue(receiving.Authentication.SequenceEqual(sending.Authentication));
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan? right) => right is { } other && other < left ? other : left;

    private void Deliver(SimHost to, SendPacket packet)
    {
        if (packet.Path.Remote.Address.Equals(to.Address))
        {
            HipStack.Association.Path path = new(packet.Path.Encapsulation, packet.Path.Remote, packet.Path.Local);
            ControlDrop drop = to.Engine.Receive(Now, path, packet.Octets.Span);
            trace.Add($"{Now.TotalSeconds:F3} {packet.Path.Local.Address} {(PacketType)packet.Octets.Span[2]} {drop}");
        }
    }

    private void Collect()
    {
        foreach ((SimHost from, SimHost to) in new[] { (left, right), (right, left) })
        {
            from.Drain(Now);
            foreach (SendPacket packet in from.Sent)
            {
                wire.Enqueue((to, packet), Now + Latency);
            }

            from.Sent.Clear();
        }
    }
}
