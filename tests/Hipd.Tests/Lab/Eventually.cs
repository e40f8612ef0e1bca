using System.Diagnostics;

namespace HiperNet.Hipd.Tests.Lab;

/// <summary>Waits for something that must come, for long enough that only its absence can fail.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks again and again, until the answer is yes.</summary>
    /// <param name="isThere">The question.</param>
    /// <param name="failure">What to say if the answer stays no.</param>
    /// <param name="times">How many times as long as usual to wait.</param>
    public static async Task TrueAsync(Func<bool> isThere, Func<string> failure, int times = 1)
    {
        long start = Stopwatch.GetTimestamp();
        while (!isThere())
        {
            if (Stopwatch.GetElapsedTime(start) > Patience * times)
            {
                Assert.Fail(failure());
            }

            await PauseAsync(Step);
        }
    }

    /// <summary>Lets time pass.</summary>
    public static Task PauseAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System);
}
