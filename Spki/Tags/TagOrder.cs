using System.Buffers.Text;
using System.Collections.Immutable;
using System.Diagnostics;

namespace HiperNet.Spki.Tags;

/// <summary>
/// The order of canonical forms, byte by byte, found without writing them: canonical tokens are prefix-free,
/// so two forms first differ inside the first pair of tokens that differs. In bytes, <c>( &lt; ) &lt; digits
/// &lt; : &lt; [</c>.
/// </summary>
internal static class TagOrder
{
    public static int Compare(TagExpression a, TagExpression b)
    {
        if (ReferenceEquals(a, b))
        {
            return 0;
        }

        return (a, b) switch
        {
            (AtomTag x, AtomTag y) => CompareAtoms(x, y),
            (AtomTag, _) => 1,
            (_, AtomTag) => -1,
            (ListTag x, ListTag y) => CompareSequences(x.Elements, y.Elements),
            (ListTag x, _) => CompareToStar(x.Head),
            (_, ListTag y) => -CompareToStar(y.Head),
            (SetTag x, SetTag y) => CompareSequences(x.Members, y.Members),
            _ => CompareStarForms(a, b),
        };
    }

    private static int CompareAtoms(AtomTag a, AtomTag b)
    {
        if (a.HasHint != b.HasHint)
        {
            return a.HasHint ? 1 : -1;
        }

        int hints = a.HasHint ? CompareVerbatim(a.Atom.Hint!.Value.Span, b.Atom.Hint!.Value.Span) : 0;
        return hints != 0 ? hints : CompareVerbatim(a.Octets, b.Octets);
    }

    private static int CompareVerbatim(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) =>
        a.Length == b.Length ? a.SequenceCompareTo(b) : CompareLengths(a.Length, b.Length);

    /// <summary>Compares the lengths as they are written: "10:" comes before "9:" and before "1:".</summary>
    private static int CompareLengths(int a, int b)
    {
        if (a < 10 && b < 10)
        {
            return a.CompareTo(b);
        }

        Span<byte> first = stackalloc byte[11];
        Span<byte> second = stackalloc byte[11];
        bool fits = Utf8Formatter.TryFormat(a, first, out int firstLength);
        fits &= Utf8Formatter.TryFormat(b, second, out int secondLength);
        Debug.Assert(fits, "an int has at most ten digits");
        first[firstLength++] = (byte)':';
        second[secondLength++] = (byte)':';
        return first[..firstLength].SequenceCompareTo(second[..secondLength]);
    }

    private static int CompareToStar(AtomTag head) => head.HasHint ? 1 : CompareVerbatim(head.Octets, "*"u8);

    private static int CompareSequences(ImmutableArray<TagExpression> a, ImmutableArray<TagExpression> b)
    {
        int common = Math.Min(a.Length, b.Length);
        for (int i = 0; i < common; i++)
        {
            int order = Compare(a[i], b[i]);
            if (order != 0)
            {
                return order;
            }
        }

        if (a.Length == b.Length)
        {
            return 0;
        }

        // The shorter closes where the longer goes on: ')' sorts after '(' and before what starts an atom.
        bool isFirstShorter = a.Length < b.Length;
        bool goesOnWithAtom = (isFirstShorter ? b : a)[common] is AtomTag;
        return isFirstShorter == goesOnWithAtom ? -1 : 1;
    }

    private static int CompareStarForms(TagExpression a, TagExpression b)
    {
        int order = KeywordRank(a).CompareTo(KeywordRank(b));
        return order != 0 ? order : a.ToSexp().Canonical.Span.SequenceCompareTo(b.ToSexp().Canonical.Span);
    }

    /// <summary>Orders <c>)</c>, <c>3:and</c>, <c>3:set</c>, <c>5:range</c>, <c>6:prefix</c>.</summary>
    private static int KeywordRank(TagExpression tag) => tag switch
    {
        AllTag => 0,
        ConjunctionTag => 1,
        SetTag => 2,
        OctetRangeTag { IsPrefix: true } => 4,
        _ => 3,
    };
}
