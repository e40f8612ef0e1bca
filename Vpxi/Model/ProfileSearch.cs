namespace HiperNet.Vpxi.Model;

/// <summary>Answers about the use of a capacity, each from few paths of its tree.</summary>
internal static class ProfileSearch
{
    /// <summary>The use at an instant.</summary>
    public static long At(ProfileNode? node, long instant)
    {
        long level = 0;
        while (node is not null)
        {
            if (instant < node.Time)
            {
                node = node.Left;
            }
            else
            {
                level += ProfileNode.SumOf(node.Left) + node.Delta;
                node = node.Right;
            }
        }

        return level;
    }

    /// <summary>The highest use in a window.</summary>
    public static long Peak(ProfileNode? root, TimeWindow window) =>
        Math.Max(At(root, window.Start), Between(root, 0, window));

    private static long Between(ProfileNode? node, long before, TimeWindow window)
    {
        while (node is not null)
        {
            long here = before + ProfileNode.SumOf(node.Left) + node.Delta;
            if (node.Time <= window.Start)
            {
                (node, before) = (node.Right, here);
            }
            else if (node.Time >= window.End)
            {
                node = node.Left;
            }
            else
            {
                long edges = Math.Max(After(node.Left, before, window.Start), Until(node.Right, here, window.End));
                return Math.Max(here, edges);
            }
        }

        return long.MinValue;
    }

    private static long After(ProfileNode? node, long before, long start)
    {
        long peak = long.MinValue;
        while (node is not null)
        {
            long here = before + ProfileNode.SumOf(node.Left) + node.Delta;
            if (node.Time <= start)
            {
                (node, before) = (node.Right, here);
                continue;
            }

            peak = Math.Max(peak, here);
            peak = node.Right is null ? peak : Math.Max(peak, here + node.Right.Max);
            node = node.Left;
        }

        return peak;
    }

    private static long Until(ProfileNode? node, long before, long end)
    {
        long peak = long.MinValue;
        while (node is not null)
        {
            long here = before + ProfileNode.SumOf(node.Left) + node.Delta;
            if (node.Time >= end)
            {
                node = node.Left;
                continue;
            }

            peak = Math.Max(peak, here);
            peak = node.Left is null ? peak : Math.Max(peak, before + node.Left.Max);
            (node, before) = (node.Right, here);
        }

        return peak;
    }
}
