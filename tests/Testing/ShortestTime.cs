using System.Diagnostics;

namespace HiperNet.Testing;

/// <summary>
/// Measures what is to be compared with something else of the same run. A limit in seconds would fail on a
/// loaded machine; the shortest of several runs hardly knows of the load.
/// </summary>
public static class ShortestTime
{
    private const int Runs = 5;

    /// <summary>The shortest time that <paramref name="action"/> took in five runs.</summary>
    public static TimeSpan Of(Action action) => Enumerable.Range(0, Runs).Min(_ => Once(action));

    private static TimeSpan Once(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start);
    }
}
