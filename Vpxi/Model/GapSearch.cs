namespace HiperNet.Vpxi.Model;

/// <summary>
/// Looks for the first stretch of time with room. It walks the instants in order, and leaves out subtrees in which
/// nothing turns from enough to not enough or back. What it takes is logarithmic, and one more step for each stretch
/// that has room and is too short.
/// </summary>
internal ref struct GapSearch
{
    private readonly long most;
    private readonly ulong length;
    private readonly long from;
    private long candidate;
    private bool isFree;

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
    public static long Find(ProfileNode? root, long most, long length, long from)
    {
        GapSearch search = new(most, length, from, ProfileSearch.At(root, from));
        _ = search.Walk(root, 0);
        return search.candidate;
    }

    // Whether it is found. Differences of times fit into 64 bits without a sign, because the later one is known.
    private bool Walk(ProfileNode? node, long before)
    {
        while (node is not null)
        {
            long here = before + ProfileNode.SumOf(node.Left) + node.Delta;
            if (node.Time > from)
            {
                if (IsDull(node, before))
                {
                    return false;
                }

                if (Walk(node.Left, before) || Step(node.Time, here))
                {
                    return true;
                }
            }

            (node, before) = (node.Right, here);
        }

        return false;
    }

    // A subtree may reach back beyond the beginning; then more is walked than must be, and nothing is missed.
    private readonly bool IsDull(ProfileNode node, long before) =>
        isFree ? before + node.Max <= most : before + node.Min > most;

    private bool Step(long time, long level)
    {
        if (isFree && (ulong)(time - candidate) >= length)
        {
            return true;
        }

        bool wasFree = isFree;
        isFree = level <= most;
        if (isFree && !wasFree)
        {
            candidate = time;
        }

        return false;
    }
}
