namespace HiperNet.Vpxi.Model;

/// <summary>Two parts of a profile, one after the other.</summary>
internal sealed class ProfileFork : ProfileNode
{
    public ProfileFork(ProfileNode left, ProfileNode right)
        : base(left.First, 1 + Math.Max(left.Height, right.Height))
    {
        (Left, Right) = (left, right);
        Sum = left.Sum + right.Sum;
        Max = Math.Max(left.Max, left.Sum + right.Max);
        Min = Math.Min(left.Min, left.Sum + right.Min);
    }

    public ProfileNode Left { get; }

    public ProfileNode Right { get; }

    protected override Stretches MakeStretches() =>
        Stretches.Join(Left.Stretches, Right.Stretches, Left.Sum, Right.First);
}
