namespace HiperNet.HipStack.Link;

/// <summary>Waits for a descriptor, or to be woken by another thread (an eventfd).</summary>
internal sealed unsafe class LinkWaiter : IDisposable
{
    private readonly FileDescriptor wakeUp;

    public LinkWaiter()
    {
        wakeUp = LinkLibc.eventfd(0, LinkLibc.O_NONBLOCK | LinkLibc.O_CLOEXEC);
        if (wakeUp.IsInvalid)
        {
            throw LinkError.Last("make an event descriptor");
        }
    }

    /// <summary>
    /// Waits until <paramref name="descriptor"/> can be read; null waits for nothing but time and being
    /// woken.
    /// </summary>
    /// <returns>What happened: 0 after the time and when woken.</returns>
    public short Wait(FileDescriptor? descriptor, int timeoutMilliseconds)
    {
        PollEntry* entries = stackalloc PollEntry[2];
        entries[0] = new PollEntry { Descriptor = wakeUp.Number, Wanted = LinkLibc.POLLIN };
        entries[1] = new PollEntry { Descriptor = descriptor?.Number ?? -1, Wanted = LinkLibc.POLLIN };

        // An interruption by a signal ends the wait early, which every caller allows for.
        if (LinkLibc.poll(entries, 2, timeoutMilliseconds) <= 0)
        {
            return 0;
        }

        if (entries[0].Happened == 0)
        {
            return entries[1].Happened;
        }

        ulong count;
        _ = LinkLibc.read(wakeUp, (byte*)&count, sizeof(ulong));
        return 0;
    }

    public void Wake()
    {
        ulong one = 1;
        _ = LinkLibc.write(wakeUp, (byte*)&one, sizeof(ulong));
    }

    public void Dispose() => wakeUp.Dispose();
}
