using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>What several windows have in common.</summary>
internal static class Windows
{
    /// <summary>From the first instant of both to the last.</summary>
    public static TimeWindow Hull(TimeWindow first, TimeWindow second) =>
        new(Math.Min(first.Start, second.Start), Math.Max(first.End, second.End));

    /// <summary>From the first instant of all to the last; there is at least one.</summary>
    public static TimeWindow Hull(IEnumerable<TimeWindow> windows) => windows.Aggregate(Hull);

    /// <summary>
    /// The stretches of time in which the same windows hold, in order, without those in which none does. Above a number
    /// of them only the hull is left: who has room in all of it has room in each.
    /// </summary>
    public static TimeWindow[] Segments(IReadOnlyCollection<TimeWindow> windows, int most)
    {
        long[] edges = [.. windows.SelectMany(window => new[] { window.Start, window.End }).Distinct().Order()];
        if (edges.Length > most + 1)
        {
            return [new TimeWindow(edges[0], edges[^1])];
        }

        return [.. edges.Zip(edges.Skip(1), (start, end) => new TimeWindow(start, end))
            .Where(segment => windows.Any(window => window.Contains(segment)))];
    }
}
