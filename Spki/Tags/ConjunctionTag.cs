using System.Collections.Immutable;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tags;

/// <summary>
/// The octet strings that lie in two or more ranges of different kinds, at most one a kind, in the order of
/// <see cref="RangeKind"/>. The grammar has no form for it; refusing it instead would make the intersection
/// of three tags depend on their order. It is printed as <c>(* and ...)</c>, which no tag that is read may
/// contain.
/// </summary>
internal sealed class ConjunctionTag : TagExpression
{
    private const int Kinds = (int)RangeKind.Time + 1;

    private readonly ImmutableArray<RangeTag> parts;

    private ConjunctionTag(ImmutableArray<RangeTag> parts)
        : base(
            3 + parts.Sum(static part => part.Nodes),
            10 + parts.Sum(static part => part.Bytes),
            isGround: false) => this.parts = parts;

    /// <summary>The intersection of two expressions, each a range or a conjunction.</summary>
    public static TagExpression? Meet(TagExpression a, TagExpression b, ref TagBudget budget)
    {
        if (a is RangeTag x && b is RangeTag y && x.Kind == y.Kind)
        {
            return x.MeetSameKind(y);
        }

        RangeTag?[] slots = new RangeTag?[Kinds];
        AtomTag? single = null;
        foreach (RangeTag part in PartsOf(a))
        {
            slots[(int)part.Kind] = part;
        }

        foreach (RangeTag part in PartsOf(b))
        {
            ref RangeTag? slot = ref slots[(int)part.Kind];
            TagExpression? meet = slot is null ? part : slot.MeetSameKind(part);
            if (meet is null)
            {
                return null;
            }

            single = meet as AtomTag ?? single;
            slot = meet as RangeTag ?? slot;
        }

        if (single is not null)
        {
            return a.Covers(single, ref budget) && b.Covers(single, ref budget) ? single : null;
        }

        return IsContradiction(slots) ? null : Reuse([.. slots.OfType<RangeTag>()], a, b);
    }

    /// <summary>The range of that kind, or null.</summary>
    public RangeTag? PartOf(RangeKind kind)
    {
        foreach (RangeTag part in parts)
        {
            if (part.Kind == kind)
            {
                return part;
            }
        }

        return null;
    }

    public override bool Equals(TagExpression? other) =>
        ReferenceEquals(this, other)
        || (other is ConjunctionTag conjunction && parts.AsSpan().SequenceEqual(conjunction.parts.AsSpan()));

    public override int GetHashCode() => TagHash.Of(4, parts);

    internal override bool Covers(TagExpression other, ref TagBudget budget)
    {
        if (other is SetTag set)
        {
            return set.IsCoveredBy(this, ref budget);
        }

        foreach (RangeTag part in parts)
        {
            if (!budget.Spend() || !part.Covers(other, ref budget))
            {
                return false;
            }
        }

        return true;
    }

    private protected override SexpNode BuildSexp() =>
        StarForm.Of("and", [.. parts.Select(static part => part.ToSexp())]);

    private static ImmutableArray<RangeTag> PartsOf(TagExpression tag) =>
        tag is ConjunctionTag conjunction ? conjunction.parts : [(RangeTag)tag];

    private static TagExpression Reuse(ImmutableArray<RangeTag> parts, TagExpression a, TagExpression b)
    {
        ConjunctionTag result = new(parts);
        return result.Equals(a) ? a : result.Equals(b) ? b : result;
    }

    /// <summary>
    /// Whether the ranges provably have no string in common. Each test stays true for narrower ranges and for
    /// more of them, so the order in which ranges are joined does not matter.
    /// </summary>
    private static bool IsContradiction(ReadOnlySpan<RangeTag?> slots)
    {
        bool binary = slots[(int)RangeKind.Binary] is not null;
        bool date = slots[(int)RangeKind.Date] is not null;
        bool numeric = slots[(int)RangeKind.Numeric] is not null;
        bool time = slots[(int)RangeKind.Time] is not null;

        // A date has 19 octets and dashes inside, a time colons, a number neither; a binary has at most 15 octets.
        if ((date && (binary || numeric || time)) || (numeric && time))
        {
            return true;
        }

        if (slots[(int)RangeKind.Alpha] is OctetRangeTag octets)
        {
            foreach (RangeTag? slot in slots)
            {
                if (slot is RankRangeTag range && !range.MayMeet(octets))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
