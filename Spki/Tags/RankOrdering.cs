namespace HiperNet.Spki.Tags;

/// <summary>
/// A discrete ordering: each value has a rank, the next value has the next rank, and each value has one
/// spelling. An octet string that is no such spelling is no value, so that "10" has no twin "010" or "1e1".
/// </summary>
internal abstract class RankOrdering
{
    /// <summary>No spelling is longer, in bytes: a sign, 18 digits, a point and 9 digits.</summary>
    public const int MaxSpelling = 29;

    private protected RankOrdering(RangeKind kind, string name, Int128 min, Int128 max)
    {
        Kind = kind;
        Name = name;
        Min = min;
        Max = max;
    }

    public RangeKind Kind { get; }

    /// <summary>The word in the range form.</summary>
    public string Name { get; }

    /// <summary>The rank of the least value.</summary>
    public Int128 Min { get; }

    /// <summary>The rank of the greatest value. Every rank between has a value.</summary>
    public Int128 Max { get; }

    /// <summary>
    /// The rank of the value that <paramref name="octets"/> spell; false if they spell none.
    /// </summary>
    public abstract bool TryRank(ReadOnlySpan<byte> octets, out Int128 rank);

    /// <summary>
    /// The spelling of the value at <paramref name="rank"/>, which lies between Min and Max.
    /// </summary>
    public abstract byte[] Spell(Int128 rank);

    /// <summary>
    /// False if provably no spelling of a value from <paramref name="low"/> to <paramref name="high"/> is in
    /// <paramref name="octets"/>. A false answer stays false for narrower ranges: associativity rests on
    /// that.
    /// </summary>
    public virtual bool MayMeet(Int128 low, Int128 high, OctetRangeTag octets) => true;
}
