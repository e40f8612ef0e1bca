namespace HiperNet.Registrar.Events;

/// <summary>How large events are, and how many are kept for how long.</summary>
public static class EventLimits
{
    /// <summary>The longest event as it is stored, in octets.</summary>
    public const int Octets = 4096;

    /// <summary>The longest name of an event, in characters.</summary>
    public const int NameCharacters = 64;

    /// <summary>The longest text of what an event tells of, in characters.</summary>
    public const int ObjectCharacters = 256;

    /// <summary>
    /// How many events of one audience stay when it is swept; the oldest give way. If more than twice as many are
    /// there, who comes back is told the newest.
    /// </summary>
    public const int EachAudience = 4096;

    /// <summary>The most events of one audience in one transaction: cursors tell no more of them apart.</summary>
    public const int EachTransaction = 256;

    /// <summary>How long events are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>How many values one transaction reads: all are small enough for an answer.</summary>
    internal const int ReadTogether = 64;

    /// <summary>How often a write whose answer was lost is sent again.</summary>
    internal const int Tries = 3;

    /// <summary>The longest pause before the store is asked again.</summary>
    internal static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>The first pause before the store is asked again.</summary>
    internal static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
}
