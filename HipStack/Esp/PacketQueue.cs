using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Esp;

/// <summary>
/// IP packets from the TAP side that wait for a base exchange. Where too much waits, the oldest goes: of the peer,
/// or of all. Any thread may use it; it is not on the way of packets that need not wait.
/// </summary>
/// <param name="limits">How much may wait.</param>
public sealed class PacketQueue(QueueLimits limits)
{
    private readonly Lock gate = new();
    private readonly Dictionary<HitPair, Queue<LinkedListNode<WaitingPacket>>> peers = [];
    private readonly LinkedList<WaitingPacket> all = [];
    private readonly Dictionary<HitPair, int> peerBytes = [];
    private int bytes;

    /// <summary>Makes a queue with <see cref="QueueLimits.Default"/>.</summary>
    public PacketQueue()
        : this(QueueLimits.Default)
    {
    }

    /// <summary>The packets that were dropped.</summary>
    public DropCounters Drops { get; } = new();

    /// <summary>The packets that wait.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return all.Count;
            }
        }
    }

    /// <summary>The octets that wait.</summary>
    public int Bytes
    {
        get
        {
            lock (gate)
            {
                return bytes;
            }
        }
    }

    /// <summary>Lets a copy of a packet wait; false if it alone is over a limit.</summary>
    public bool Enqueue(UInt128 localHit, UInt128 peerHit, ReadOnlySpan<byte> packet)
    {
        if (packet.Length > Math.Min(limits.PeerBytes, limits.AllBytes)
            || Math.Min(limits.PeerPackets, limits.AllPackets) < 1)
        {
            Drops.Count(DropReason.QueueFull);
            return false;
        }

        HitPair pair = new(localHit, peerHit);
        WaitingPacket waiting = new(pair, packet.ToArray());
        lock (gate)
        {
            MakeRoom(pair, packet.Length);
            Add(waiting);
        }

        return true;
    }

    /// <summary>Whether a packet waits for a peer.</summary>
    public bool Has(UInt128 localHit, UInt128 peerHit)
    {
        lock (gate)
        {
            return peers.ContainsKey(new HitPair(localHit, peerHit));
        }
    }

    /// <summary>Takes the oldest packet of a peer; false if there is none.</summary>
    public bool TryDequeue(UInt128 localHit, UInt128 peerHit, [NotNullWhen(true)] out byte[]? packet)
    {
        lock (gate)
        {
            return TryTake(new HitPair(localHit, peerHit), out packet);
        }
    }

    /// <summary>Drops what waits for a peer, because it cannot be reached; returns how many packets.</summary>
    public int Discard(UInt128 localHit, UInt128 peerHit)
    {
        int dropped = 0;
        for (; TryDequeue(localHit, peerHit, out _); dropped++)
        {
            Drops.Count(DropReason.NoAssociation);
        }

        return dropped;
    }

    private void MakeRoom(HitPair pair, int length)
    {
        while (peers.TryGetValue(pair, out Queue<LinkedListNode<WaitingPacket>>? queue)
            && (queue.Count >= limits.PeerPackets || peerBytes[pair] + length > limits.PeerBytes))
        {
            DropOldest(pair);
        }

        while (all.First is { } oldest && (all.Count >= limits.AllPackets || bytes + length > limits.AllBytes))
        {
            DropOldest(oldest.Value.Pair);
        }
    }

    private void DropOldest(HitPair pair)
    {
        TryTake(pair, out _);
        Drops.Count(DropReason.QueueFull);
    }

    private void Add(WaitingPacket waiting)
    {
        if (!peers.TryGetValue(waiting.Pair, out Queue<LinkedListNode<WaitingPacket>>? queue))
        {
            queue = new Queue<LinkedListNode<WaitingPacket>>();
            peers.Add(waiting.Pair, queue);
            peerBytes.Add(waiting.Pair, 0);
        }

        queue.Enqueue(all.AddLast(waiting));
        peerBytes[waiting.Pair] += waiting.Octets.Length;
        bytes += waiting.Octets.Length;
    }

    private bool TryTake(HitPair pair, [NotNullWhen(true)] out byte[]? packet)
    {
        packet = null;
        if (!peers.TryGetValue(pair, out Queue<LinkedListNode<WaitingPacket>>? queue))
        {
            return false;
        }

        LinkedListNode<WaitingPacket> node = queue.Dequeue();
        all.Remove(node);
        packet = node.Value.Octets;
        peerBytes[pair] -= packet.Length;
        bytes -= packet.Length;
        if (queue.Count == 0)
        {
            peers.Remove(pair);
            peerBytes.Remove(pair);
        }

        return true;
    }
}
