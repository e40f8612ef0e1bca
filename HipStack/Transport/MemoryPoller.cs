namespace HiperNet.HipStack.Transport;

/// <summary>Waits for several sockets of a <see cref="MemoryNetwork"/>.</summary>
public sealed class MemoryPoller(MemoryNetwork network) : ISocketPoller
{
    private readonly List<MemorySocket> sockets = [];
    private int last;
    private bool isWoken;

    /// <inheritdoc/>
    public void Add(IDatagramSocket socket)
    {
        if (socket is not MemorySocket added)
        {
            throw new ArgumentException("Only sockets of the network can be waited for.", nameof(socket));
        }

        lock (network.Guard)
        {
            sockets.Add(added);
            Monitor.PulseAll(network.Guard);
        }
    }

    /// <inheritdoc/>
    public void Remove(IDatagramSocket socket)
    {
        lock (network.Guard)
        {
            sockets.RemoveAll(kept => kept == socket);
        }
    }

    /// <inheritdoc/>
    public IDatagramSocket? Receive(DatagramBatch batch, int timeoutMilliseconds)
    {
        batch.Clear();
        lock (network.Guard)
        {
            MemoryWait.Until(
                network.Guard,
                () => isWoken || sockets.Exists(socket => socket.IsReadable),
                timeoutMilliseconds);
            bool woken = isWoken;
            isWoken = false;
            return woken ? null : TakeNext(batch);
        }
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
    public void Dispose() => Wake();

    private MemorySocket? TakeNext(DatagramBatch batch)
    {
        for (int i = 1; i <= sockets.Count; i++)
        {
            int at = (last + i) % sockets.Count;
            if (sockets[at].IsReadable && sockets[at].Take(batch) > 0)
            {
                last = at;
                return sockets[at];
            }
        }

        return null;
    }
}
