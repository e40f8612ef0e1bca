using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tags;

/// <summary>
/// The bounds of a range as written: <c>[(g / ge) x] [(l / le) y]</c>, the lower one first.
/// </summary>
internal readonly struct RangeBounds
{
    private readonly SexpAtom? low;
    private readonly SexpAtom? high;
    private readonly bool lowIsStrict;
    private readonly bool highIsStrict;

    private RangeBounds(SexpAtom? low, bool lowIsStrict, SexpAtom? high, bool highIsStrict)
    {
        this.low = low;
        this.lowIsStrict = lowIsStrict;
        this.high = high;
        this.highIsStrict = highIsStrict;
    }

    /// <summary>
    /// Reads all of <paramref name="words"/>; false if they are anything but bounds without hints.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<SexpNode> words, out RangeBounds bounds)
    {
        SexpAtom? lower = TakeBound(ref words, "g"u8, "ge"u8, out bool lowerIsStrict);
        SexpAtom? upper = TakeBound(ref words, "l"u8, "le"u8, out bool upperIsStrict);
        bounds = new RangeBounds(lower, lowerIsStrict, upper, upperIsStrict);
        return words.IsEmpty;
    }

    /// <summary>The alpha range; null if it is empty.</summary>
    public TagExpression? ToOctetRange()
    {
        ReadOnlyMemory<byte> from = low?.Octets ?? default;
        ReadOnlyMemory<byte>? end = high?.Octets;
        return OctetRangeTag.Create(
            lowIsStrict ? OctetRangeTag.Next(from.Span) : from,
            end is { } most && !highIsStrict ? OctetRangeTag.Next(most.Span) : end);
    }

    /// <summary>The closed range of ranks; false if a bound is not the spelling of a value.</summary>
    public bool TryRank(RankOrdering ordering, out Int128 least, out Int128 most)
    {
        least = ordering.Min;
        most = ordering.Max;
        if ((low is not null && !ordering.TryRank(low.Octets.Span, out least))
            || (high is not null && !ordering.TryRank(high.Octets.Span, out most)))
        {
            return false;
        }

        least += lowIsStrict ? 1 : 0;
        most -= highIsStrict ? 1 : 0;
        return true;
    }

    private static SexpAtom? TakeBound(
        ref ReadOnlySpan<SexpNode> words, ReadOnlySpan<byte> strict, ReadOnlySpan<byte> closed, out bool isStrict)
    {
        isStrict = false;
        if (words is not [SexpAtom word, SexpAtom { Hint: null } bound, ..] || !(word.Is(strict) || word.Is(closed)))
        {
            return null;
        }

        isStrict = word.Is(strict);
        words = words[2..];
        return bound;
    }
}
