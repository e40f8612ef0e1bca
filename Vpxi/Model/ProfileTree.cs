namespace HiperNet.Vpxi.Model;

/// <summary>Changes a tree of <see cref="ProfileNode"/>; the old one stays as it was.</summary>
internal static class ProfileTree
{
    /// <summary>Leaves with so many changes or fewer in both are made one.</summary>
    private const int Few = ProfileLeaf.Most / 2;

    /// <summary>Changes of a leaf in a tree that is built at once, at most: there is room for more.</summary>
    private const int Full = ProfileLeaf.Most * 3 / 4;

    /// <summary>The tree after the use changes at an instant by a further amount.</summary>
    public static ProfileNode? Add(ProfileNode? node, long time, long delta) => node switch
    {
        null => ProfileLeaf.Of([new ProfileChange(time, delta)], 0),
        ProfileLeaf leaf => leaf.Add(time, delta),
        ProfileFork fork => time < fork.Right.First
            ? Join(Add(fork.Left, time, delta), fork.Right)
            : Join(fork.Left, Add(fork.Right, time, delta)),
        _ => throw new InvalidOperationException("a profile has leaves and forks"),
    };

    /// <summary>A tree of changes that are sorted by their times, each with another time and another level.</summary>
    /// <param name="changes">The changes; their levels are relative to 0.</param>
    /// <param name="before">The use before the first of them.</param>
    public static ProfileNode? Build(ReadOnlySpan<ProfileChange> changes, long before = 0)
    {
        if (changes.Length <= Full)
        {
            return changes.IsEmpty ? null : ProfileLeaf.Of(changes, before);
        }

        int middle = changes.Length / 2;
        return new ProfileFork(
            Build(changes[..middle], before)!, Build(changes[middle..], changes[middle - 1].Level)!);
    }

    private static ProfileNode? Join(ProfileNode? left, ProfileNode? right)
    {
        if (left is null || right is null)
        {
            return left ?? right;
        }

        return (left.Height - right.Height) switch
        {
            > 1 => LeanLeft((ProfileFork)left, right),
            < -1 => LeanRight(left, (ProfileFork)right),
            _ => Fork(left, right),
        };
    }

    private static ProfileNode LeanLeft(ProfileFork left, ProfileNode right)
    {
        if (left.Left.Height >= left.Right.Height)
        {
            return Fork(left.Left, Fork(left.Right, right));
        }

        ProfileFork inner = (ProfileFork)left.Right;
        return Fork(Fork(left.Left, inner.Left), Fork(inner.Right, right));
    }

    private static ProfileNode LeanRight(ProfileNode left, ProfileFork right)
    {
        if (right.Right.Height >= right.Left.Height)
        {
            return Fork(Fork(left, right.Left), right.Right);
        }

        ProfileFork inner = (ProfileFork)right.Left;
        return Fork(Fork(left, inner.Left), Fork(inner.Right, right.Right));
    }

    private static ProfileNode Fork(ProfileNode left, ProfileNode right) =>
        left is ProfileLeaf first && right is ProfileLeaf last && first.Changes.Length + last.Changes.Length <= Few
            ? ProfileLeaf.Join(first, last)
            : new ProfileFork(left, right);
}
