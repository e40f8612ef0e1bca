namespace HiperNet.Registrar.Bookings;

/// <summary>How patient an allocator is.</summary>
public sealed record AllocatorOptions
{
    /// <summary>How long a hold waits to be confirmed, in seconds, above 0.</summary>
    public long HoldSeconds { get; init; } = 600;

    /// <summary>
    /// How long another end may be on its way in parts before anybody may take it back, in seconds, above 0.
    /// </summary>
    public long SettleSeconds { get; init; } = 60;

    /// <summary>How often a change is tried again that another one was quicker than.</summary>
    public int Tries { get; init; } = 16;

    /// <summary>The longest pause before the next try; it is a random part of this.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(50);
}
