namespace HiperNet.HipStack.Transport;

/// <summary>
/// Waits for several sockets of the kernel by poll(2): they are few, and poll is the same everywhere.
/// </summary>
public sealed class SocketPoller : ISocketPoller
{
    /// <summary>The most sockets.</summary>
    public const int MaxSockets = 64;

    private readonly SocketWaiter waiter = new();
    private readonly Lock guard = new();
    private KernelSocket[] sockets = [];
    private int last;

    /// <inheritdoc/>
    public void Add(IDatagramSocket socket)
    {
        if (socket is not KernelSocket added)
        {
            throw new ArgumentException("Only sockets of the kernel can be waited for.", nameof(socket));
        }

        lock (guard)
        {
            ArgumentOutOfRangeException.ThrowIfEqual(sockets.Length, MaxSockets, nameof(socket));
            sockets = [.. sockets, added];
        }

        Wake();
    }

    /// <inheritdoc/>
    public void Remove(IDatagramSocket socket)
    {
        lock (guard)
        {
            sockets = [.. sockets.Where(kept => kept != socket)];
        }

        Wake();
    }

    /// <inheritdoc/>
    public IDatagramSocket? Receive(DatagramBatch batch, int timeoutMilliseconds)
    {
        batch.Clear();
        KernelSocket[] all = Volatile.Read(ref sockets);
        Span<PollEntry> entries = stackalloc PollEntry[MaxSockets + 1];
        entries = entries[..(all.Length + 1)];
        for (int i = 0; i < all.Length; i++)
        {
            entries[i + 1].Descriptor = all[i].Descriptor.Number;
            entries[i + 1].Wanted = TransportLibc.POLLIN;
            entries[i + 1].Happened = 0;
        }

        if (!waiter.Wait(entries, timeoutMilliseconds))
        {
            return null;
        }

        // The one after the last one is the first: every socket has its turn.
        for (int i = 1; i <= all.Length; i++)
        {
            int at = (last + i) % all.Length;
            if (entries[at + 1].Happened != 0 && all[at].ReceiveNow(batch) > 0)
            {
                last = at;
                return all[at];
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Wake() => waiter.Wake();

    /// <inheritdoc/>
    public void Dispose() => waiter.Dispose();
}
