namespace HiperNet.HipStack.Association;

/// <summary>Retransmission with exponential back-off: how often a packet was sent, and when it is sent again.</summary>
internal sealed class Backoff
{
    private readonly TimeSpan longest;
    private TimeSpan interval;

    public Backoff(TimeSpan first, TimeSpan longest)
    {
        interval = first < longest ? first : longest;
        this.longest = longest;
    }

    /// <summary>How often it was sent.</summary>
    public int Tries { get; private set; }

    /// <summary>Counts one transmission, and says when the next is due.</summary>
    public TimeSpan Next(TimeSpan now)
    {
        Tries++;
        TimeSpan due = now + interval;
        interval = interval * 2 < longest ? interval * 2 : longest;
        return due;
    }

    /// <summary>How long all transmissions take together if nobody answers.</summary>
    public static TimeSpan Total(TimeSpan first, TimeSpan longest, int tries)
    {
        Backoff backoff = new(first, longest);
        TimeSpan at = TimeSpan.Zero;
        for (int i = 0; i < tries; i++)
        {
            at = backoff.Next(at);
        }

        return at;
    }
}
