namespace HiperNet.Vpxi.Model;

/// <summary>Changes a tree of <see cref="ProfileNode"/>; the old one stays as it was.</summary>
internal static class ProfileTree
{
    /// <summary>The tree after the use changes at an instant by a further amount.</summary>
    public static ProfileNode? Add(ProfileNode? node, long time, long delta)
    {
        if (node is null)
        {
            return new ProfileNode(null, time, delta, null);
        }

        if (time < node.Time)
        {
            return Balance(Add(node.Left, time, delta), node, node.Right);
        }

        if (time > node.Time)
        {
            return Balance(node.Left, node, Add(node.Right, time, delta));
        }

        // An instant at which nothing changes is no part of the tree: equal uses have equal instants.
        return node.Delta + delta == 0
            ? Join(node.Left, node.Right)
            : new ProfileNode(node.Left, time, node.Delta + delta, node.Right);
    }

    /// <summary>A tree of changes that are sorted by their times, each with another time.</summary>
    public static ProfileNode? Build(ReadOnlySpan<(long Time, long Delta)> changes)
    {
        if (changes.IsEmpty)
        {
            return null;
        }

        int middle = changes.Length / 2;
        (long time, long delta) = changes[middle];
        return new ProfileNode(Build(changes[..middle]), time, delta, Build(changes[(middle + 1)..]));
    }

    private static ProfileNode? Join(ProfileNode? left, ProfileNode? right)
    {
        if (right is null)
        {
            return left;
        }

        ProfileNode first = right;
        while (first.Left is not null)
        {
            first = first.Left;
        }

        return Balance(left, first, WithoutFirst(right));
    }

    private static ProfileNode? WithoutFirst(ProfileNode node) =>
        node.Left is null ? node.Right : Balance(WithoutFirst(node.Left), node, node.Right);

    private static ProfileNode Balance(ProfileNode? left, ProfileNode middle, ProfileNode? right)
    {
        int lean = ProfileNode.HeightOf(left) - ProfileNode.HeightOf(right);
        if (lean > 1)
        {
            if (ProfileNode.HeightOf(left!.Left) < ProfileNode.HeightOf(left.Right))
            {
                left = Make(Make(left.Left, left, left.Right!.Left), left.Right, left.Right.Right);
            }

            return Make(left.Left, left, Make(left.Right, middle, right));
        }

        if (lean < -1)
        {
            if (ProfileNode.HeightOf(right!.Right) < ProfileNode.HeightOf(right.Left))
            {
                right = Make(right.Left!.Left, right.Left, Make(right.Left.Right, right, right.Right));
            }

            return Make(Make(left, middle, right.Left), right, right.Right);
        }

        return Make(left, middle, right);
    }

    private static ProfileNode Make(ProfileNode? left, ProfileNode middle, ProfileNode? right) =>
        new(left, middle.Time, middle.Delta, right);
}
