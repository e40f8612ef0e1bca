namespace HiperNet.Registrar.Tests.Bookings;

/// <summary>A clock that stands still until it is set; waiting takes as long as it takes.</summary>
internal sealed class SetTime(long seconds) : TimeProvider
{
    private long now = seconds;

    /// <summary>What it shows, in seconds since 1970.</summary>
    public long Now
    {
        get => Volatile.Read(ref now);
        set => Volatile.Write(ref now, value);
    }

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(Now);
}
