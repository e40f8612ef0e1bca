namespace HiperNet.HipStack.Transport;

/// <summary>Waits for descriptors, or to be woken by another thread (an eventfd).</summary>
internal sealed unsafe class SocketWaiter : IDisposable
{
    private readonly SocketDescriptor wakeUp;

    public SocketWaiter()
    {
        wakeUp = TransportLibc.eventfd(0, TransportLibc.SOCK_NONBLOCK | TransportLibc.SOCK_CLOEXEC);
        if (wakeUp.IsInvalid)
        {
            throw TransportError.Last("make an event descriptor");
        }
    }

    /// <summary>Waits until one of <paramref name="entries"/> is ready; the first of them is ours.</summary>
    /// <returns>Whether one is; false after the time, when woken, and after an interruption by a
    /// signal.</returns>
    public bool Wait(Span<PollEntry> entries, int timeoutMilliseconds)
    {
        entries[0] = new PollEntry { Descriptor = wakeUp.Number, Wanted = TransportLibc.POLLIN };
        fixed (PollEntry* pointer = entries)
        {
            if (TransportLibc.poll(pointer, (nuint)entries.Length, timeoutMilliseconds) <= 0)
            {
                return false;
            }
        }

        if (entries[0].Happened == 0)
        {
            return true;
        }

        ulong count;
        _ = TransportLibc.read(wakeUp, (byte*)&count, sizeof(ulong));
        return false;
    }

    public void Wake()
    {
        ulong one = 1;
        _ = TransportLibc.write(wakeUp, (byte*)&one, sizeof(ulong));
    }

    public void Dispose() => wakeUp.Dispose();
}
