using System.Diagnostics;
using System.Globalization;
using HiperNet.Registrar.State;

namespace HiperNet.Bench;

/// <summary>
/// Holds and confirms infrastructures of ten nodes and nine links on a pool in a private etcd, one after another for
/// each allocator: one or three, each with a client, a cache and a sequencer of its own, all in one process.
/// </summary>
internal static class AllocationTimes
{
    private const int Measured = 150;
    private const int Unmeasured = 9;
    private const int Hours = 20;

    /// <summary>allocations; prints a row for each case.</summary>
    /// <returns>0; a request that is refused is an exception.</returns>
    public static async Task<int> RunAsync()
    {
        Console.WriteLine(
            "| machines | booked before | allocators | pool | per second | p50, ms | p99, ms | memory, MiB |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        await RowAsync(1000, 0, 1, isCached: false);
        await RowAsync(1000, 0, 1, isCached: true);
        await RowAsync(1000, 0, 3, isCached: true);
        await RowAsync(1000, 600, 1, isCached: true);
        await RowAsync(2000, 0, 1, isCached: true);
        await RowAsync(4000, 0, 1, isCached: true);
        return 0;
    }

    private static async Task RowAsync(int machines, int before, int allocators, bool isCached)
    {
        string place = Directory.CreateTempSubdirectory("hb-").FullName;
        try
        {
            PrivateEtcdOptions options = new() { Directory = Path.Combine(place, "etcd") };
            await using PrivateEtcd etcd = await PrivateEtcd.StartAsync(options);
            AllocationRig[] rigs =
                [.. Enumerable.Range(0, allocators).Select(_ => new AllocationRig(etcd.Endpoint, isCached))];
            await rigs[0].OfferAsync(machines);
            await Task.WhenAll(rigs.Select(rig => rig.ReadyAsync()));
            await RunAsync(rigs, before, "before");
            await RunAsync(rigs, Unmeasured, "warm");
            long started = Stopwatch.GetTimestamp();
            List<double> times = await RunAsync(rigs, Measured, "measured");
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            times.Sort();
            using Process self = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {machines} | {before} | {allocators} | {(isCached ? "in memory" : "read")} | ")
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"{times.Count / seconds:F1} | {times[times.Count / 2]:F1} | {times[times.Count * 99 / 100]:F1} | ")
                + string.Create(CultureInfo.InvariantCulture, $"{self.WorkingSet64 >> 20} |"));
            foreach (AllocationRig rig in rigs)
            {
                await rig.DisposeAsync();
            }
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }

    /// <summary>The time of each, in milliseconds; the rigs share them.</summary>
    private static async Task<List<double>> RunAsync(AllocationRig[] rigs, int count, string name)
    {
        List<double>[] times = await Task.WhenAll(rigs.Select(async (rig, who) =>
        {
            List<double> own = [];
            for (int i = who; i < count; i += rigs.Length)
            {
                long start = Stopwatch.GetTimestamp();
                await rig.AllocateAsync(string.Create(CultureInfo.InvariantCulture, $"{name}-{i}"), i % Hours);
                own.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            return own;
        }));
        return [.. times.SelectMany(own => own)];
    }
}
