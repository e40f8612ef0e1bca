namespace HiperNet.Spki.Tests.Reduction;

/// <summary>
/// Decides a small world by RFC 2693 section 6, word for word and without any thought of cost: every meaning of
/// every name, every chain, every choice of branches. It shares no code with the decision that it checks.
/// </summary>
internal sealed class BruteForce
{
    private readonly List<SmallCertificate> certificates;
    private readonly Dictionary<(int Owner, char Letter), HashSet<int>> meanings = [];
    private readonly Dictionary<State, HashSet<State>> reached = [];

    private readonly HashSet<State> entries = [];
    private readonly int root;

    private BruteForce(IEnumerable<SmallCertificate> usable, int root)
    {
        this.root = root;
        certificates = [.. usable];
        Resolve();
    }

    /// <summary>
    /// Whether the world grants its request at a second, and the last second for which any proof lasts.
    /// </summary>
    public static (bool IsGranted, int? Until) Decide(SmallWorld world, int second)
    {
        if (world.Asker == new SmallParty('k', world.Root))
        {
            return (true, null);
        }

        // A proof lasts until an end if it is a proof even without everything that ends before.
        foreach (int? end in Enumerable.Range(0, 12).Select(i => (int?)i).Reverse().Prepend(null))
        {
            if (end is null or >= 0 && !(end < second) && Grants(world, second, end))
            {
                return (true, end);
            }
        }

        return (false, null);
    }

    private static bool Grants(SmallWorld world, int second, int? end)
    {
        BruteForce force = new(world.Certificates.Where(
            small => small.Holds(second)
                && (small.To ?? int.MaxValue) >= (end ?? int.MaxValue)
                && small.Grants(world.Request)),
            world.Root);
        State acl = new(new SmallParty('k', SmallWorld.Acl), SmallDelegation.Any);
        State self = new(new SmallParty('k', world.Root), SmallDelegation.Any);
        force.Close(acl, self);
        return force.reached[acl].Concat(force.reached[self]).Any(state => state.Holder == world.Asker);
    }

    /// <summary>4-tuple reduction: adds meanings until there are no more.</summary>
    private void Resolve()
    {
        bool grew = true;
        while (grew)
        {
            grew = false;
            foreach (SmallCertificate definition in certificates.Where(small => small.Defines is not null))
            {
                (int, char) name = (definition.Issuer, definition.Defines!.Value);
                meanings.TryAdd(name, []);
                foreach (int key in KeysOf(definition.Subject, definition.Issuer).ToList())
                {
                    grew |= meanings[name].Add(key);
                }
            }
        }
    }

    private IEnumerable<int> KeysOf(SmallSubject subject, int issuer)
    {
        if (subject is SmallSubject.Key key)
        {
            return [key.Number];
        }

        SmallSubject.Named name = (SmallSubject.Named)subject;
        IEnumerable<int> keys = [name.Owner ?? (issuer == SmallWorld.Acl ? root : issuer)];
        foreach (char letter in name.Identifiers)
        {
            keys = keys.SelectMany(owner => meanings.GetValueOrDefault((owner, letter), [])).ToHashSet();
        }

        return keys;
    }

    /// <summary>5-tuple reduction: what is reached from every holder that comes up, until nothing new is.</summary>
    private void Close(params State[] starts)
    {
        foreach (State start in starts)
        {
            reached.TryAdd(start, [start]);
        }

        bool grew = true;
        while (grew)
        {
            grew = false;
            foreach (State start in reached.Keys.ToList())
            {
                foreach (State state in reached[start].ToList())
                {
                    foreach (State next in Next(state).ToList())
                    {
                        grew |= reached[start].Add(next);
                    }
                }
            }

            // Branches of thresholds that came up start chains of their own.
            foreach (State entry in entries.ToList())
            {
                grew |= reached.TryAdd(entry, [entry]);
            }
        }
    }

    private IEnumerable<State> Next(State holder) =>
        holder.Delegation.IsNone || holder.Holder.Kind != 'k'
            ? []
            : certificates
                .Where(small => small.Defines is null && small.Issuer == holder.Holder.Number)
                .SelectMany(small => Receive(
                    small.Subject, small.Issuer, holder.Delegation, holder.Delegation.And(small.Delegation)));

    private IEnumerable<State> Receive(SmallSubject subject, int issuer, SmallDelegation from, SmallDelegation given)
    {
        if (subject is SmallSubject.Threshold threshold)
        {
            return Agree(threshold, issuer, from, given);
        }

        IEnumerable<SmallParty> parties = subject switch
        {
            SmallSubject.Thing thing => [new SmallParty('o', thing.Number)],
            SmallSubject.Keyholder held => KeysOf(held.Holder, issuer).Select(key => new SmallParty('h', key)),
            _ => KeysOf(subject, issuer).Select(key => new SmallParty('k', key)),
        };
        return parties.Where(from.Permits).Select(party => new State(party, given));
    }

    /// <summary>k branches, k keys that they were given to, and one party that all k lead to.</summary>
    private IEnumerable<State> Agree(
        SmallSubject.Threshold threshold, int issuer, SmallDelegation from, SmallDelegation given)
    {
        // Each branch: the key that entered (or the branch itself, for a threshold inside), and what it leads to.
        List<List<(int Entry, State End)>> branches = [];
        for (int i = 0; i < threshold.Branches.Length; i++)
        {
            List<(int, State)> ends = [];
            bool isInner = threshold.Branches[i] is SmallSubject.Threshold;
            foreach (State entry in Receive(threshold.Branches[i], issuer, from, given))
            {
                if (isInner || entry.Holder.Kind == 'k')
                {
                    entries.Add(entry);
                    int mark = isInner ? 100 + i : entry.Holder.Number;
                    ends.AddRange(reached.GetValueOrDefault(entry, [entry]).Select(end => (mark, end)));
                }
            }

            branches.Add(ends);
        }

        return Choose(branches, 0, threshold.K, new Shares()).Distinct();
    }

    private static IEnumerable<State> Choose(
        List<List<(int Entry, State End)>> branches, int at, int needed, Shares chosen)
    {
        if (needed == 0)
        {
            return [chosen.End!.Value];
        }

        if (branches.Count - at < needed)
        {
            return [];
        }

        IEnumerable<State> without = Choose(branches, at + 1, needed, chosen);
        IEnumerable<State> with = branches[at]
            .Where(share => !chosen.Entries.Contains(share.Entry)
                && (chosen.End is null || chosen.End.Value.Holder == share.End.Holder))
            .SelectMany(share => Choose(branches, at + 1, needed - 1, chosen.Push(share.Entry, share.End)));
        return without.Concat(with);
    }

    /// <summary>A party that holds the right, and how it may pass it on.</summary>
    private readonly record struct State(SmallParty Holder, SmallDelegation Delegation);

    /// <summary>The shares chosen so far.</summary>
    private sealed class Shares
    {
        public HashSet<int> Entries { get; private init; } = [];

        public State? End { get; private init; }

        public Shares Push(int entry, State end) => new()
        {
            Entries = [.. Entries, entry],
            End = new State(end.Holder, End is { } before ? before.Delegation.And(end.Delegation) : end.Delegation),
        };
    }
}
