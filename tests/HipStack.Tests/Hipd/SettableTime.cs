namespace HiperNet.HipStack.Tests.Hipd;

/// <summary>A clock whose two hands a test moves: what passes, and what the time of day says.</summary>
internal sealed class SettableTime : TimeProvider
{
    private long passed;
    private DateTimeOffset utc = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => passed;

    public override DateTimeOffset GetUtcNow() => utc;

    public void Pass(TimeSpan time)
    {
        passed += time.Ticks;
        utc += time;
    }

    public void SetBy(TimeSpan step) => utc += step;
}
