using System.Diagnostics;

namespace HiperNet.HipStack.Transport;

/// <summary>Waits on a monitor for a condition or a time.</summary>
internal static class MemoryWait
{
    /// <summary>
    /// Waits while holding <paramref name="guard"/>, as <see cref="Monitor.Wait(object, int)"/> does.
    /// </summary>
    public static void Until(object guard, Func<bool> condition, int timeoutMilliseconds)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            int left = timeoutMilliseconds < 0
                ? Timeout.Infinite
                : timeoutMilliseconds - (int)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (timeoutMilliseconds >= 0 && left <= 0)
            {
                return;
            }

            Monitor.Wait(guard, left);
        }
    }
}
