using System.Collections.Immutable;
using System.Runtime.InteropServices;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tags;

/// <summary>
/// All lists that start with these elements; what follows them is free (RFC 2693 section 6.3.1). So
/// <c>(dns)</c> grants the request <c>(dns)</c>, and <c>(dns (*))</c> does not.
/// </summary>
internal sealed class ListTag : TagExpression
{
    /// <param name="elements">At least one; the first is an atom other than a bare <c>*</c>.</param>
    public ListTag(ImmutableArray<TagExpression> elements)
        : base(NodesOf(elements), BytesOf(elements), AreGround(elements)) => Elements = elements;

    public ImmutableArray<TagExpression> Elements { get; }

    public AtomTag Head => (AtomTag)Elements[0];

    /// <summary>
    /// Element by element; those that only the longer list has are copied; any empty one makes all empty.
    /// </summary>
    public ListTag? Meet(ListTag other, ref TagBudget budget)
    {
        (ListTag longer, ListTag shorter) =
            Elements.Length >= other.Elements.Length ? (this, other) : (other, this);
        TagExpression[]? built = null;
        bool isShorter = longer.Elements.Length == shorter.Elements.Length;
        for (int i = 0; i < shorter.Elements.Length; i++)
        {
            TagExpression old = longer.Elements[i];
            TagExpression? meet = TagMeet.Of(old, shorter.Elements[i], ref budget);
            if (meet is null)
            {
                return null;
            }

            // Two atoms that meet are equal, so the result is both of them.
            isShorter &= ReferenceEquals(meet, shorter.Elements[i]) || shorter.Elements[i] is AtomTag;
            if (!ReferenceEquals(meet, old))
            {
                built ??= longer.Elements.ToArray();
                built[i] = meet;
            }
        }

        if (built is null)
        {
            return longer;
        }

        return isShorter ? shorter : Build(built, ref budget);
    }

    public override bool Equals(TagExpression? other) =>
        ReferenceEquals(this, other)
        || (other is ListTag list && Elements.AsSpan().SequenceEqual(list.Elements.AsSpan()));

    public override int GetHashCode() => TagHash.Of(2, Elements);

    internal override bool Covers(TagExpression other, ref TagBudget budget)
    {
        if (other is SetTag set)
        {
            return set.IsCoveredBy(this, ref budget);
        }

        if (other is not ListTag list || list.Elements.Length < Elements.Length)
        {
            return false;
        }

        for (int i = 0; i < Elements.Length; i++)
        {
            if (!budget.Spend() || !Elements[i].Covers(list.Elements[i], ref budget))
            {
                return false;
            }
        }

        return true;
    }

    private protected override SexpNode BuildSexp() =>
        new SexpList(ImmutableArray.CreateRange(Elements, static element => element.ToSexp()));

    private static ListTag? Build(TagExpression[] elements, ref TagBudget budget)
    {
        if (!budget.Spend(elements.Length))
        {
            return null;
        }

        ListTag list = new(ImmutableCollectionsMarshal.AsImmutableArray(elements));
        if (list.Nodes <= TagLimits.MaxResultNodes && list.Bytes <= TagLimits.MaxResultBytes)
        {
            return list;
        }

        budget.Exhaust();
        return null;
    }

    private static int NodesOf(ImmutableArray<TagExpression> elements)
    {
        int nodes = 1;
        foreach (TagExpression element in elements)
        {
            nodes += element.Nodes;
        }

        return nodes;
    }

    private static long BytesOf(ImmutableArray<TagExpression> elements)
    {
        long bytes = 2;
        foreach (TagExpression element in elements)
        {
            bytes += element.Bytes;
        }

        return bytes;
    }

    private static bool AreGround(ImmutableArray<TagExpression> elements)
    {
        foreach (TagExpression element in elements)
        {
            if (!element.IsGround)
            {
                return false;
            }
        }

        return true;
    }
}
