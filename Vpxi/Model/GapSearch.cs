namespace HiperNet.Vpxi.Model;

/// <summary>
/// Looks for the first stretch of time with room. It walks the instants in order, and leaves out parts in which
/// nothing turns from enough to not enough or back, and, once it has walked for a while, parts in which no stretch is
/// long enough.
/// </summary>
internal ref struct GapSearch
{
    /// <summary>Leaves that are walked before stretches are asked for, which have to be found out first.</summary>
    private const int Patience = 8;

    private readonly long most;
    private readonly ulong length;
    private readonly long from;
    private long candidate;
    private bool isFree;
    private int leaves;
    private int visits;

    private GapSearch(long most, long length, long from, long level)
    {
        (this.most, this.length, this.from) = (most, (ulong)length, from);
        (candidate, isFree) = (from, level <= most);
    }

    /// <summary>The first instant from which on the use is low enough for long enough.</summary>
    /// <param name="root">The tree.</param>
    /// <param name="most">The highest use that leaves room; at least 0.</param>
    /// <param name="length">For how long, in seconds, at least 1.</param>
    /// <param name="from">The first instant that will do.</param>
    /// <param name="visits">Of how many leaves and forks it took a look.</param>
    public static long Find(ProfileNode? root, long most, long length, long from, out int visits)
    {
        GapSearch search = new(most, length, from, ProfileSearch.At(root, from));
        _ = root is not null && search.Walk(root, 0);
        visits = search.visits;
        return search.candidate;
    }

    // Whether it is found. Differences of times fit into 64 bits without a sign, because the later one is known.
    private bool Walk(ProfileNode node, long before)
    {
        while (true)
        {
            visits++;
            if (node.First > from && (IsDull(node, before) || IsShort(node, before)))
            {
                return false;
            }

            if (node is not ProfileFork fork)
            {
                return Walk((ProfileLeaf)node, before);
            }

            if (fork.Right.First > from && Walk(fork.Left, before))
            {
                return true;
            }

            (node, before) = (fork.Right, before + fork.Left.Sum);
        }
    }

    private readonly bool IsDull(ProfileNode node, long before) =>
        isFree ? before + node.Max <= most : before + node.Min > most;

    // Passes over a part in which no stretch is long enough.
    private bool IsShort(ProfileNode node, long before)
    {
        if (leaves < Patience)
        {
            return false;
        }

        StretchStep step = node.Stretches.At(most - before);
        bool isLong = step.Longest >= length || (isFree && (ulong)(step.Head - candidate) >= length);
        if (isLong)
        {
            return false;
        }

        isFree = before + node.Sum <= most;
        if (isFree)
        {
            candidate = node is ProfileLeaf ? step.Tail : ProfileSearch.LastStretch(node, most - before);
        }

        return true;
    }

    private bool Walk(ProfileLeaf leaf, long before)
    {
        leaves++;
        ReadOnlySpan<ProfileChange> changes = leaf.Changes;
        for (int i = leaf.First > from ? 0 : leaf.IndexAfter(from); i < changes.Length; i++)
        {
            bool wasFree = isFree;
            isFree = before + changes[i].Level <= most;
            if (isFree == wasFree)
            {
                continue;
            }

            if (isFree)
            {
                candidate = changes[i].Time;
            }
            else if ((ulong)(changes[i].Time - candidate) >= length)
            {
                return true;
            }
        }

        return false;
    }
}
