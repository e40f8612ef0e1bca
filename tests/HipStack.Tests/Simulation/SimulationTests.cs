using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using HiperNet.Testing;

namespace HiperNet.HipStack.Tests.Simulation;

[TestClass]
public sealed class SimulationTests
{
    private const int Runs = 1000;

    /// <summary>A slow machine plays fewer runs; other seeds come with the next process.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Hosts_in_a_bad_network_keep_every_invariant_and_find_each_other_again()
    {
        // One run alone: HIPER_SEED has its seed.
        string? only = Environment.GetEnvironmentVariable(Property.SeedVariable);
        if (!string.IsNullOrEmpty(only))
        {
            SimScript.Run(Property.Seed);
            return;
        }

        string? seconds = Environment.GetEnvironmentVariable("HIPER_FUZZ_SECONDS");
        TimeSpan time = seconds is null
            ? Patience
            : TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture));
        int runs = seconds is null ? Runs : int.MaxValue;
        ConcurrentQueue<string> failures = [];
        Stopwatch watch = Stopwatch.StartNew();
        int done = 0;
        long packets = 0;
        Parallel.For(0, runs, (i, loop) =>
        {
            try
            {
                Interlocked.Add(ref packets, SimScript.Run(Property.Seed + (ulong)i));
                Interlocked.Increment(ref done);
            }
            catch (SimFailedException failure)
            {
                failures.Enqueue(failure.Message);
                loop.Stop();
            }

            if (watch.Elapsed > time)
            {
                loop.Stop();
            }
        });
        TestContext.WriteLine($"{done} runs, {packets} packets in {watch.Elapsed}");
        Assert.IsTrue(failures.IsEmpty, $"Repeat with {Property.SeedVariable}=seed\n" + failures.FirstOrDefault());
    }
}
