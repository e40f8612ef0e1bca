namespace HiperNet.HipStack.Link;

/// <summary>Counts of a TAP device since it was opened; safe to read from any thread.</summary>
public sealed class TapCounters
{
    private long framesRead;
    private long framesWritten;
    private long tooLong;
    private long readFailures;
    private long writeFailures;
    private int lastError;

    /// <summary>Frames that were read.</summary>
    public long FramesRead => Interlocked.Read(ref framesRead);

    /// <summary>Frames that the host took.</summary>
    public long FramesWritten => Interlocked.Read(ref framesWritten);

    /// <summary>Frames from the host that were longer than a slot of the batch, and lost.</summary>
    public long TooLong => Interlocked.Read(ref tooLong);

    /// <summary>Failed reads.</summary>
    public long ReadFailures => Interlocked.Read(ref readFailures);

    /// <summary>Frames that the host refused, for instance because the interface was down.</summary>
    public long WriteFailures => Interlocked.Read(ref writeFailures);

    /// <summary>The kernel's number of the last failure; 0 if there was none.</summary>
    public int LastError => Volatile.Read(ref lastError);

    internal void Read(int frames) => Interlocked.Add(ref framesRead, frames);

    internal void Written(int frames) => Interlocked.Add(ref framesWritten, frames);

    internal void LostTooLong() => Interlocked.Increment(ref tooLong);

    internal void ReadFailed(int error)
    {
        Interlocked.Increment(ref readFailures);
        Volatile.Write(ref lastError, error);
    }

    internal void WriteFailed(int error)
    {
        Interlocked.Increment(ref writeFailures);
        Volatile.Write(ref lastError, error);
    }
}
