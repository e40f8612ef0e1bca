using System.Diagnostics;

namespace HiperNet.HipStack.Link;

/// <summary>
/// A TAP device without a kernel: what <see cref="Inject"/> is given is read, and what is written waits for
/// <see cref="TryTake"/>. Its queues are bounded and lose what is too much, as the kernel's do.
/// </summary>
public sealed class MemoryTap : ITapDevice
{
    /// <summary>How many frames wait at most in each direction.</summary>
    public const int QueueLength = 1000;

    private readonly Lock guard = new();
    private readonly Queue<byte[]> fromHost = [];
    private readonly Queue<byte[]> toHost = [];
    private readonly SemaphoreSlim readable = new(0);
    private bool isWoken;

    /// <summary>A device with a fixed name, MTU and hardware address.</summary>
    public MemoryTap(string name = "hip0", int mtu = 1400, MacAddress? address = null)
    {
        Name = name;
        Mtu = mtu;
        MacAddress = address ?? new MacAddress(0x0200_0000_0001);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Mtu { get; set; }

    /// <inheritdoc/>
    public MacAddress MacAddress { get; }

    /// <inheritdoc/>
    public bool IsGone { get; set; }

    /// <summary>Whether the interface is up; while it is not, nothing can be written or injected.</summary>
    public bool IsUp { get; set; } = true;

    /// <inheritdoc/>
    public TapCounters Counters { get; } = new();

    /// <summary>
    /// A frame from the host; false if it is lost, because the queue is full or the interface down.
    /// </summary>
    public bool Inject(ReadOnlySpan<byte> frame)
    {
        lock (guard)
        {
            if (!IsUp || IsGone || fromHost.Count == QueueLength)
            {
                return false;
            }

            fromHost.Enqueue(frame.ToArray());
        }

        readable.Release();
        return true;
    }

    /// <summary>The next frame that was written towards the host.</summary>
    public bool TryTake(out byte[] frame)
    {
        lock (guard)
        {
            return toHost.TryDequeue(out frame!) || (frame = []) is null;
        }
    }

    /// <inheritdoc/>
    public int Read(FrameBatch batch, int timeoutMilliseconds)
    {
        batch.Clear();
        long start = Stopwatch.GetTimestamp();
        int left = timeoutMilliseconds;

        // Permits may be left over from frames that an earlier call took, so one says only that it is worth a
        // look.
        while (readable.Wait(left))
        {
            if (Take(batch))
            {
                break;
            }

            left = timeoutMilliseconds < 0
                ? -1
                : Math.Max(0, timeoutMilliseconds - (int)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Counters.Read(batch.Count);
        return batch.Count;
    }

    /// <inheritdoc/>
    public int Write(FrameBatch batch)
    {
        int written = 0;
        lock (guard)
        {
            for (int slot = 0; slot < batch.Count; slot++)
            {
                if (!IsUp || IsGone)
                {
                    Counters.WriteFailed(IsGone ? LinkLibc.EBADFD : LinkLibc.EIO);
                }
                else if (toHost.Count == QueueLength)
                {
                    Counters.WriteFailed(LinkLibc.ENOBUFS);
                }
                else
                {
                    toHost.Enqueue(batch[slot].ToArray());
                    written++;
                }
            }
        }

        Counters.Written(written);
        return written;
    }

    /// <inheritdoc/>
    public void Wake()
    {
        lock (guard)
        {
            isWoken = true;
        }

        readable.Release();
    }

    /// <inheritdoc/>
    public void Dispose() => readable.Dispose();

    /// <summary>Takes what waits; whether the reader has a reason to return.</summary>
    private bool Take(FrameBatch batch)
    {
        lock (guard)
        {
            while (!batch.IsFull && fromHost.TryDequeue(out byte[]? frame))
            {
                if (!batch.TryAdd(frame))
                {
                    Counters.LostTooLong();
                }
            }

            if (fromHost.Count > 0)
            {
                readable.Release();
            }

            bool woken = isWoken;
            isWoken = false;
            return woken || batch.Count > 0;
        }
    }
}
