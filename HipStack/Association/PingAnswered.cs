namespace HiperNet.HipStack.Association;

/// <summary>The peer acknowledged the UPDATE of <see cref="HipEngine.Ping"/>, or did not in time.</summary>
public sealed class PingAnswered : Effect
{
    internal PingAnswered(AssociationKey key, long ticket, TimeSpan? roundTrip)
    {
        Key = key;
        Ticket = ticket;
        RoundTrip = roundTrip;
    }

    /// <summary>The two HITs.</summary>
    public AssociationKey Key { get; }

    /// <summary>What the caller named it.</summary>
    public long Ticket { get; }

    /// <summary>How long it took; null if no answer came.</summary>
    public TimeSpan? RoundTrip { get; }
}
