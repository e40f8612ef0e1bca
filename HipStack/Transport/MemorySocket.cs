namespace HiperNet.HipStack.Transport;

/// <summary>
/// A socket of a <see cref="MemoryNetwork"/>. Its queue is bounded and loses what is too much.
/// </summary>
public sealed class MemorySocket : IDatagramSocket
{
    /// <summary>How many datagrams wait at most.</summary>
    public const int QueueLength = 1000;

    private readonly MemoryNetwork network;
    private readonly Queue<Waiting> queue = [];
    private bool isWoken;

    internal MemorySocket(
        MemoryNetwork network, UnderlayProtocol protocol, IReadOnlyList<UnderlayAddress> addresses)
    {
        this.network = network;
        Addresses = addresses;
        Protocol = protocol;
    }

    private readonly record struct Waiting(byte[] Octets, UnderlayAddress Remote, UnderlayAddress Local);

    /// <inheritdoc/>
    public UnderlayProtocol Protocol { get; }

    /// <inheritdoc/>
    public bool IsIPv6 => Bound.IsIPv6;

    /// <summary>The host's addresses; the first one is sent from where none is chosen.</summary>
    public IReadOnlyList<UnderlayAddress> Addresses { get; private set; }

    /// <inheritdoc/>
    public UnderlayAddress Bound => Addresses[0];

    /// <inheritdoc/>
    public SocketCounters Counters { get; } = new();

    internal bool IsReadable => queue.Count > 0;

    /// <summary>Gives the host other addresses, as a mobile host gets them.</summary>
    /// <exception cref="TransportException">As for <see cref="MemoryNetwork.Open"/>.</exception>
    public void Move(params IReadOnlyList<UnderlayAddress> addresses)
    {
        lock (network.Guard)
        {
            Addresses = network.Place(Protocol, addresses, this);
        }
    }

    /// <inheritdoc/>
    public int Receive(DatagramBatch batch, int timeoutMilliseconds)
    {
        batch.Clear();
        lock (network.Guard)
        {
            MemoryWait.Until(network.Guard, () => isWoken || IsReadable, timeoutMilliseconds);
            bool woken = isWoken;
            isWoken = false;
            return woken ? 0 : Take(batch);
        }
    }

    /// <inheritdoc/>
    public int Send(DatagramBatch batch)
    {
        int sent = 0;
        lock (network.Guard)
        {
            for (int slot = 0; slot < batch.Count; slot++)
            {
                int error = SendOne(batch[slot], batch.Remote(slot), batch.Local(slot));
                batch.SetFault(
                    slot, error == 0 ? DatagramFault.None : TransportError.FaultOf(error, hasLocal: true));
                if (error == 0)
                {
                    Counters.CountSent(1, batch[slot].Length);
                    sent++;
                }
                else
                {
                    Counters.CountSendFailure(error);
                }
            }

            Monitor.PulseAll(network.Guard);
        }

        return sent;
    }

    /// <inheritdoc/>
    public void Wake()
    {
        lock (network.Guard)
        {
            isWoken = true;
            Monitor.PulseAll(network.Guard);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => network.Close(this);

    /// <summary>Takes what waits; under the network's lock.</summary>
    internal int Take(DatagramBatch batch)
    {
        long octets = 0;
        while (!batch.IsFull && queue.TryDequeue(out Waiting waiting))
        {
            if (batch.TryAdd(waiting.Octets, waiting.Remote, waiting.Local))
            {
                octets += waiting.Octets.Length;
            }
            else
            {
                Counters.CountTruncated();
            }
        }

        Counters.CountReceived(batch.Count, octets);
        return batch.Count;
    }

    private int SendOne(ReadOnlySpan<byte> datagram, UnderlayAddress remote, UnderlayAddress local)
    {
        if (remote.IsUnspecified || remote.IsIPv6 != IsIPv6 || (!local.IsNone && local.IsIPv6 != IsIPv6))
        {
            return TransportLibc.EAFNOSUPPORT;
        }

        UnderlayAddress source = local.IsUnspecified ? Bound : local.WithPort(Bound.Port);
        if (!Addresses.Contains(source))
        {
            return TransportLibc.EADDRNOTAVAIL;
        }

        if (datagram.Length > network.MaxDatagram)
        {
            return TransportLibc.EMSGSIZE;
        }

        byte[] octets = datagram.ToArray();
        MemorySocket? receiver = network.Find(
            Protocol, Protocol == UnderlayProtocol.Udp ? remote : remote.WithPort(0));
        if (network.Passes?.Invoke(source, remote, octets) != false && receiver?.queue.Count < QueueLength)
        {
            receiver.queue.Enqueue(new Waiting(octets, source, remote));
        }

        return 0;
    }
}
