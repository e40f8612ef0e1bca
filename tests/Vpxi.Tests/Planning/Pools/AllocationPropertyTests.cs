using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using HiperNet.Vpxi.Model;
using HiperNet.Vpxi.Planning.Pools;
using Property = HiperNet.Testing.Property;

namespace HiperNet.Vpxi.Tests.Planning.Pools;

/// <summary>What holds for every pool and every request.</summary>
[TestClass]
public sealed class AllocationPropertyTests
{
    private static readonly AllocationOptions Options = new() { NotBefore = 0, LaterStarts = 0 };

    private static Gen<(Infrastructure Pool, Infrastructure[] Requests)> Worlds { get; } =
        from pool in PoolGen.Pool
        from requests in Gen.ArrayOf(PoolGen.Request, 6)
        select (pool, requests);

    [TestMethod]
    public void Every_plan_satisfies_an_independent_judge_beside_all_that_is_booked()
    {
        int planned = 0;
        int refused = 0;
        Check(Worlds, 400, world =>
        {
            PoolBookings bookings = new(new Pool(world.Pool));
            List<Allocation> booked = [];
            foreach (Infrastructure wanted in world.Requests)
            {
                AllocationResult result = Allocations.Plan(bookings, wanted, Options);
                if (result.Allocation is not { } plan)
                {
                    refused++;
                    Assert.IsFalse(string.IsNullOrWhiteSpace(result.Refusal?.Message));
                    continue;
                }

                planned++;
                Assert.IsEmpty(AllocationJudge.Faults(world.Pool, booked, wanted, Options, plan));
                Assert.IsNull(bookings.Book($"b{booked.Count}", plan, out bookings));
                booked.Add(plan);
            }
        });

        Console.WriteLine($"{planned} planned, {refused} refused");
        Assert.IsGreaterThan(200, planned, "the judge has seen too few plans");
        Assert.IsGreaterThan(200, refused, "too few requests were tight");
    }

    [TestMethod]
    public void A_later_start_works_and_no_earlier_second_does() => Check(Worlds, 60, world =>
    {
        PoolBookings bookings = new(new Pool(world.Pool));
        List<Allocation> booked = [];
        foreach (Infrastructure wanted in world.Requests)
        {
            AllocationResult result = Allocations.Plan(bookings, wanted, Options with { LaterStarts = 1000 });
            if (result.Refusal?.Later is { } later)
            {
                Assert.IsTrue(later.IsEarliest);
                long start = wanted.Period.Start!.Value;
                Allocation? plan = Allocations.At(bookings, wanted, Options, later.Start, default).Allocation;
                Assert.IsNotNull(plan);
                Assert.IsEmpty(AllocationJudge.Faults(
                    world.Pool, booked, wanted, Options, plan, later.Start - start));
                for (long earlier = start; earlier < later.Start; earlier += 300)
                {
                    Assert.IsNull(Allocations.At(bookings, wanted, Options, earlier, default).Allocation);
                }
            }

            if (result.Allocation is { } taken)
            {
                Assert.IsNull(bookings.Book($"b{booked.Count}", taken, out bookings));
                booked.Add(taken);
            }
        }
    });

    [TestMethod]
    public void Nothing_without_links_is_refused_that_some_assignment_satisfies()
    {
        int found = 0;
        Check(Worlds, 150, world =>
        {
            PoolBookings bookings = new(new Pool(world.Pool));
            List<Allocation> booked = [];
            foreach (Infrastructure request in world.Requests)
            {
                Infrastructure wanted = request with { Links = [], Nodes = [.. request.Nodes.Take(3)] };
                wanted = wanted with { Placements = [.. request.Placements.Where(IsOf(wanted))] };
                AllocationResult result = Allocations.Plan(bookings, wanted, Options);
                if (result.Allocation is { } plan)
                {
                    Assert.IsNull(bookings.Book($"b{booked.Count}", plan, out bookings));
                    booked.Add(plan);
                    continue;
                }

                Assert.IsNull(ByTrying(world.Pool, booked, wanted), result.Refusal?.Message);
                found++;
            }
        });

        Assert.IsGreaterThan(100, found, "too few refusals were looked at");
    }

    [TestMethod]
    public void The_same_question_has_the_same_answer() => Check(Worlds, 40, world =>
    {
        PoolBookings bookings = new(new Pool(world.Pool));
        Assert.AreEqual(Text(bookings, world.Requests[0]), Text(bookings, world.Requests[0]));
    });

    [TestMethod]
    public void What_was_planned_can_be_read_again() => Check(Worlds, 100, world =>
    {
        PoolBookings bookings = new(new Pool(world.Pool));
        if (Allocations.Plan(bookings, world.Requests[0], Options).Allocation is { } plan)
        {
            using JsonDocument json = JsonDocument.Parse(Json(plan));
            Assert.AreEqual(plan, AllocationJson.Read(json.RootElement));
        }
    });

