using System.Diagnostics;
using HiperNet.Vpxi.Planning;

namespace HiperNet.Bench;

/// <summary>
/// Plans one request with a tenth as many nodes as there are resources, from 100 to 10,000 resources with three links
/// each; every plan is verified. The median of some runs, after one that is not counted.
/// </summary>
internal static class PlanScale
{
    private const int Runs = 5;
    private const int LinksOfEach = 3;
    private const int Divisor = 10;
    private const int Capacities = 3;

    private static readonly int[] Sizes = [100, 300, 1000, 3000, 10_000];

    /// <summary>plan-scale; prints a row for each size.</summary>
    /// <returns>0, or 1 if a request was refused or a plan is wrong.</returns>
    public static int Run()
    {
        Console.WriteLine("| resources | links | nodes | their links | first, ms | improved, ms | cheaper by |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        return Array.TrueForAll(Sizes, Row) ? 0 : 1;
    }

    private static bool Row(int size)
    {
        Numbers numbers = new((uint)size);
        Occupancy free = new(Graph(size, numbers));
        PlanRequest request = Request(size / Divisor, numbers);
        (double first, Plan? quick) = Median(free, request, new PlannerOptions { Steps = 1, CompleteSteps = 0 });
        (double improved, Plan? best) = Median(free, request, new PlannerOptions());
        if (quick is null || best is null
            || PlanChecker.Check(free, request, quick).Count + PlanChecker.Check(free, request, best).Count > 0)
        {
            Console.Error.WriteLine($"no right plan for {size} resources");
            return false;
        }

        double gain = 1 - ((double)best.Cost / (double)quick.Cost);
        Console.WriteLine(FormattableString.Invariant(
            $"| {size} | {free.Substrate.Links.Length} | {request.Nodes.Length} | {request.Links.Length} | ")
            + FormattableString.Invariant($"{first:F1} | {improved:F1} | {100 * gain:F1} % |"));
        return true;
    }

    private static (double Milliseconds, Plan? Plan) Median(Occupancy free, PlanRequest request, PlannerOptions options)
    {
        Plan? plan = Planner.Plan(free, request, options).Plan;
        List<double> times = [];
        for (int run = 0; run < Runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            plan = Planner.Plan(free, request, options).Plan;
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return (times[Runs / 2], plan);
    }

    /// <summary>Resources on a square, each with links to near ones and now and then to a far one.</summary>
    private static Substrate Graph(int size, Numbers numbers)
    {
        int side = (int)Math.Sqrt(size);
        long[] capacities = new long[size * Capacities];
        for (int i = 0; i < capacities.Length; i++)
        {
            capacities[i] = 50 + numbers.Below(51);
        }

        List<SubstrateLink> links = [];
        for (int node = 0; node < size; node++)
        {
            Span<int> others = [node + 1, node + side, numbers.Below(8) == 0 ? numbers.Below(size) : node + side + 1];
            foreach (int other in others)
            {
                int to = other < size ? other : numbers.Below(size);
                if (to != node && links.Count < LinksOfEach * size)
                {
                    long bandwidth = 50 + numbers.Below(51);
                    links.Add(new SubstrateLink(node, to, bandwidth, bandwidth, Latency: 1 + numbers.Below(10)));
                }
            }
        }

        return new Substrate(Capacities, capacities, [.. links]);
    }

    /// <summary>Nodes on resources of their own, in a tree with half as many links more.</summary>
    private static PlanRequest Request(int size, Numbers numbers)
    {
        VirtualNode[] nodes = [.. Enumerable.Range(0, size).Select(_ => new VirtualNode(
            Enumerable.Range(0, Capacities).Select(_ => (long)numbers.Below(21)).ToArray()))];
        List<VirtualLink> links = [];
        for (int node = 1; node < size; node++)
        {
            int near = Math.Max(0, node - 1 - numbers.Below(4));
            links.Add(new VirtualLink(near, node, numbers.Below(11), numbers.Below(11)));
            if (node > 1 && numbers.Below(2) == 0)
            {
                links.Add(new VirtualLink(Math.Max(0, node - 2 - numbers.Below(4)), node, numbers.Below(11), 0));
            }
        }

        return new PlanRequest(
            nodes, [.. links], [new PlacementGroup(GroupKind.Apart, Enumerable.Range(0, size).ToArray())]);
    }

    /// <summary>Numbers that are the same in each run (a linear congruential generator of Knuth's).</summary>
    private sealed class Numbers(ulong seed)
    {
        private ulong state = seed;

        public int Below(int bound)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            return (int)((state >> 33) % (ulong)bound);
        }
    }
}
