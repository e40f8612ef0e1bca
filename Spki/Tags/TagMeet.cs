namespace HiperNet.Spki.Tags;

/// <summary>The intersection of two expressions, case by case (the table in <c>spec/tags.md</c>).</summary>
internal static class TagMeet
{
    /// <summary>The intersection in normal form; null if it is empty or the budget is exhausted.</summary>
    /// <remarks>Where the result equals an operand, it is that operand: realistic tags allocate little.</remarks>
    public static TagExpression? Of(TagExpression a, TagExpression b, ref TagBudget budget)
    {
        if (ReferenceEquals(a, b))
        {
            return a;
        }

        if (!budget.Spend())
        {
            return null;
        }

        return (a, b) switch
        {
            (AllTag, _) => b,
            (_, AllTag) => a,
            (AtomTag atom, _) => b.Covers(atom, ref budget) ? atom : null,
            (_, AtomTag atom) => a.Covers(atom, ref budget) ? atom : null,
            (SetTag set, _) => set.Meet(b, ref budget),
            (_, SetTag set) => set.Meet(a, ref budget),
            (ListTag list, ListTag other) => list.Meet(other, ref budget),
            (ListTag, _) or (_, ListTag) => null,
            _ => ConjunctionTag.Meet(a, b, ref budget),
        };
    }
}
