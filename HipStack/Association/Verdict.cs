namespace HiperNet.HipStack.Association;

/// <summary>
/// The answer to <see cref="AuthorisationRequest"/>: whether the peer may have an association, and until
/// when.
/// </summary>
public sealed class Verdict
{
    private Verdict(bool isGranted, TimeSpan? until, string reason, IReadOnlyList<ReadOnlyMemory<byte>> chain)
    {
        IsGranted = isGranted;
        Until = until;
        Reason = reason;
        Chain = chain;
    }

    /// <summary>Whether the peer may.</summary>
    public bool IsGranted { get; }

    /// <summary>When the right ends, on the engine's clock; null if it does not.</summary>
    public TimeSpan? Until { get; }

    /// <summary>Why, in one line for a person.</summary>
    public string Reason { get; }

    /// <summary>The certificates that we show to this peer; may be none.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Chain { get; }

    /// <summary>The peer may.</summary>
    /// <param name="until">Until when, on the engine's clock; null without end.</param>
    /// <param name="reason">Why, in one line.</param>
    /// <param name="chain">The certificates that we show to this peer.</param>
    public static Verdict Granted(
        TimeSpan? until, string reason, IReadOnlyList<ReadOnlyMemory<byte>>? chain = null) =>
        new(isGranted: true, until, reason, chain ?? []);

    /// <summary>The peer may not.</summary>
    /// <param name="reason">Why not, in one line.</param>
    public static Verdict Refused(string reason) => new(isGranted: false, until: null, reason, chain: []);
}
