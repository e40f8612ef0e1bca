namespace HiperNet.Spki.Tags;

/// <summary>
/// Collects expressions and builds the normal form of their union: nested sets merged, members that another includes
/// dropped, the rest in order. No member is a set, so the normal form of a union is unique.
/// </summary>
internal ref struct TagUnion
{
    private readonly List<TagExpression> members = [];
    private readonly int maxNodes;
    private int nodes;
    private bool hasAll;

    /// <param name="maxNodes">The most atoms and lists in all that is added, before anything is dropped.</param>
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

    private readonly void DropIncluded(ref TagBudget budget)
    {
        int wide = members.FindIndex(static member => member is AtomTag);
        wide = wide < 0 ? members.Count : wide;
        if (wide == 0)
        {
            // Atoms alone, all different: no one includes another.
            return;
        }

        // Members differ, so no two cover each other and the order of dropping does not matter.
        bool[] dropped = new bool[members.Count];
        for (int i = 0; i < members.Count; i++)
        {
            for (int j = 0; j < wide && !dropped[i] && budget.Spend(); j++)
            {
                dropped[i] = i != j && members[j].Covers(members[i], ref budget);
            }
        }

        int at = 0;
        members.RemoveAll(_ => dropped[at++]);
    }
}