    [TestMethod]
    public void Bookings_never_exceed_what_there_is_in_whatever_order_they_come_and_go() => Check(
        from world in Worlds
        from steps in Gen.ArrayOf(Gen.Choose(0, 99), 40)
        select (world, steps),
        60,
        run =>
        {
            Pool pool = new(run.world.Pool);
            PoolBookings empty = new(pool);
            Allocation[] plans =
            [
                .. run.world.Requests.Select(wanted => Allocations.Plan(empty, wanted, Options).Allocation)
                    .OfType<Allocation>(),
            ];
            PoolBookings bookings = empty;
            Dictionary<int, Allocation> booked = [];
            for (int step = 0; plans.Length > 0 && step < run.steps.Length; step++)
            {
                // The plans know nothing of each other: many of them collide.
                int name = run.steps[step] % 8;
                Allocation plan = plans[run.steps[step] / 8 % plans.Length];
                if (booked.Remove(name, out Allocation? old))
                {
                    bookings = bookings.Cancel($"b{name}", old);
                    Assert.IsNull(Left(bookings, name));
                }
                else
                {
                    bool fits = !AllocationJudge.Overbooked(run.world.Pool, [.. booked.Values, plan]).Any();
                    PoolBookings before = bookings;
                    string? conflict = bookings.Book($"b{name}", plan, out bookings);
                    Assert.AreEqual(fits, conflict is null, conflict);
                    if (fits)
                    {
                        booked.Add(name, plan);
                    }
                    else
                    {
                        Assert.AreSame(before, bookings);
                    }
                }

                Assert.IsEmpty(AllocationJudge.Overbooked(run.world.Pool, [.. booked.Values]));
            }

            foreach ((int name, Allocation plan) in booked)
            {
                bookings = bookings.Cancel($"b{name}", plan);
            }

            Assert.IsTrue(bookings.Calendars.All(calendar => calendar.Count == 0));
        });

    [TestMethod]
    public void Reading_garbage_is_refused_and_never_crashes()
    {
        string json = """
            {"infrastructure":"a","start":"2026-12-01T00:00:00Z","end":"2026-12-01T01:00:00Z","cost":1,"nodes":[{"node":
            "v","resource":"h0","start":"2026-12-01T00:00:00Z","end":"2026-12-01T01:00:00Z","alone":false,"cost":1,
            "amounts":[{"capacity":"cores","amount":1,"start":"2026-12-01T00:00:00Z","end":"2026-12-01T01:00:00Z"}]}],
            "links":[]}
            """;
        using JsonDocument right = JsonDocument.Parse(json);
        Assert.AreEqual(1, AllocationJson.Read(right.RootElement).Nodes.Count);
        int refused = 0;
        string[] tokens = ["\"a\"", "1", "[", "\"v\"", "\"cores\"", "false", "\"2026-12-01T00:00:00Z\""];
        foreach (string token in tokens)
        {
            foreach (string other in (string[])["null", "-1", "{}", "[]", "\"\"", "1e99", "true"])
            {
                string changed = json.Replace(":" + token, ":" + other, StringComparison.Ordinal);
                try
                {
                    using JsonDocument document = JsonDocument.Parse(changed);
                    AllocationJson.Read(document.RootElement);
                }
                catch (Exception exception) when (exception is InvalidDataException or JsonException)
                {
                    refused++;
                }
            }
        }

        Assert.IsGreaterThan(30, refused);
    }

    private static Func<Placement, bool> IsOf(Infrastructure wanted) => placement =>
        placement.Members.All(member => wanted.Nodes.Any(node => node.Id == member.Path));

    /// <summary>Puts every node on every resource, with the least amounts, until the judge agrees.</summary>
    private static Allocation? ByTrying(Infrastructure pool, List<Allocation> booked, Infrastructure wanted)
    {
        int count = wanted.Nodes.Count;
        int[] hosts = new int[count];
        Demands demands = new(wanted, Options, wanted.Period.Start!.Value, AmountChoice.Least);
        while (true)
        {
            NodeGrant[] grants = [.. demands.Nodes.Select((node, index) => new NodeGrant(
                node.Node.Id, pool.Nodes[hosts[index]].Id, node.Window, [.. node.Amounts],
                Sharing.IsAlone(node.Node) || pool.Nodes[hosts[index]].Security.Exclusive,
                Money.Round(Money.OfNode(pool.Nodes[hosts[index]], node.Amounts))))];
            System.Numerics.BigInteger cost = 0;
            for (int index = 0; index < count; index++)
            {
                cost += Money.OfNode(pool.Nodes[hosts[index]], grants[index].Amounts);
            }

            Allocation tried = new("wanted", new TimeWindow(0, 1), [.. grants], [], Money.Round(cost));
            if (AllocationJudge.Faults(pool, booked, wanted, Options, tried).Count == 0)
            {
                return tried;
            }

            int at = 0;
            while (at < count && ++hosts[at] == pool.Nodes.Count)
            {
                hosts[at++] = 0;
            }

            if (at == count)
            {
                return null;
            }
        }
    }

    private static Booking? Left(PoolBookings bookings, int name) => bookings.Calendars
        .SelectMany(calendar => calendar.Bookings)
        .FirstOrDefault(booking => booking.Id.StartsWith($"b{name}/", StringComparison.Ordinal));

    private static string Text(PoolBookings bookings, Infrastructure wanted)
    {
        AllocationResult result = Allocations.Plan(bookings, wanted, Options);
        return result.Allocation is { } plan ? Json(plan) : result.Refusal!.Message;
    }

    private static string Json(Allocation plan)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            AllocationJson.Write(writer, plan);
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Check<T>(Gen<T> gen, int tests, Action<T> body) => Property.Check(gen, body, count: tests);
}
