namespace HiperNet.HipStack.Association;

/// <summary>The estimate of the round-trip time of HIP packets, smoothed as TCP does it (RFC 6298 section 2).</summary>
internal sealed class RoundTrip
{
    private const int Gain = 8;

    /// <summary>The estimate; null before the first measurement.</summary>
    public TimeSpan? Estimate { get; private set; }

    public void Measure(TimeSpan sample) =>
        Estimate = Estimate is { } known ? known + ((sample - known) / Gain) : sample;

    public void Reset() => Estimate = null;

    /// <summary>2 * RTT (RFC 7401 section 6.11), not below a quarter of the retry interval.</summary>
    public TimeSpan Timeout(EngineOptions options)
    {
        TimeSpan least = options.RetryInterval / 4;
        TimeSpan twice = Estimate * 2 ?? options.RetryInterval;
        return twice > least ? twice : least;
    }
}
