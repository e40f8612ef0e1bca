namespace HiperNet.HipStack.Link;

/// <summary>How many frames got which verdict; safe to read from any thread.</summary>
public sealed class FrameTally
{
    private readonly long[] counts = new long[Enum.GetValues<FrameVerdict>().Length];

    /// <summary>The number of frames that got a verdict.</summary>
    public long this[FrameVerdict verdict] => Interlocked.Read(ref counts[(int)verdict]);

    /// <summary>Counts one frame.</summary>
    public void Count(FrameVerdict verdict) => Interlocked.Increment(ref counts[(int)verdict]);
}
