namespace HiperNet.Vpxi.Model;

/// <summary>
/// A node of a persistent AVL tree of the instants at which the use of a capacity changes. What is kept of a subtree is
/// relative to the use before it, so that a booking touches two paths however many instants are in its window.
/// </summary>
internal sealed class ProfileNode
{
    public ProfileNode(ProfileNode? left, long time, long delta, ProfileNode? right)
    {
        (Left, Time, Delta, Right) = (left, time, delta, right);
        Height = 1 + Math.Max(HeightOf(left), HeightOf(right));
        long here = SumOf(left) + delta;
        Sum = here + SumOf(right);
        Max = here;
        Min = here;
        if (left is not null)
        {
            Max = Math.Max(Max, left.Max);
            Min = Math.Min(Min, left.Min);
        }

        if (right is not null)
        {
            Max = Math.Max(Max, here + right.Max);
            Min = Math.Min(Min, here + right.Min);
        }
    }

    public ProfileNode? Left { get; }

    public ProfileNode? Right { get; }

    /// <summary>When the use changes, in seconds since 1970.</summary>
    public long Time { get; }

    /// <summary>By how much; never 0.</summary>
    public long Delta { get; }

    /// <summary>By how much it changes in the whole subtree.</summary>
    public long Sum { get; }

    /// <summary>The highest use after any of the subtree's changes.</summary>
    public long Max { get; }

    /// <summary>The lowest use after any of the subtree's changes.</summary>
    public long Min { get; }

    public int Height { get; }

    public static int HeightOf(ProfileNode? node) => node?.Height ?? 0;

    public static long SumOf(ProfileNode? node) => node?.Sum ?? 0;
}
