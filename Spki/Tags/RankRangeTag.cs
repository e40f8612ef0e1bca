using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tags;

/// <summary>
/// The values of a discrete ordering from <c>low</c> to <c>high</c>, both included. As the ordering is
/// discrete, <c>g x</c> is <c>ge</c> the next value and <c>l x</c> is <c>le</c> the one before.
/// </summary>
internal sealed class RankRangeTag : RangeTag
{
    private readonly RankOrdering ordering;
    private readonly Int128 low;
    private readonly Int128 high;

    private RankRangeTag(RankOrdering ordering, Int128 low, Int128 high)
        : base(
            ordering.Kind,
            (low > ordering.Min ? 1 : 0) + (high < ordering.Max ? 1 : 0),
            2 * RankOrdering.MaxSpelling)
    {
        this.ordering = ordering;
        this.low = low;
        this.high = high;
    }

    /// <summary>The range, or the atom if it holds only one value, or null if it is empty.</summary>
    public static TagExpression? Create(RankOrdering ordering, Int128 low, Int128 high)
    {
        if (low == high)
        {
            return Single(ordering.Spell(low));
        }

        return low < high ? new RankRangeTag(ordering, low, high) : null;
    }

    public override bool Contains(ReadOnlySpan<byte> octets) =>
        ordering.TryRank(octets, out Int128 rank) && low <= rank && rank <= high;

    /// <summary>False if no spelling of a value in the range can be in <paramref name="octets"/>.</summary>
    public bool MayMeet(OctetRangeTag octets) => ordering.MayMeet(low, high, octets);

    public override bool CoversSameKind(RangeTag other)
    {
        RankRangeTag range = (RankRangeTag)other;
        return low <= range.low && range.high <= high;
    }

    public override TagExpression? MeetSameKind(RangeTag other)
    {
        RankRangeTag range = (RankRangeTag)other;
        if (CoversSameKind(range))
        {
            return range;
        }

        return range.CoversSameKind(this)
            ? this
            : Create(ordering, Int128.Max(low, range.low), Int128.Min(high, range.high));
    }

    public override bool Equals(TagExpression? other) =>
        other is RankRangeTag range && Kind == range.Kind && low == range.low && high == range.high;

    public override int GetHashCode() => HashCode.Combine(Kind, low, high);

    private protected override SexpNode BuildSexp()
    {
        List<SexpNode> words = [SexpAtom.Of(ordering.Name)];
        if (low > ordering.Min)
        {
            words.AddRange([SexpAtom.Of("ge"), new SexpAtom(ordering.Spell(low))]);
        }

        if (high < ordering.Max)
        {
            words.AddRange([SexpAtom.Of("le"), new SexpAtom(ordering.Spell(high))]);
        }

        return StarForm.Of("range", [.. words]);
    }
}
