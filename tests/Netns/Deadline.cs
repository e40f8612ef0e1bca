using System.Diagnostics;

namespace HiperNet.Netns.Tests;

/// <summary>Waits for something that must come, for long enough that only its absence can fail.</summary>
internal static class Deadline
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Repeats a step that waits a little by itself, until it says that what was awaited is there.
    /// </summary>
    public static bool Until(Func<bool> step)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Patience)
        {
            if (step())
            {
                return true;
            }
        }

        return false;
    }
}
