using System.Diagnostics;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tags;

/// <summary>
/// The octet strings from <c>low</c> up to but not including <c>high</c>, octet by octet. Alpha ranges and
/// prefixes are both this: the next string after x is x with a zero octet, so <c>g x</c> is <c>ge x00</c> and
/// <c>le x</c> is <c>l x00</c>; and prefix p is [p, succ(p)).
/// </summary>
internal sealed class OctetRangeTag : RangeTag
{
    private readonly ReadOnlyMemory<byte> low;
    private readonly ReadOnlyMemory<byte>? high;

    private OctetRangeTag(ReadOnlyMemory<byte> low, ReadOnlyMemory<byte>? high, bool isPrefix)
        : base(
            RangeKind.Alpha,
            isPrefix ? 0 : (low.Length > 0 ? 1 : 0) + (high is null ? 0 : 1),
            (long)low.Length + (high?.Length ?? 0))
    {
        this.low = low;
        this.high = high;
        IsPrefix = isPrefix;
    }

    /// <summary>Whether the range is exactly the strings with one prefix that is not empty.</summary>
    public bool IsPrefix { get; }

    /// <summary>The range, or the atom if it holds only one, or null if it is empty.</summary>
    /// <param name="low">The least string.</param>
    /// <param name="high">The least string beyond; null if there is none.</param>
    public static TagExpression? Create(ReadOnlyMemory<byte> low, ReadOnlyMemory<byte>? high)
    {
        if (high is { } end)
        {
            if (low.Span.SequenceCompareTo(end.Span) >= 0)
            {
                return null;
            }

            if (IsNext(low.Span, end.Span))
            {
                return Single(low);
            }
        }

        bool isPrefix = low.Length > 0 && SameHigh(high, Successor(low.Span));
        return new OctetRangeTag(low, high, isPrefix);
    }

    /// <summary>The strings that start with <paramref name="prefix"/>.</summary>
    public static TagExpression Prefix(ReadOnlyMemory<byte> prefix)
    {
        TagExpression? range = Create(prefix, Successor(prefix.Span));
        Debug.Assert(range is not null, "every prefix has strings");
        return range;
    }

    /// <summary>The string that follows <paramref name="octets"/> at once: a zero octet more.</summary>
    public static byte[] Next(ReadOnlySpan<byte> octets)
    {
        byte[] next = new byte[octets.Length + 1];
        octets.CopyTo(next);
        return next;
    }

    /// <summary>
    /// Whether a string from <paramref name="least"/> to <paramref name="most"/> can be in the range.
    /// </summary>
    public bool Overlaps(ReadOnlySpan<byte> least, ReadOnlySpan<byte> most) =>
        low.Span.SequenceCompareTo(most) <= 0 && (high is not { } end || least.SequenceCompareTo(end.Span) < 0);

    public override bool Contains(ReadOnlySpan<byte> octets) => Overlaps(octets, octets);

    public override bool CoversSameKind(RangeTag other)
    {
        OctetRangeTag range = (OctetRangeTag)other;
        return low.Span.SequenceCompareTo(range.low.Span) <= 0 && CompareHigh(range.high, high) <= 0;
    }

    public override TagExpression? MeetSameKind(RangeTag other)
    {
        OctetRangeTag range = (OctetRangeTag)other;
        bool myLow = low.Span.SequenceCompareTo(range.low.Span) >= 0;
        bool myHigh = CompareHigh(high, range.high) <= 0;
        return (myLow, myHigh) switch
        {
            (true, true) => this,
            (false, false) => range,
            (true, false) => Create(low, range.high),
            (false, true) => Create(range.low, high),
        };
    }

    public override bool Equals(TagExpression? other) =>
        other is OctetRangeTag range && low.Span.SequenceEqual(range.low.Span) && SameHigh(high, range.high);

    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(low.Span);
        hash.Add(high.HasValue);
        hash.AddBytes(high.GetValueOrDefault().Span);
        return hash.ToHashCode();
    }

    private protected override SexpNode BuildSexp()
    {
        if (IsPrefix)
        {
            return StarForm.Of("prefix", new SexpAtom(low));
        }

        List<SexpNode> words = [SexpAtom.Of("alpha")];
        if (low.Length > 0)
        {
            AddBound(words, low, "g", "ge");
        }

        if (high is { } end)
        {
            AddBound(words, end, "le", "l");
        }

        return StarForm.Of("range", [.. words]);
    }

    /// <summary>
    /// A bound that ends in a zero octet is written as its predecessor, as it was most likely read.
    /// </summary>
    private static void AddBound(List<SexpNode> words, ReadOnlyMemory<byte> bound, string afterZero, string plain)
    {
        bool isNext = bound.Span.EndsWith("\0"u8);
        words.Add(SexpAtom.Of(isNext ? afterZero : plain));
        words.Add(new SexpAtom(isNext ? bound[..^1] : bound));
    }

    /// <summary>
    /// The least string above all that start with <paramref name="prefix"/>; null if there is none.
    /// </summary>
    private static ReadOnlyMemory<byte>? Successor(ReadOnlySpan<byte> prefix)
    {
        int length = prefix.LastIndexOfAnyExcept((byte)0xFF) + 1;
        if (length == 0)
        {
            return null;
        }

        byte[] successor = prefix[..length].ToArray();
        successor[^1]++;
        return successor;
    }

    private static bool IsNext(ReadOnlySpan<byte> octets, ReadOnlySpan<byte> next) =>
        next.Length == octets.Length + 1 && next[^1] == 0 && next.StartsWith(octets);

    private static int CompareHigh(ReadOnlyMemory<byte>? a, ReadOnlyMemory<byte>? b) => (a, b) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        _ => a.Value.Span.SequenceCompareTo(b.Value.Span),
    };

    private static bool SameHigh(ReadOnlyMemory<byte>? a, ReadOnlyMemory<byte>? b) => CompareHigh(a, b) == 0;
}
