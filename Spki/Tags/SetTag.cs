using System.Collections.Immutable;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tags;

/// <summary>
/// The union of at least two expressions, none of which is a set, <c>(*)</c>, or included in another, in the
/// order of their canonical forms (<see cref="TagOrder"/>): the atoms stand last. <see cref="TagUnion"/>
/// makes them.
/// </summary>
internal sealed class SetTag : TagExpression
{
    private readonly int firstAtom;

    public SetTag(ImmutableArray<TagExpression> members)
        : base(NodesOf(members), BytesOf(members), isGround: false)
    {
        Members = members;
        firstAtom = members.Length;
        while (firstAtom > 0 && members[firstAtom - 1] is AtomTag)
        {
            firstAtom--;
        }
    }

    public ImmutableArray<TagExpression> Members { get; }

    /// <summary>
    /// The union of the members' intersections with <paramref name="other"/>, which is no atom.
    /// </summary>
    public TagExpression? Meet(TagExpression other, ref TagBudget budget)
    {
        if (other is SetTag { firstAtom: 0 } atoms && firstAtom == 0)
        {
            return MeetAtoms(atoms, ref budget);
        }

        if (Equals(other) || Covers(other, ref budget))
        {
            return other;
        }

        if (other.Covers(this, ref budget))
        {
            return this;
        }

        TagUnion union = new(TagLimits.MaxProductNodes);
        if (other is SetTag set)
        {
            AddProducts(set, ref union, ref budget);
        }
        else
        {
            foreach (TagExpression member in Members)
            {
                union.Add(TagMeet.Of(member, other, ref budget), ref budget);
            }
        }

        return union.Build(ref budget);
    }

    /// <summary>Whether <paramref name="other"/> covers each member.</summary>
    public bool IsCoveredBy(TagExpression other, ref TagBudget budget)
    {
        foreach (TagExpression member in Members)
        {
            if (!budget.Spend() || !other.Covers(member, ref budget))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(TagExpression? other) =>
        ReferenceEquals(this, other)
        || (other is SetTag set && Members.AsSpan().SequenceEqual(set.Members.AsSpan()));

    public override int GetHashCode() => TagHash.Of(3, Members);

    internal override bool Covers(TagExpression other, ref TagBudget budget)
    {
        if (other is SetTag set)
        {
            return set.IsCoveredBy(this, ref budget);
        }

        foreach (TagExpression member in Members)
        {
            if (!budget.Spend())
            {
                return false;
            }

            if (member.Covers(other, ref budget))
            {
                return true;
            }
        }

        return false;
    }

    private protected override SexpNode BuildSexp() =>
        StarForm.Of("set", [.. Members.Select(static member => member.ToSexp())]);

    private static int NodesOf(ImmutableArray<TagExpression> members)
    {
        int nodes = 3;
        foreach (TagExpression member in members)
        {
            nodes += member.Nodes;
        }

        return nodes;
    }

    private static long BytesOf(ImmutableArray<TagExpression> members)
    {
        long bytes = 10;
        foreach (TagExpression member in members)
        {
            bytes += member.Bytes;
        }

        return bytes;
    }

    /// <summary>The common atoms of two sets of atoms: one walk along both.</summary>
    private TagExpression? MeetAtoms(SetTag other, ref TagBudget budget)
    {
        ImmutableArray<TagExpression> mine = Members;
        ImmutableArray<TagExpression> theirs = other.Members;
        TagExpression[] common = new TagExpression[Math.Min(mine.Length, theirs.Length)];
        int count = 0;
        for (int i = 0, j = 0; i < mine.Length && j < theirs.Length && budget.Spend();)
        {
            int order = TagOrder.Compare(mine[i], theirs[j]);
            if (order == 0)
            {
                common[count++] = mine[i];
            }

            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return count switch
        {
            0 => null,
            1 => common[0],
            _ when count == mine.Length => this,
            _ when count == theirs.Length => other,
            _ => new SetTag([.. common.AsSpan(0, count)]),
        };
    }

    private void AddProducts(SetTag other, ref TagUnion union, ref TagBudget budget)
    {
        for (int i = 0; i < Members.Length; i++)
        {
            for (int j = 0; j < other.Members.Length && !budget.IsExhausted; j++)
            {
                union.Add(TagMeet.Of(Members[i], other.Members[j], ref budget), ref budget);
            }
        }
    }
}
