using FsCheck.Fluent;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Events;
using HiperNet.Registrar.State;
using HiperNet.Registrar.Tests.Bookings;
using HiperNet.Registrar.Tests.State.Lab;
using HiperNet.Testing;
using static HiperNet.Registrar.Tests.State.Lab.Waiting;
using Property = HiperNet.Testing.Property;

namespace HiperNet.Registrar.Tests.Events;

/// <summary>Events on a real etcd.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class EventBookTests
{
    private const long Day = 86_400;

    private static readonly string Ann = new('a', 64);
    private static readonly string Bob = new('b', 64);
    private static EtcdLab lab = null!;
    private static EtcdClient client = null!;
    private static int books;

    private readonly SetTime time = new(Ledger.Midnight);

    public required TestContext TestContext { get; init; }

    private CancellationToken Stop => TestContext.CancellationToken;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        lab = await EtcdLab.StartAsync(context.CancellationToken);
        client = lab.Client;
    }

    [ClassCleanup]
    public static async Task EndAsync() => await lab.DisposeAsync();

    [TestMethod]
    public async Task What_is_there_is_told_in_order_and_then_what_comes()
    {
        EventBook book = Book();
        await AddAsync(book, Ann, "1", "2");
        await using Follower follower = new(book, Ann, 0, Stop);

        await follower.TakeAsync(2);
        await AddAsync(book, Ann, "3");
        await follower.TakeAsync(1);

        CollectionAssert.AreEqual((string[])["1", "2", "3"], follower.Objects.ToArray());
        EventView last = follower.Told[^1];
        Assert.AreEqual(("vpxi.held", Ledger.Midnight, "x"), (last.Name, last.Time, last.Details["why"]));
    }

    [TestMethod]
    public async Task Of_what_others_are_told_nothing_is_told()
    {
        EventBook book = Book();
        await AddAsync(book, Bob, "his");
        await AddAsync(Book(), Ann, "another registrar's");
        await AddAsync(book, Ann, "hers");
        await using Follower follower = new(book, Ann, 0, Stop);

        await follower.TakeAsync(1);

        Assert.AreEqual("hers", follower.Objects.Single());
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Without_a_cursor_or_with_one_of_the_future_only_what_comes_is_told(bool future)
    {
        EventBook book = Book();
        await AddAsync(book, Ann, "old");
        await using Follower follower = new(book, Ann, future ? long.MaxValue - 1 : null, Stop);

        Task first = follower.TakeAsync(1);
        for (int i = 0; !first.IsCompleted; i++)
        {
            await AddAsync(book, Ann, $"{i}");
        }

        await first;
        int begun = int.Parse(follower.Objects.Single(), System.Globalization.CultureInfo.InvariantCulture);
        await AddAsync(book, Ann, "end");
        while (follower.Objects.Last() != "end")
        {
            await follower.TakeAsync(1);
        }

        CollectionAssert.AreEqual(
            Enumerable.Range(begun, follower.Told.Count - 1).Select(i => $"{i}").Append("end").ToArray(),
            follower.Objects.ToArray());
    }

    [TestMethod]
    public async Task Events_of_one_transaction_are_told_once_each_to_who_comes_back_in_the_middle_of_them()
    {
        EventBook book = Book();
        Must(await client.TransactAsync(new Transaction([], Entries(book, Ann, "a", "b", "c", "d"), []), Stop));
        await using Follower there = new(book, Ann, 0, Stop);
        await using Follower coming = new(book, Ann, 0, Stop);
        for (int i = 0; i < 4; i++)
        {
            await there.TakeAsync(1);
            await there.LeaveAsync();
        }

        await coming.TakeAsync(4);
        Must(await client.TransactAsync(new Transaction([], Entries(book, Ann, "e", "f", "g", "h"), []), Stop));
        await coming.TakeAsync(2);
        await coming.LeaveAsync();
        await coming.TakeAsync(2);

        CollectionAssert.AreEqual(coming.Told.Take(4).Select(one => one.Cursor).ToArray(), Cursors(there));
        CollectionAssert.AreEquivalent(
            (string[])["a", "b", "c", "d", "e", "f", "g", "h"], coming.Objects.ToArray());
        CollectionAssert.AllItemsAreUnique(Cursors(coming));
    }

    [TestMethod]
    public async Task An_event_of_a_transaction_that_was_refused_is_never_told()
    {
        EventBook book = Book();
        ReadOnlyMemory<byte> absent = Bytes("not/there");
        TransactionAnswer refused = Must(await client.TransactAsync(
            new Transaction([Compare.ModRevision(absent, 1)], Entries(book, Ann, "lie"), []), Stop));
        await AddAsync(book, Ann, "truth");
        await using Follower follower = new(book, Ann, 0, Stop);

        await follower.TakeAsync(1);

        Assert.IsFalse(refused.Succeeded);
        Assert.AreEqual("truth", follower.Objects.Single());
    }

    [TestMethod]
    public async Task What_a_watch_cannot_tell_any_more_is_read_when_etcd_was_killed_and_has_forgotten()
    {
        EventBook book = Book();
        await AddAsync(book, Ann, "1");
        await using Follower follower = new(book, Ann, 0, Stop);
        await follower.TakeAsync(1);
        await AddAsync(book, Ann, "2");
        await follower.TakeAsync(1);

        int starts = lab.Etcd.Starts;
        using (System.Diagnostics.Process process = System.Diagnostics.Process.GetProcessById(lab.Etcd.ProcessId))
        {
            process.Kill();
        }

        await UntilAsync(() => lab.Etcd.Starts > starts, Stop);
        await ReadyAsync(client, Stop);
        await AddAsync(book, Ann, "3", "4");
        long forgotten = Must(await client.PutAsync(Bytes("other"), default, cancellation: Stop)).Revision;
        Must(await client.CompactAsync(forgotten, Stop));
        await AddAsync(book, Ann, "5");
        await follower.TakeAsync(3);

        CollectionAssert.AreEqual((string[])["1", "2", "3", "4", "5"], follower.Objects.ToArray());
    }

    [TestMethod]
    [RequiresProgram("setpriv")]
    public async Task Nothing_is_lost_or_told_twice_when_the_leader_is_killed()
    {
        using Cluster cluster = new();
        using EtcdClient writer = new(cluster.Options);
        using EtcdClient listener = new(cluster.Options);
        await ReadyAsync(writer, Stop);
        EventBook book = new(writer, "/t/", time);
        await using Follower follower = new(new EventBook(listener, "/t/", time), Ann, 0, Stop);
        int leader = await cluster.LeaderAsync(Stop);
        HashSet<string> open = [];
        for (int i = 0; i < 60; i++)
        {
            if (i == 20)
            {
                await follower.TakeAsync(10);
                cluster.Members[leader].Kill();
            }

            StateResult<Written> added = await book.AddAsync(Ann, "vpxi.held", $"{i}", cancellation: Stop);
            if (!added.IsDone)
            {
                open.Add($"{i}");
            }
        }

        Must(await book.AddAsync(Ann, "vpxi.ended", "end", cancellation: Stop));
        while (follower.Told[^1].Object != "end")
        {
            await follower.TakeAsync(1);
        }

        string[] told = [.. follower.Objects];
        CollectionAssert.AllItemsAreUnique(told);
        CollectionAssert.AreEqual(
            Enumerable.Range(0, 60).Select(i => $"{i}").Append("end").Where(told.Contains).ToArray(), told);
        Assert.IsTrue(Enumerable.Range(0, 60).All(i => told.Contains($"{i}") || open.Contains($"{i}")));
        Assert.IsLessThan(10, open.Count);
    }

    [TestMethod]
    public async Task Events_older_than_seven_days_are_swept()
    {
        EventBook book = Book();
        await AddAsync(book, Ann, "oldest");
        time.Now += 1;
        await AddAsync(book, Ann, "old");
        await AddAsync(book, Bob, "old");
        time.Now += 7 * Day;

        long swept = Must(await book.SweepAsync(Stop)).Keys;
        await using Follower follower = new(book, Ann, 0, Stop);
        await follower.TakeAsync(1);

        Assert.AreEqual(1, swept);
        Assert.AreEqual("old", follower.Objects.Single());
        time.Now += 1;
        Assert.AreEqual(2, Must(await book.SweepAsync(Stop)).Keys);
        Assert.AreEqual(0, Must(await book.SweepAsync(Stop)).Keys);
    }

    [TestMethod]
    public async Task Of_one_audience_the_oldest_give_way_and_of_others_none()
    {
        EventBook book = Book();
        await AddAsync(book, Bob, "his");
        for (int i = 0; i < EventLimits.EachAudience + 200; i += 100)
        {
            string[] names = [.. Enumerable.Range(i, 100).Select(n => $"{n}")];
            Must(await client.TransactAsync(new Transaction([], Entries(book, Ann, names), []), Stop));
        }

        long swept = Must(await book.SweepAsync(Stop)).Keys;
        await using Follower follower = new(book, Ann, 0, Stop);
        await follower.TakeAsync(1);
        await using Follower other = new(book, Bob, 0, Stop);
        await other.TakeAsync(1);

        // Those of one transaction go together.
        Assert.AreEqual(300, swept);
        Assert.IsTrue(Enumerable.Range(300, 100).Select(i => $"{i}").Contains(follower.Objects.Single()));
        Assert.AreEqual("his", other.Objects.Single());
    }

    [TestMethod]
    public async Task What_is_no_event_is_passed_over()
    {
        EventBook book = Book();
        string root = $"/events/{books}/event/{Ann}/";
        Must(await client.PutAsync(Bytes($"{root}x"), Bytes("x"), cancellation: Stop));
        string newer = new('x', 29);
        Must(await client.PutAsync(Bytes(root + newer), Bytes("{\"version\":2}"), cancellation: Stop));
        await AddAsync(book, Ann, "good");
        await using Follower follower = new(book, Ann, 0, Stop);

        await follower.TakeAsync(1);
        Must(await client.PutAsync(Bytes($"{root}{new string('y', 29)}"), Bytes("[]"), cancellation: Stop));
        await AddAsync(book, Ann, "too");
        await follower.TakeAsync(1);

        CollectionAssert.AreEqual((string[])["good", "too"], follower.Objects.ToArray());
        Assert.AreEqual(0, Must(await book.SweepAsync(Stop)).Keys);
    }

    [TestMethod]
    public void An_event_beyond_a_limit_is_refused()
    {
        EventBook book = Book();
        Dictionary<string, string> large = new() { ["why"] = new string('x', EventLimits.Octets) };
        Dictionary<string, string> wide = new() { ["why"] = new string('\u0001', EventLimits.Octets / 6) };

        Assert.IsTrue(book.Fits("a", "b", null));
        Assert.IsFalse(book.Fits("a", "b", large));
        Assert.IsFalse(book.Fits("a", "b", wide));
        Assert.IsFalse(book.Fits(new string('a', EventLimits.NameCharacters + 1), "b"));
        Assert.IsFalse(book.Fits("a", new string('b', EventLimits.ObjectCharacters + 1)));
        Assert.ThrowsExactly<ArgumentException>(() => book.Entry(Ann, "a", "b", large));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("aa")]
    [DataRow("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [DataRow("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void An_audience_is_a_principal(string audience)
    {
        Assert.ThrowsExactly<ArgumentException>(() => Book().Entry(audience, "a", "b"));
        Assert.ThrowsExactly<ArgumentException>(() => Book().FollowAsync(audience, null, Stop));
    }

    [TestMethod]
    public void Whoever_comes_and_goes_is_told_each_event_once_in_the_order_of_the_store() => Property.Check(
        Gen.Choose(-3, 5).ListOf(12),
        steps => Task.Run(() => PlayAsync(steps), Stop).GetAwaiter().GetResult(),
        count: 25);

    /// <summary>Positive steps write so many events in one transaction; others read, leave or forget.</summary>
    private async Task PlayAsync(IEnumerable<int> steps)
    {
        EventBook book = Book();
        await using Follower follower = new(book, Ann, 0, Stop);
        int written = 0;
        foreach (int step in steps)
        {
            if (step > 0)
            {
                string[] names = [.. Enumerable.Range(written, step).Select(i => $"{i}")];
                written += step;
                Must(await client.TransactAsync(new Transaction([], Entries(book, Ann, names), []), Stop));
            }
            else if (step == 0)
            {
                await follower.LeaveAsync();
            }
            else if (step == -3)
            {
                long now = Must(await client.PutAsync(Bytes("now"), default, cancellation: Stop)).Revision;
                Must(await client.CompactAsync(now, Stop));
            }
            else
            {
                await follower.TakeAsync(Math.Min(-step, written - follower.Told.Count));
            }
        }

        await follower.TakeAsync(written - follower.Told.Count);
        await using Follower whole = new(book, Ann, 0, Stop);
        await whole.TakeAsync(written);

        CollectionAssert.AreEqual(whole.Objects.ToArray(), follower.Objects.ToArray());
        CollectionAssert.AreEqual(Cursors(whole).Order().Distinct().ToArray(), Cursors(follower));
        CollectionAssert.AreEquivalent(
            Enumerable.Range(0, written).Select(i => $"{i}").ToArray(), whole.Objects.ToArray());
    }

    private static long[] Cursors(Follower follower) => [.. follower.Told.Select(one => one.Cursor)];

    private static Operation[] Entries(EventBook book, string audience, params string[] objects) =>
        [.. objects.Select(one => book.Entry(audience, "vpxi.held", one))];

    private async Task AddAsync(EventBook book, string audience, params string[] objects)
    {
        Dictionary<string, string> details = new() { ["why"] = "x" };
        foreach (string one in objects)
        {
            Must(await book.AddAsync(audience, "vpxi.held", one, details, Stop));
        }
    }

    private EventBook Book() => new(client, $"/events/{Interlocked.Increment(ref books)}/", time);
}
