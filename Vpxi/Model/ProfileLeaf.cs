namespace HiperNet.Vpxi.Model;

/// <summary>
/// Some changes that follow each other, by their times; each changes something. They lie side by side, because a
/// search looks at many of them and a processor reads memory in lines.
/// </summary>
internal sealed class ProfileLeaf : ProfileNode
{
    /// <summary>The most changes of a leaf: a booking copies two leaves, and a search may look at all.</summary>
    public const int Most = 256;

    private readonly ProfileChange[] changes;

    private ProfileLeaf(ProfileChange[] changes)
        : base(changes[0].Time, 1)
    {
        this.changes = changes;
        (long max, long min) = (changes[0].Level, changes[0].Level);
        foreach (ProfileChange change in changes)
        {
            max = Math.Max(max, change.Level);
            min = Math.Min(min, change.Level);
        }

        (Sum, Max, Min) = (changes[^1].Level, max, min);
    }

    /// <summary>The changes, at least one.</summary>
    public ReadOnlySpan<ProfileChange> Changes => changes;

    /// <summary>A leaf of changes whose levels are relative to another use.</summary>
    /// <param name="changes">At least one, at most <see cref="Most"/>.</param>
    /// <param name="before">The use before them.</param>
    public static ProfileLeaf Of(ReadOnlySpan<ProfileChange> changes, long before)
    {
        ProfileChange[] relative = changes.ToArray();
        Raise(relative, -before);
        return new ProfileLeaf(relative);
    }

    /// <summary>Two leaves in one.</summary>
    public static ProfileLeaf Join(ProfileLeaf left, ProfileLeaf right)
    {
        ProfileChange[] both = [.. left.changes, .. right.changes];
        Raise(both.AsSpan(left.changes.Length), left.Sum);
        return new ProfileLeaf(both);
    }

    /// <summary>The leaf after the use changes at an instant by a further amount.</summary>
    /// <returns>A leaf, or two in a fork; null if nothing changes any more.</returns>
    public ProfileNode? Add(long time, long delta)
    {
        int at = IndexFrom(time);
        long before = at == 0 ? 0 : changes[at - 1].Level;
        bool isThere = at < changes.Length && changes[at].Time == time;
        // An instant at which nothing changes is no part of the tree: equal uses have equal instants.
        bool goes = isThere && changes[at].Level + delta == before;
        ProfileChange[] next = new ProfileChange[changes.Length + (goes ? -1 : isThere ? 0 : 1)];
        changes.AsSpan(0, at).CopyTo(next);
        int kept = goes || isThere ? at + 1 : at;
        if (!goes)
        {
            next[at] = new ProfileChange(time, (isThere ? changes[at].Level : before) + delta);
        }

        Span<ProfileChange> rest = next.AsSpan(goes ? at : at + 1);
        changes.AsSpan(kept).CopyTo(rest);
        Raise(rest, delta);
        return next.Length == 0 ? null : next.Length <= Most ? new ProfileLeaf(next) : Split(next);
    }

    /// <summary>The index of the first change at an instant or after it.</summary>
    public int IndexFrom(long time)
    {
        int low = 0;
        int high = changes.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = changes[middle].Time < time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The index of the first change after an instant.</summary>
    public int IndexAfter(long time) => time == long.MaxValue ? changes.Length : IndexFrom(time + 1);

    /// <summary>The highest use after the changes of a range; the lowest number of all if it is empty.</summary>
    public long Peak(int start, int end)
    {
        long peak = long.MinValue;
        for (int i = start; i < end; i++)
        {
            peak = Math.Max(peak, changes[i].Level);
        }

        return peak;
    }

    protected override Stretches MakeStretches() => Stretches.Of(Changes);

    private static ProfileFork Split(ReadOnlySpan<ProfileChange> changes)
    {
        int half = changes.Length / 2;
        return new ProfileFork(Of(changes[..half], 0), Of(changes[half..], changes[half - 1].Level));
    }

    private static void Raise(Span<ProfileChange> changes, long amount)
    {
        for (int i = 0; i < changes.Length; i++)
        {
            changes[i] = new ProfileChange(changes[i].Time, changes[i].Level + amount);
        }
    }
}
