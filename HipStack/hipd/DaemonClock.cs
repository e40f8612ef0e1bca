using HiperNet.Spki.Certs;

namespace HiperNet.Hipd;

/// <summary>
/// The daemon's clock: monotonic, from its start, for everything that waits; and the time of day for certificates.
/// </summary>
internal sealed class DaemonClock(TimeProvider provider)
{
    /// <summary>How far the time of day may run from this clock before it counts as set anew.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly long start = provider.GetTimestamp();
    private DateTimeOffset startUtc = provider.GetUtcNow();

    /// <summary>The time since the start.</summary>
    public TimeSpan Now => provider.GetElapsedTime(start);

    public DateTimeOffset UtcNow => provider.GetUtcNow();

    public SpkiTime SpkiNow => SpkiTime.From(UtcNow);

    /// <summary>When a certificate's last second is over, on this clock; null if it never is.</summary>
    public TimeSpan? At(SpkiTime last)
    {
        DateTimeOffset lastSecond = last.ToDateTimeOffset();
        if (lastSecond >= DateTimeOffset.MaxValue.AddSeconds(-1))
        {
            // 9999-12-31_23:59:59 is how some spell that there is no end, and no later second can be said.
            return null;
        }

        TimeSpan left = lastSecond.AddSeconds(1) - UtcNow;
        return Now + (left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    /// <summary>The time of day of an instant on this clock.</summary>
    public DateTimeOffset ToUtc(TimeSpan instant)
    {
        DateTimeOffset now = UtcNow;
        TimeSpan away = instant - Now;
        return away < DateTimeOffset.MaxValue - now ? now + away : DateTimeOffset.MaxValue;
    }

    /// <summary>
    /// Whether the time of day was set since this was last asked, or the host slept: then <see cref="At"/> answers
    /// otherwise than it did. For one thread.
    /// </summary>
    public bool WasSet()
    {
        DateTimeOffset expected = startUtc + Now;
        TimeSpan off = UtcNow - expected;
        if (off.Duration() < Step)
        {
            return false;
        }

        startUtc += off;
        return true;
    }
}
