using HiperNet.Spki.Certs;

namespace HiperNet.Hipd;

/// <summary>
/// The daemon's clock: monotonic, from its start, for everything that waits; and the time of day for certificates.
/// </summary>
internal sealed class DaemonClock(TimeProvider provider)
{
    private readonly long start = provider.GetTimestamp();

    /// <summary>The time since the start.</summary>
    public TimeSpan Now => provider.GetElapsedTime(start);

    public DateTimeOffset UtcNow => provider.GetUtcNow();

    public SpkiTime SpkiNow => SpkiTime.From(UtcNow);

    /// <summary>When a certificate's last second is over, on this clock; null if it never is.</summary>
    public TimeSpan? At(SpkiTime last)
    {
        if (last == SpkiTime.Forever)
        {
            return null;
        }

        TimeSpan left = last.ToDateTimeOffset() + TimeSpan.FromSeconds(1) - UtcNow;
        return Now + (left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    /// <summary>The time of day of an instant on this clock.</summary>
    public DateTimeOffset ToUtc(TimeSpan instant) => UtcNow + (instant - Now);
}
