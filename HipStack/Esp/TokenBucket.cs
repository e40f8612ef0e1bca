namespace HiperNet.HipStack.Esp;

/// <summary>Lets so many things happen in a second, under the caller's clock. One owner.</summary>
/// <param name="perSecond">How many tokens a second brings.</param>
/// <param name="burst">The most tokens, and those at the start.</param>
internal sealed class TokenBucket(int perSecond, int burst)
{
    private long ticks = burst * (TimeSpan.TicksPerSecond / perSecond);
    private TimeSpan last = TimeSpan.MinValue;

    /// <summary>Takes a token; false if there is none.</summary>
    public bool TryTake(TimeSpan now)
    {
        long price = TimeSpan.TicksPerSecond / perSecond;
        if (last != TimeSpan.MinValue && now > last)
        {
            // Capped before it is added, so that a long silence cannot overflow.
            ticks = Math.Min(burst * price, ticks + Math.Min((now - last).Ticks, burst * price));
        }

        last = last > now ? last : now;
        if (ticks < price)
        {
            return false;
        }

        ticks -= price;
        return true;
    }
}
