namespace HiperNet.Spki.Tags;

/// <summary>
/// Collects expressions and builds the normal form of their union: nested sets merged, members that another
/// includes dropped, the rest in order. No member is a set, so the normal form of a union is unique.
/// </summary>
internal ref struct TagUnion
{
    private readonly List<TagExpression> members = [];
    private readonly int maxNodes;
    private int nodes;
    private bool hasAll;

    /// <param name="maxNodes">
    /// The most atoms and lists in all that is added, before anything is dropped.
    /// </param>
    public TagUnion(int maxNodes) => this.maxNodes = maxNodes;

    /// <summary>Adds a member; null is the empty one.</summary>
    public void Add(TagExpression? member, ref TagBudget budget)
    {
        if (member is null)
        {
            return;
        }

        nodes += member.Nodes;
        if (nodes > maxNodes)
        {
            budget.Exhaust();
            return;
        }

        hasAll |= member is AllTag;
        if (member is SetTag set)
        {
            members.AddRange(set.Members);
        }
        else
        {
            members.Add(member);
        }
    }

    /// <summary>The union in normal form; null if nothing was added or a limit is exceeded.</summary>
    public readonly TagExpression? Build(ref TagBudget budget)
    {
        if (hasAll || members.Count < 2)
        {
            return hasAll ? AllTag.Instance : members.FirstOrDefault();
        }

        members.Sort(TagOrder.Compare);
        DropEqual();
        DropIncluded(ref budget);
        if (members.Count == 1)
        {
            return members[0];
        }

        SetTag set = new([.. members]);
        if (members.Count > TagLimits.MaxSetMembers
            || set.Nodes > TagLimits.MaxResultNodes
            || set.Bytes > TagLimits.MaxResultBytes)
        {
            budget.Exhaust();
        }

        return budget.IsExhausted ? null : set;
    }

    private readonly void DropEqual()
    {
        int kept = 1;
        for (int i = 1; i < members.Count; i++)
        {
            if (!members[i].Equals(members[kept - 1]))
            {
                members[kept++] = members[i];
            }
        }

        members.RemoveRange(kept, members.Count - kept);
    }

    /// <summary>
    /// Members differ, so no two cover each other and the order of dropping does not matter. An atom covers only
    /// its equal, so a list is covered only by one with the same head and, second, the same atom or no atom; those
    /// stand together. Atoms stand last and are covered only by star forms, which stand together too.
    /// </summary>
    private readonly void DropIncluded(ref TagBudget budget)
    {
        bool[] dropped = new bool[members.Count];
        (int Start, int End) stars = (0, 0);
        for (int start = 0; start < members.Count && members[start] is not AtomTag;)
        {
            (int Start, int End) run = (start, EndOfRun(start, SameHead));
            (int Start, int End) wild = (start, EndOfWild(run));
            stars = members[start] is ListTag ? stars : run;
            MarkIncluded(dropped, wild, wild, ref budget);
            for (int i = wild.End; i < run.End;)
            {
                (int Start, int End) twins = (i, EndOfRun(i, SameHeadAndSecond));
                MarkIncluded(dropped, twins, wild, ref budget);
                MarkIncluded(dropped, twins, twins, ref budget);
                i = twins.End;
            }

            start = run.End;
        }

        int firstAtom = members.FindIndex(static member => member is AtomTag);
        if (firstAtom >= 0)
        {
            MarkIncluded(dropped, (firstAtom, members.Count), stars, ref budget);
        }

        int at = 0;
        members.RemoveAll(_ => dropped[at++]);
    }

    private readonly void MarkIncluded(
        bool[] dropped, (int Start, int End) narrow, (int Start, int End) wide, ref TagBudget budget)
    {
        for (int i = narrow.Start; i < narrow.End; i++)
        {
            for (int j = wide.Start; j < wide.End && !dropped[i] && budget.Spend(); j++)
            {
                dropped[i] = i != j && members[j].Covers(members[i], ref budget);
            }
        }
    }

    private readonly int EndOfRun(int start, Func<TagExpression, TagExpression, bool> same)
    {
        int end = start + 1;
        while (end < members.Count && same(members[start], members[end]))
        {
            end++;
        }

        return end;
    }

    /// <summary>Where the members whose second element is an atom start: the order puts them last in the run.</summary>
    private readonly int EndOfWild((int Start, int End) run)
    {
        int end = run.End;
        while (end > run.Start && SecondAtom(members[end - 1]) is not null)
        {
            end--;
        }

        return end;
    }

    private static bool SameHead(TagExpression a, TagExpression b) => (a, b) switch
    {
        (ListTag x, ListTag y) => x.Head.Equals(y.Head),
        (AtomTag, _) or (_, AtomTag) or (ListTag, _) or (_, ListTag) => false,
        _ => true,
    };

    private static bool SameHeadAndSecond(TagExpression a, TagExpression b) =>
        SameHead(a, b) && SecondAtom(a) is { } second && second.Equals(SecondAtom(b));

    private static AtomTag? SecondAtom(TagExpression member) =>
        member is ListTag { Elements: [_, AtomTag second, ..] } ? second : null;
}
