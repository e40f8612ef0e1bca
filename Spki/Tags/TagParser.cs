using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tags;

/// <summary>
/// Reads one tag into its normal form. Whatever is not exactly in the grammar of <c>spec/tags.md</c> is a
/// fault.
/// </summary>
internal ref struct TagParser
{
    private readonly bool allowStars;
    private TagBudget budget = TagBudget.Standard;
    private int nodesLeft = TagLimits.MaxNodes;
    private TagFault fault;

    /// <param name="allowStars">False for requests.</param>
    public TagParser(bool allowStars) => this.allowStars = allowStars;

    public bool TryParse(SexpNode node, [NotNullWhen(true)] out TagExpression? tag, out TagFault why)
    {
        tag = Check(node) ? Parse(node) : null;
        why = tag is null ? fault : TagFault.None;
        return tag is not null;
    }

    private bool Check(SexpNode node)
    {
        if (node.Depth > TagLimits.MaxDepth)
        {
            fault = TagFault.TooDeep;
        }
        else if (node.CanonicalLength > TagLimits.MaxBytes)
        {
            fault = TagFault.TooLarge;
        }

        return fault == TagFault.None;
    }

    private TagExpression? Parse(SexpNode node)
    {
        if (--nodesLeft < 0)
        {
            return Fail(TagFault.TooLarge);
        }

        if (node is SexpAtom atom)
        {
            return new AtomTag(atom);
        }

        SexpList list = (SexpList)node;
        if (list.Count == 0)
        {
            return Fail(TagFault.EmptyList);
        }

        if (list[0] is not SexpAtom head)
        {
            return Fail(TagFault.HeadNotAtom);
        }

        return head.Octets.Span.SequenceEqual("*"u8) ? ParseStar(list, head) : ParseList(list);
    }

    private ListTag? ParseList(SexpList list)
    {
        ImmutableArray<TagExpression>.Builder elements = ImmutableArray.CreateBuilder<TagExpression>(
            Math.Min(list.Count, TagLimits.MaxNodes));
        foreach (SexpNode item in list.Items)
        {
            if (Parse(item) is not { } element)
            {
                return null;
            }

            elements.Add(element);
        }

        return new ListTag(elements.DrainToImmutable());
    }

    private TagExpression? ParseStar(SexpList list, SexpAtom star)
    {
        if (!allowStars)
        {
            return Fail(TagFault.StarInRequest);
        }

        if (star.Hint is not null)
        {
            return Fail(TagFault.HintInStarForm);
        }

        if (list.Count == 1)
        {
            return AllTag.Instance;
        }

        if (list[1] is not SexpAtom keyword)
        {
            return Fail(TagFault.UnknownStarForm);
        }

        if (keyword.Hint is not null)
        {
            return Fail(TagFault.HintInStarForm);
        }

        ReadOnlySpan<SexpNode> rest = list.Items.AsSpan()[2..];
        return keyword.Octets.Span switch
        {
            var word when word.SequenceEqual("set"u8) => ParseSet(rest),
            var word when word.SequenceEqual("prefix"u8) => ParsePrefix(rest),
            var word when word.SequenceEqual("range"u8) => ParseRange(rest),
            _ => Fail(TagFault.UnknownStarForm),
        };
    }

    private TagExpression? ParseSet(ReadOnlySpan<SexpNode> rest)
    {
        if (rest.IsEmpty)
        {
            return Fail(TagFault.EmptySet);
        }

        TagUnion union = new(TagLimits.MaxProductNodes);
        foreach (SexpNode item in rest)
        {
            if (Parse(item) is not { } member)
            {
                return null;
            }

            union.Add(member, ref budget);
        }

        TagExpression? set = union.Build(ref budget);
        return budget.IsExhausted ? Fail(TagFault.TooComplex) : set;
    }

    private TagExpression? ParsePrefix(ReadOnlySpan<SexpNode> rest) =>
        rest is [SexpAtom { Hint: null } prefix]
            ? OctetRangeTag.Prefix(prefix.Octets)
            : Fail(TagFault.MalformedPrefix);

    private TagExpression? ParseRange(ReadOnlySpan<SexpNode> rest)
    {
        if (rest.IsEmpty || !RangeBounds.TryRead(rest[1..], out RangeBounds bounds))
        {
            return Fail(TagFault.MalformedRange);
        }

        if (rest[0] is not SexpAtom { Hint: null } name)
        {
            return Fail(TagFault.UnknownOrdering);
        }

        return name.Octets.Span switch
        {
            var word when word.SequenceEqual("alpha"u8) => bounds.ToOctetRange() ?? Fail(TagFault.EmptyRange),
            var word when word.SequenceEqual("numeric"u8) => RankRange(bounds, NumericOrdering.Instance),
            var word when word.SequenceEqual("time"u8) => RankRange(bounds, TimeOrdering.Instance),
            var word when word.SequenceEqual("binary"u8) => RankRange(bounds, BinaryOrdering.Instance),
            var word when word.SequenceEqual("date"u8) => RankRange(bounds, DateOrdering.Instance),
            _ => Fail(TagFault.UnknownOrdering),
        };
    }

    private TagExpression? RankRange(RangeBounds bounds, RankOrdering ordering)
    {
        if (!bounds.TryRank(ordering, out Int128 low, out Int128 high))
        {
            return Fail(TagFault.BadBound);
        }

        return RankRangeTag.Create(ordering, low, high) ?? Fail(TagFault.EmptyRange);
    }

    private TagExpression? Fail(TagFault why)
    {
        fault = why;
        return null;
    }
}
