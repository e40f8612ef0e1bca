using System.Diagnostics;
using HiperNet.Vpxi.Model;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Bench;

/// <summary>
/// Plans descriptions onto pools with calendars: sites of twenty resources, joined by links, a third of the resources
/// booked; a request with a tenth as many nodes, with criteria, windows, latencies and preferred amounts. The median
/// of some runs, after one that is not counted; each plan is booked, so that the calendars agree.
/// </summary>
internal static class PoolScale
{
    private const int Runs = 5;
    private const int OfSite = 20;
    private const int Divisor = 10;
    private const long Start = 1_796_083_200;
    private const long Hour = 3600;

    private static readonly int[] Sizes = [100, 1000, 10_000];

    /// <summary>pool-scale; prints a row for each size.</summary>
    /// <returns>0, or 1 if a request was refused.</returns>
    public static int Run()
    {
        Console.WriteLine("| resources | links | bookings | nodes | their links | plan, ms | book, ms |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        return Array.TrueForAll(Sizes, Row) ? 0 : 1;
    }

    private static bool Row(int size)
    {
        PoolBookings bookings = Booked(new PoolBookings(new Pool(Offered(size))), size);
        Infrastructure wanted = Wanted(size / Divisor);
        AllocationOptions options = new() { Asker = "ann", LaterStarts = 0 };
        Allocation? plan = Allocations.Plan(bookings, wanted, options).Allocation;
        double planned = Median(() => plan = Allocations.Plan(bookings, wanted, options).Allocation);
        string? conflict = null;
        double booked = plan is null ? 0 : Median(() => conflict = bookings.Book("plan", plan, out _));
        if (plan is null || conflict is not null)
        {
            Console.Error.WriteLine($"no plan for {size} resources: {conflict}");
            return false;
        }

        int count = bookings.Calendars.Sum(calendar => calendar.Count);
        Console.WriteLine(FormattableString.Invariant(
            $"| {size} | {bookings.Pool.Infrastructure.Links.Count} | {count} | {wanted.Nodes.Count} | ")
            + FormattableString.Invariant($"{wanted.Links.Count} | {planned:F1} | {booked:F1} |"));
        return true;
    }

    private static double Median(Action action)
    {
        List<double> times = [];
        for (int run = 0; run < Runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return times[Runs / 2];
    }

    private static Infrastructure Offered(int size)
    {
        List<Node> nodes = [];
        List<Link> links = [];
        for (int index = 0; index < size; index++)
        {
            int site = index / OfSite;
            bool isSwitch = index % OfSite == 0;
            nodes.Add(new Node($"h{index}")
            {
                Function = isSwitch ? ElementaryFunction.Routing : ElementaryFunction.Compute,
                Cores = Amount.Exactly(isSwitch ? 0 : 64),
                Memory = Amount.Exactly(isSwitch ? 0 : 256_000_000_000),
                Location = $"site{site}",
                Price = 20 + (site % 3),
                Security = new Security
                {
                    Confidentiality = site % 4 == 0 ? Confidentiality.Open : Confidentiality.Secret,
                },
            });
            links.Add(Cable(links.Count, index, isSwitch ? (index + OfSite) % size : site * OfSite, isSwitch));
            links.Add(Cable(links.Count, index, isSwitch ? (index + (7 * OfSite)) % size : site * OfSite, isSwitch));
            links.Add(Cable(links.Count, index, (site * OfSite) + ((index + 1) % OfSite), isFar: false));
        }

        return new Infrastructure("pool")
        {
            Kind = InfrastructureKind.Physical, Nodes = [.. nodes], Links = [.. links.Where(IsNoLoop)],
        };
    }

    private static bool IsNoLoop(Link link) => link.Source != link.Target;

    private static Link Cable(int index, int from, int to, bool isFar) =>
        new($"l{index}", new Reference($"h{from}"), new Reference($"h{to}"))
        {
            Forward = Amount.Exactly(isFar ? 100_000_000_000 : 10_000_000_000),
            Reverse = Amount.Exactly(isFar ? 100_000_000_000 : 10_000_000_000),
            Latency = Amount.Exactly(isFar ? 2_000_000 : 100_000),
            Security = new Security { Confidentiality = Confidentiality.Secret },
        };

    /// <summary>Every third resource has ten bookings of an hour each.</summary>
    private static PoolBookings Booked(PoolBookings pool, int size)
    {
        for (int hour = 0; hour < 10; hour++)
        {
            TimeWindow window = new(Start + (hour * Hour), Start + ((hour + 1) * Hour));
            NodeGrant[] grants =
            [
                .. Enumerable.Range(0, size).Where(host => host % 3 == 1 && host % OfSite != 0)
                    .Select(host => Grant(host, window)),
            ];
            string? conflict = pool.Book($"b{hour}", new Allocation("b", window, [.. grants], [], 0), out pool);
            if (conflict is not null)
            {
                throw new InvalidOperationException(conflict);
            }
        }

        return pool;
    }

    private static NodeGrant Grant(int host, TimeWindow window) =>
        new("v", $"h{host}", window, [new TimedAmount(new Capacity(CapacityKind.Cores), 60, window)], false, 0);

    private static Infrastructure Wanted(int size) => new("wanted")
    {
        Period = new Period(Start + Hour, 2 * Hour),
        Nodes =
        [
            .. Enumerable.Range(0, size).Select(index => new Node($"v{index}")
            {
                Cores = new Amount(4, 16) { Preferred = 8 },
                Memory = Amount.Exactly(16_000_000_000),
                Security = new Security { Confidentiality = Confidentiality.Confidential },
                Period = new Period(Start + Hour, 2 * Hour),
            }),
        ],
        Links =
        [
            .. Enumerable.Range(1, Math.Max(0, size - 1)).Select(index => new Link(
                $"x{index}", new Reference($"v{(index - 1) / 4}"), new Reference($"v{index}"))
            {
                Forward = Amount.Exactly(100_000_000),
                Reverse = Amount.Exactly(100_000_000),
                Latency = Amount.AtMost(50_000_000),
                Period = new Period(Start + Hour, 2 * Hour),
            }),
        ],
        Placements =
        [
            new Placement("apart")
            {
                Apart = true, Members = [.. Enumerable.Range(0, size).Select(index => new Reference($"v{index}"))],
            },
        ],
    };
}
