namespace HiperNet.Registrar.Requests;

/// <summary>Limits of what is remembered of requests.</summary>
public static class RequestLimits
{
    /// <summary>The most characters of a key that a client gives a request.</summary>
    public const int KeyCharacters = 255;

    /// <summary>The longest body of an answer that is kept, in bytes.</summary>
    public const int BodyOctets = 256 << 10;

    /// <summary>The longest content type that is kept, in characters.</summary>
    public const int TypeCharacters = 200;

    /// <summary>The most requests of one principal that are remembered at a time; the next is refused.</summary>
    public const int RequestsOfPrincipal = 10_000;

    /// <summary>How often something is tried that somebody else was quicker with, or whose answer is lost.</summary>
    public const int Tries = 4;

    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>How long a request may take until it may be begun anew.</summary>
    public static readonly TimeSpan InProgress = TimeSpan.FromMinutes(1);

    /// <summary>The nonces of so much time share a lease.</summary>
    public static readonly TimeSpan NonceBucket = TimeSpan.FromSeconds(15);

    /// <summary>How far the clocks of replicas may be apart; a nonce is kept for so much longer.</summary>
    public static readonly TimeSpan ClockMargin = TimeSpan.FromSeconds(60);
}
