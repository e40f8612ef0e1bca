using System.Diagnostics;
using System.Globalization;
using HiperNet.Vpxi.Planning;

namespace HiperNet.Bench;

/// <summary>
/// Replays streams of many kinds with a plain greedy search, with the planner, and with its admission policy, to show
/// where each of them is ahead. Every stream can be made again from its kind and seed.
/// </summary>
internal static class PlanStreams
{
    private const int Requests = 1000;

    private const string Usage = """
        plan-streams [KIND|all] [FIRST-SEED] [SEEDS] [REQUESTS]     a table
        plan-streams write KIND SEED                                one stream as JSON
        """;

    /// <summary>plan-streams.</summary>
    /// <returns>0, or 2 for a wrong command line.</returns>
    public static int Run(string[] arguments)
    {
        if (arguments is ["write", string name, string number] && Kinds(name) is [StreamKind one]
            && ulong.TryParse(number, CultureInfo.InvariantCulture, out ulong only))
        {
            using Stream output = Console.OpenStandardOutput();
            StreamMaker.Write(StreamMaker.Make(one, only, Requests), output);
            return 0;
        }

        StreamKind[] kinds = Kinds(arguments.ElementAtOrDefault(0) ?? "all");
        if (kinds.Length == 0 || arguments.Length > 4
            || !Number(arguments, 1, 1, out int seed)
            || !Number(arguments, 2, 1, out int seeds)
            || !Number(arguments, 3, Requests, out int requests))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        Console.WriteLine($"seeds {seed} to {seed + seeds - 1}, {requests} requests each");
        Console.WriteLine(
            "| kind | load | greedy | admit all | policy | revenue by cost: greedy | admit all | policy | ms |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (StreamKind kind in kinds)
        {
            foreach (double load in kind.Loads)
            {
                Row(kind, load, (seed, seeds), requests);
            }
        }

        return 0;
    }

    private static StreamKind[] Kinds(string name) =>
        [.. StreamKind.All.Where(kind => name == "all" || kind.Name == name)];

    private static bool Number(string[] arguments, int index, int otherwise, out int number)
    {
        number = otherwise;
        return arguments.Length <= index
            || (int.TryParse(arguments[index], CultureInfo.InvariantCulture, out number) && number > 0);
    }

    private static void Row(StreamKind kind, double load, (int First, int Count) seeds, int requests)
    {
        (double Ratio, double Lrc, double Time)[] sums = new (double, double, double)[3];
        for (int i = 0; i < seeds.Count; i++)
        {
            RequestStream stream = StreamMaker.Make(kind, (ulong)(seeds.First + i), requests);
            Add(ref sums[0], Greedy(stream, load));
            Add(ref sums[1], Planned(stream, load, admission: false));
            Add(ref sums[2], Planned(stream, load, admission: true));
        }

        double count = seeds.Count;
        Console.WriteLine(FormattableString.Invariant($"| {kind.Name} | {load} | {100 * sums[0].Ratio / count:F1} | ")
            + FormattableString.Invariant($"{100 * sums[1].Ratio / count:F1} | {100 * sums[2].Ratio / count:F1} | ")
            + FormattableString.Invariant($"{sums[0].Lrc / count:F2} | {sums[1].Lrc / count:F2} | ")
            + FormattableString.Invariant($"{sums[2].Lrc / count:F2} | {sums[2].Time / count:F1} |"));
    }

    private static void Add(
        ref (double Ratio, double Lrc, double Time) sum, (double Ratio, double Lrc, double Time) more) =>
        sum = (sum.Ratio + more.Ratio, sum.Lrc + more.Lrc, sum.Time + more.Time);

    private static (double Ratio, double Lrc, double Time) Planned(RequestStream stream, double load, bool admission)
    {
        ReplayFigures figures = StreamReplay.Run(stream, new ReplayOptions { Load = load, Admission = admission });
        return (figures.AcceptanceRatio, figures.LongTermRatio, figures.MeanTime.TotalMilliseconds);
    }

    private static (double Ratio, double Lrc, double Time) Greedy(RequestStream stream, double load)
    {
        List<(int Link, int To)>[] arcs = PlainGreedy.Arcs(stream.Substrate);
        Occupancy free = new(stream.Substrate);
        PriorityQueue<(PlanRequest Request, Plan Plan), double> live = new();
        (int accepted, double revenue, double cost) = (0, 0, 0);
        long start = Stopwatch.GetTimestamp();
        foreach (StreamRequest arrival in stream.Requests)
        {
            double now = arrival.Arrival / load;
            while (live.TryPeek(out (PlanRequest Request, Plan Plan) gone, out double end) && end <= now)
            {
                live.Dequeue();
                free.Return(gone.Request, gone.Plan);
            }

            if (PlainGreedy.Plan(free, arrival.Request, arcs) is not { } plan)
            {
                continue;
            }

            if (PlanChecker.Check(free, arrival.Request, plan) is [string fault, ..])
            {
                throw new InvalidOperationException(fault);
            }

            accepted++;
            free.Take(arrival.Request, plan);
            live.Enqueue((arrival.Request, plan), now + arrival.Lifetime);
            double cpu = Sum(arrival.Request.Nodes.ToArray().Select(node => node.Demand.Span[0]));
            revenue += arrival.Lifetime * (cpu + Sum(arrival.Request.Links.ToArray().Select(link => link.Bandwidth)));
            cost += arrival.Lifetime * (cpu + (double)plan.Cost);
        }

        double each = Stopwatch.GetElapsedTime(start).TotalMilliseconds / stream.Requests.Count;
        return ((double)accepted / stream.Requests.Count, cost > 0 ? revenue / cost : 1, each);
    }

    private static double Sum(IEnumerable<long> numbers) => numbers.Sum();
}
