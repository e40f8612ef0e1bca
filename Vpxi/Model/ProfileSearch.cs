namespace HiperNet.Vpxi.Model;

/// <summary>Answers about the use of a capacity, each from few paths of its tree.</summary>
internal static class ProfileSearch
{
    /// <summary>The use at an instant.</summary>
    public static long At(ProfileNode? root, long instant)
    {
        long before = 0;
        ProfileNode? node = root;
        while (node is ProfileFork fork)
        {
            bool isRight = fork.Right.First <= instant;
            before += isRight ? fork.Left.Sum : 0;
            node = isRight ? fork.Right : fork.Left;
        }

        int index = node is ProfileLeaf leaf ? leaf.IndexAfter(instant) : 0;
        return index == 0 ? before : before + ((ProfileLeaf)node!).Changes[index - 1].Level;
    }

    /// <summary>The highest use in a window.</summary>
    public static long Peak(ProfileNode? root, TimeWindow window) =>
        Math.Max(At(root, window.Start), Between(root, window));

    /// <summary>The start of the stretch at the end of a part, from which on the use is low enough.</summary>
    /// <param name="part">A part whose use is low enough at its end, and not before it or not everywhere in it.</param>
    /// <param name="most">The highest use that is low enough, relative to that before the part.</param>
    public static long LastStretch(ProfileNode part, long most)
    {
        if (part.Max <= most)
        {
            return part.First;
        }

        ProfileNode node = part;
        long after = long.MaxValue;
        while (node is ProfileFork fork)
        {
            bool isRight = fork.Right.Max > most - fork.Left.Sum;
            most -= isRight ? fork.Left.Sum : 0;
            after = isRight ? after : fork.Right.First;
            node = isRight ? fork.Right : fork.Left;
        }

        ReadOnlySpan<ProfileChange> changes = ((ProfileLeaf)node).Changes;
        int index = changes.Length;
        while (changes[index - 1].Level <= most)
        {
            index--;
        }

        return index < changes.Length ? changes[index].Time : after;
    }

    private static long Between(ProfileNode? root, TimeWindow window)
    {
        long before = 0;
        ProfileNode? node = root;
        while (node is ProfileFork fork)
        {
            if (fork.Right.First <= window.Start)
            {
                (node, before) = (fork.Right, before + fork.Left.Sum);
            }
            else if (fork.Right.First >= window.End)
            {
                node = fork.Left;
            }
            else
            {
                long left = After(fork.Left, before, window.Start);
                return Math.Max(left, Until(fork.Right, before + fork.Left.Sum, window.End));
            }
        }

        return node is ProfileLeaf leaf
            ? Peak(leaf, before, leaf.IndexAfter(window.Start), leaf.IndexFrom(window.End))
            : long.MinValue;
    }

    private static long After(ProfileNode node, long before, long start)
    {
        long peak = long.MinValue;
        while (node is ProfileFork fork)
        {
            bool isRight = fork.Right.First <= start;
            peak = isRight ? peak : Math.Max(peak, before + fork.Left.Sum + fork.Right.Max);
            before += isRight ? fork.Left.Sum : 0;
            node = isRight ? fork.Right : fork.Left;
        }

        ProfileLeaf leaf = (ProfileLeaf)node;
        return Math.Max(peak, Peak(leaf, before, leaf.IndexAfter(start), leaf.Changes.Length));
    }

    private static long Until(ProfileNode node, long before, long end)
    {
        long peak = long.MinValue;
        while (node is ProfileFork fork)
        {
            bool isRight = fork.Right.First < end;
            peak = isRight ? Math.Max(peak, before + fork.Left.Max) : peak;
            before += isRight ? fork.Left.Sum : 0;
            node = isRight ? fork.Right : fork.Left;
        }

        ProfileLeaf leaf = (ProfileLeaf)node;
        return Math.Max(peak, Peak(leaf, before, 0, leaf.IndexFrom(end)));
    }

    private static long Peak(ProfileLeaf leaf, long before, int start, int end) =>
        start < end ? before + leaf.Peak(start, end) : long.MinValue;
}
