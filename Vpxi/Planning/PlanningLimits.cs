namespace HiperNet.Vpxi.Planning;

/// <summary>How large what is planned may be. Within it no sum overflows and no table outgrows memory.</summary>
public static class PlanningLimits
{
    /// <summary>The most capacities of a node.</summary>
    public const int Dimensions = 64;

    /// <summary>The most nodes of a substrate.</summary>
    public const int SubstrateNodes = 1 << 18;

    /// <summary>The most links of a substrate.</summary>
    public const int SubstrateLinks = 1 << 18;

    /// <summary>The most virtual nodes of a request.</summary>
    public const int RequestNodes = 1 << 16;

    /// <summary>The most virtual links of a request.</summary>
    public const int RequestLinks = 1 << 18;

    /// <summary>The most groups of a request.</summary>
    public const int Groups = 1 << 12;

    /// <summary>The most counters that the groups of a request may need: the sum of their zones.</summary>
    public const int GroupZones = 1 << 24;

    /// <summary>The largest capacity or demand of a node: bytes of an exabyte fit.</summary>
    public const long Capacity = 1L << 60;

    /// <summary>The largest bandwidth, latency or price; those of all arcs of a substrate fit into a long.</summary>
    public const long Amount = 1L << 43;

    /// <summary>Refuses a count over its limit.</summary>
    /// <exception cref="ArgumentException">It is over it.</exception>
    internal static void Check(long count, long limit, string what)
    {
        if (count > limit)
        {
            throw new ArgumentException(
                $"{count} {what} are more than the {limit} that can be planned.", nameof(count));
        }
    }

    /// <summary>Refuses amounts that are negative or too large.</summary>
    /// <exception cref="ArgumentException">One of them is.</exception>
    internal static void CheckAmounts(ReadOnlySpan<long> amounts, string what, long limit = Amount)
    {
        foreach (long amount in amounts)
        {
            if (amount < 0 || amount > limit)
            {
                throw new ArgumentException($"{amount} as {what} is not between 0 and {limit}.", nameof(amounts));
            }
        }
    }
}
