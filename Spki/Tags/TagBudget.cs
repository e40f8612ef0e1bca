namespace HiperNet.Spki.Tags;

/// <summary>
/// Steps that intersections may still take. Pass one by reference through many intersections to bound them
/// together; once it is exhausted, each of them is <see cref="TagOutcome.TooComplex"/>. The default value is
/// exhausted.
/// </summary>
public struct TagBudget
{
    private int left;

    /// <summary>A budget of <paramref name="steps"/> steps.</summary>
    public TagBudget(int steps) => left = steps;

    /// <summary>A fresh budget for one intersection: <see cref="TagLimits.MaxWork"/> steps.</summary>
    public static TagBudget Standard => new(TagLimits.MaxWork);

    /// <summary>Whether more was needed than there was.</summary>
    public readonly bool IsExhausted => left <= 0;

    /// <summary>Takes steps away; false if the budget is exhausted.</summary>
    internal bool Spend(int steps = 1)
    {
        // Never falls below -steps, so it cannot wrap.
        left = left <= 0 ? 0 : left - steps;
        return left > 0;
    }

    /// <summary>Takes the steps that comparing this many octets is worth beyond the visit: none for a word.</summary>
    internal bool SpendOctets(int octets) => Spend(octets >> 6);

    /// <summary>Takes all steps away, for a result beyond a limit.</summary>
    internal void Exhaust() => left = 0;
}
