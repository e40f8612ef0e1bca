using System.Globalization;
using HiperNet.Registrar.Audit;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.State;
using HiperNet.Registrar.Tests.State.Lab;
using HiperNet.Testing;
using HiperNet.Vpxi.Planning.Pools;
using HiperNet.Vpxi.Tests.Planning.Pools;
using Calendar = HiperNet.Vpxi.Model.Calendar;

namespace HiperNet.Registrar.Tests.Bookings;

/// <summary>Bookings on a real etcd.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class AllocatorTests
{
    private const string Ann = "ann";

    private static EtcdLab lab = null!;
    private static int ledgers;

    private readonly SetTime time = new(Ledger.Midnight - 3600);

    public required TestContext TestContext { get; init; }

    private CancellationToken Stop => TestContext.CancellationToken;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) =>
        lab = await EtcdLab.StartAsync(context.CancellationToken);

    [ClassCleanup]
    public static async Task EndAsync() => await lab.DisposeAsync();

    [TestMethod]
    public async Task A_hold_is_confirmed_and_released_again()
    {
        using Ledger ledger = await OfferedAsync("node h { cores 4 }");

        VpxiRecord held = Done(await ledger.Allocator.HoldAsync(Ledger.Request("a", "node w { cores 3 }"), Ann, Stop));
        Assert.AreEqual((VpxiState.Held, time.Now + 600), (held.State, held.Expires));
        Assert.AreEqual("o.h", held.Allocation.Nodes[0].Resource);

        VpxiRecord allocated = Done(await ledger.Allocator.ConfirmAsync("a", Ann, Stop));
        Assert.AreEqual((VpxiState.Allocated, Ledger.Midnight + 3600), (allocated.State, allocated.Expires));
        CollectionAssert.AreEquivalent(new[] { "a/n0", "a/s0" }, (await ledger.BookingsAsync()).ToArray());

        Assert.AreEqual(AllocatorFault.None, (await ledger.Allocator.ReleaseAsync("a", Ann, Stop)).Fault);
        Assert.AreEqual(AllocatorFault.None, (await ledger.Allocator.ReleaseAsync("a", Ann, Stop)).Fault);
        Assert.IsEmpty(await ledger.BookingsAsync());
        Assert.IsEmpty(await ledger.VpxisAsync());
    }

    [TestMethod]
    public async Task Asking_again_with_the_same_name_changes_nothing_and_another_question_needs_another_name()
    {
        using Ledger ledger = await OfferedAsync("node h { cores 4 }");
        HoldRequest request = Ledger.Request("a", "node w { cores 3 }");
        VpxiRecord first = Done(await ledger.Allocator.HoldAsync(request, Ann, Stop));

        Assert.AreEqual(first, Done(await ledger.Allocator.HoldAsync(request, Ann, Stop)));
        AllocatorResult other = await ledger.Allocator.HoldAsync(Ledger.Request("a", "node w { cores 1 }"), Ann, Stop);
        AllocatorResult stranger = await ledger.Allocator.HoldAsync(request with { Owner = "bob" }, Ann, Stop);

        Assert.AreEqual(AllocatorFault.Name, other.Fault);
        Assert.AreEqual(AllocatorFault.Name, stranger.Fault);
        Assert.HasCount(1, await ledger.VpxisAsync());
    }

    [TestMethod]
    public async Task A_refusal_says_why_and_from_when_on()
    {
        using Ledger ledger = await OfferedAsync("node h { cores 4 }");
        Done(await ledger.Allocator.HoldAsync(Ledger.Request("a", "node w { cores 3 }"), Ann, Stop));

        AllocatorResult result = await ledger.Allocator.HoldAsync(Ledger.Request("b", "node w { cores 2 }"), Ann, Stop);

        Assert.AreEqual(AllocatorFault.Refused, result.Fault);
        Assert.AreEqual("cores", result.Refusal?.Requirement);
        Assert.AreEqual(Ledger.Midnight + 3600, result.Refusal?.Later?.Start);
    }

    [TestMethod]
    public async Task A_hold_that_nobody_confirms_lapses()
    {
        using Ledger ledger = await OfferedAsync("node h { cores 4 }");
        Done(await ledger.Allocator.HoldAsync(Ledger.Request("a", "node w { cores 3 }"), Ann, Stop));
        time.Now += 600;

        AllocatorResult late = await ledger.Allocator.ConfirmAsync("a", Ann, Stop);
        VpxiRecord next = Done(await ledger.Allocator.HoldAsync(Ledger.Request("b", "node w { cores 3 }"), Ann, Stop));

        Assert.AreEqual(AllocatorFault.State, late.Fault);
        Assert.AreEqual("b", next.Id);
        Assert.AreEqual("b", (await ledger.VpxisAsync()).Single().Id);
    }

    [TestMethod]
    public async Task An_extension_is_all_or_nothing_and_on_failure_the_old_end_stays()
    {
        using Ledger ledger = await OfferedAsync("node h { cores 4 }");
        await AllocateAsync(ledger, Ledger.Request("a", "node w { cores 3 }"));
        await AllocateAsync(ledger, new HoldRequest(
            "b", "ann", "infrastructure b { window 2026-12-01T03:00:00Z for 1 h; node w { cores 3 } }", new()));

        VpxiRecord longer = Done(await ledger.Allocator.ExtendAsync("a", Ledger.Midnight + (3 * 3600), Ann, Stop));
        AllocatorResult refused = await ledger.Allocator.ExtendAsync("a", Ledger.Midnight + (3 * 3600) + 1, Ann, Stop);

        Assert.AreEqual(Ledger.Midnight + (3 * 3600), longer.Expires);
        Assert.AreEqual(AllocatorFault.Refused, refused.Fault);
        VpxiRecord kept = (await ledger.VpxisAsync()).Single(vpxi => vpxi.Id == "a");
        Assert.AreEqual(longer, kept);
    }

    [TestMethod]
    public async Task A_shorter_end_gives_back_what_comes_after_it()
    {
        using Ledger ledger = await OfferedAsync("node h { cores 4 }");
        await AllocateAsync(ledger, Ledger.Request("a", "node w { cores 3 }"));

        Done(await ledger.Allocator.ExtendAsync("a", Ledger.Midnight + 1800, Ann, Stop));

        PoolBookings pool = await ledger.PoolAsync();
        Calendar cores = pool.OfNode(0).Capacities[new Capacity(CapacityKind.Cores)];
        Assert.AreEqual((1, 4), (cores.FreeAt(Ledger.Midnight + 1799), cores.FreeAt(Ledger.Midnight + 1800)));
    }

    [TestMethod]
    public async Task What_has_ended_is_swept_and_its_bookings_are_forgotten()
    {
        using Ledger ledger = await OfferedAsync("node h { cores 4 }");
        await AllocateAsync(ledger, Ledger.Request("a", "node w { cores 3 }"));
        time.Now = Ledger.Midnight + 3600;

        Assert.AreEqual(1, await ledger.Allocator.SweepAsync(Stop));
        Assert.IsEmpty(await ledger.BookingsAsync());
    }

    [TestMethod]
    public async Task What_is_withdrawn_is_not_booked_again_and_what_is_booked_stays()
    {
        using Ledger ledger = await OfferedAsync("node h { cores 4 }");
        await AllocateAsync(ledger, Ledger.Request("a", "node w { cores 1 }"));
        await ledger.WithdrawAsync("o");

        AllocatorResult next = await ledger.Allocator.HoldAsync(Ledger.Request("b", "node w { cores 1 }"), Ann, Stop);

        Assert.AreEqual(AllocatorFault.Refused, next.Fault);
        Assert.HasCount(2, await ledger.BookingsAsync());
        Assert.AreEqual(AllocatorFault.None, (await ledger.Allocator.ReleaseAsync("a", Ann, Stop)).Fault);
        Assert.IsEmpty(await ledger.BookingsAsync());
    }

    [TestMethod]
    public async Task Offers_are_joined_by_the_backbone()
    {
        using Ledger ledger = await OfferedAsync("location lyon; node h { cores 4 }");
        await ledger.OfferAsync("p", "location rennes; node h { cores 4 }");
        await ledger.OfferAsync("backbone", "node x; link wan from o.h to p.h { bandwidth 1 Gbps }");

        VpxiRecord held = Done(await ledger.Allocator.HoldAsync(
            Ledger.Request("a", """
                node v { location lyon }; node w { location rennes }; link l from v to w { bandwidth 1 Gbps }
                """),
            Ann, Stop));

        CollectionAssert.AreEqual(new[] { "wan" }, held.Allocation.Links[0].Path.ToArray());
    }

    [TestMethod]
    [DataRow("infrastructure a { node }", AllocatorFault.Document)]
    [DataRow("infrastructure a { node x; node x }", AllocatorFault.Document)]
    [DataRow("pool a { node x }", AllocatorFault.Document)]
    [DataRow("", AllocatorFault.Document)]
    public async Task A_wrong_description_is_refused_with_its_first_error(string document, AllocatorFault fault)
    {
        using Ledger ledger = await OfferedAsync("node h { cores 4 }");

        AllocatorResult result = await ledger.Allocator.HoldAsync(
            new HoldRequest("a", "ann", document, new()), Ann, Stop);

        Assert.AreEqual(fault, result.Fault);
        Assert.AreNotEqual("", result.Detail);
        Assert.AreEqual(
            AllocatorFault.Name,
            (await ledger.Allocator.HoldAsync(new HoldRequest("a/b", "ann", document, new()), Ann, Stop)).Fault);
    }

    [TestMethod]
    [DataRow("calendar/o.h", "no JSON")]
    [DataRow("calendar/o.h", "{\"version\":1,\"shares\":\"AA==\"}")]
    [DataRow("offer/x", "{\"version\":2}")]
    [DataRow("vpxi/a", "{\"version\":1,\"state\":\"Lost\"}")]
    public async Task What_no_registrar_wrote_is_a_fault_of_the_store(string key, string value)
    {
        using Ledger ledger = await OfferedAsync("node h { cores 4 }");
        await ledger.WriteAsync(key, value);

        AllocatorResult result = await ledger.Allocator.HoldAsync(Ledger.Request("a", "node w { cores 1 }"), Ann, Stop);

        Assert.AreEqual(AllocatorFault.Store, result.Fault);
        Assert.AreNotEqual("", result.Detail);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Many_registrars_at_once_never_book_anything_twice(bool cached)
    {
        const string pool = "node h[3] { cores 8; memory 8 GB }; lan net of h { bandwidth 1 Gbps }";
        using Ledger first = await OfferedAsync(pool);
        using CancellationTokenSource over = new();
        PoolCache[] caches = [.. Enumerable.Range(0, 6).Select(_ => new PoolCache(lab.Client, first.Keys, time))];
        Task following = Task.WhenAll(cached ? caches.Select(cache => cache.RunAsync(over.Token)) : []);
        await Waiting.UntilAsync(() => !cached || caches.All(cache => cache.IsReady), Stop);
        Ledger[] replicas =
        [
            .. caches.Select(cache => new Ledger(
                lab.NewClient(), time, RegistrarOf(first), cache: cached ? cache : null)),
        ];

        AllocatorResult[][] results = await Task.WhenAll(replicas.Select((replica, who) => RunAsync(replica, who)));

        AllocatorResult[] all = [.. results.SelectMany(one => one)];
        Assert.IsGreaterThan(8, all.Count(result => result.Fault == AllocatorFault.None));
        Assert.IsTrue(
            all.All(result => result.Fault is AllocatorFault.None or AllocatorFault.Refused or AllocatorFault.Busy),
            string.Join('\n', all.Select(result => $"{result.Fault} {result.Detail}").Distinct()));
        Allocation[] left = [.. (await first.VpxisAsync()).Select(vpxi => vpxi.Allocation)];
        PoolBookings bookings = await first.PoolAsync();
        Assert.IsEmpty(AllocationJudge.Overbooked(bookings.Pool.Infrastructure, left));
        HashSet<string> names = [.. (await first.VpxisAsync()).Select(vpxi => vpxi.Id)];
        Assert.IsTrue((await first.BookingsAsync()).All(id => names.Contains(id.Split('/')[0])));
        // Every hold and every release is in the log, once; what was refused is not.
        IReadOnlyList<AuditEvent> log = await first.LogAsync();
        IEnumerable<AllocatorResult> good = all.Where(one => one.Fault == AllocatorFault.None);
        string[] taken = [.. good.Select(one => one.Vpxi?.Id).OfType<string>().Distinct()];
        string[] held = [.. Of(log, AuditNames.VpxiHeld)];
        string[] released = [.. Of(log, AuditNames.VpxiReleased)];
        CollectionAssert.AreEquivalent(taken, held);
        CollectionAssert.AllItemsAreUnique(released);
        CollectionAssert.AreEquivalent(names.ToArray(), held.Except(released).ToArray());
        Assert.HasCount(held.Length + released.Length, log);
        Array.ForEach(replicas, replica => replica.Dispose());
        await over.CancelAsync();
        await following;

        async Task<AllocatorResult[]> RunAsync(Ledger ledger, int who)
        {
            List<AllocatorResult> done = [];
            for (int i = 0; i < 6; i++)
            {
                string id = string.Create(CultureInfo.InvariantCulture, $"v{who}-{i}");
                done.Add(await ledger.Allocator.HoldAsync(
                    Ledger.Request(id, "node v[2] { cores 1; memory 1 GB }; lan n of v { bandwidth 50 Mbps }"),
                    Ann,
                    Stop));
                if (i % 3 == 2)
                {
                    done.Add(await ledger.Allocator.ReleaseAsync(id, Ann, Stop));
                }
            }

            return [.. done];
        }
    }

    [TestMethod]
    public async Task What_is_larger_than_a_transaction_is_booked_in_parts_and_released_in_parts()
    {
        using Ledger ledger = await OfferedAsync("node h[250] { cores 1 }");

        VpxiRecord held = Done(await ledger.Allocator.HoldAsync(
            Ledger.Request("big", "node w[240] { cores 1 }"), Ann, Stop));
        Assert.AreEqual(VpxiState.Held, held.State);
        Assert.HasCount(480, await ledger.BookingsAsync());
        Done(await ledger.Allocator.ConfirmAsync("big", Ann, Stop));
        AllocatorResult other = await ledger.Allocator.HoldAsync(
            Ledger.Request("other", "node w[11] { cores 1 }"), Ann, Stop);
        Assert.AreEqual(AllocatorFault.Refused, other.Fault);

        Assert.AreEqual(AllocatorFault.None, (await ledger.Allocator.ReleaseAsync("big", Ann, Stop)).Fault);
        Assert.IsEmpty(await ledger.BookingsAsync());
        Assert.IsEmpty(await ledger.VpxisAsync());
        CollectionAssert.AreEqual(
            new[]
            {
                AuditNames.VpxiBegun, AuditNames.VpxiHeld, AuditNames.VpxiConfirmed, AuditNames.VpxiReleased,
            },
            NamesOf(await ledger.LogAsync()));
    }

    [TestMethod]
    public async Task Parts_of_which_the_maker_has_died_are_swept_away()
    {
        using Ledger ledger = await OfferedAsync("node h[250] { cores 1 }");
        using CancellationTokenSource death = new();
        Task<AllocatorResult> hold = ledger.Allocator.HoldAsync(
            Ledger.Request("big", "node w[240] { cores 1 }"), Ann, death.Token);
        // It dies once its first part is booked; if it was quicker, it has a hold that nobody confirms.
        while (!hold.IsCompleted && (await ledger.BookingsAsync()).Count == 0)
        {
        }

        await death.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await hold;
            throw new OperationCanceledException("it was quicker");
        });
        time.Now += 600;

        Assert.AreEqual(1, await ledger.Allocator.SweepAsync(Stop));
        Assert.IsEmpty(await ledger.BookingsAsync());
        Assert.IsEmpty(await ledger.VpxisAsync());
    }

    [TestMethod]
    public async Task What_is_larger_than_a_transaction_gets_another_end_in_parts()
    {
        using Ledger ledger = await OfferedAsync("node h[250] { cores 1 }");
        await AllocateAsync(ledger, Ledger.Request("big", "node w[240] { cores 1 }"));

        foreach (long end in (long[])[Ledger.Midnight + 7200, Ledger.Midnight + 1800])
        {
            VpxiRecord changed = Done(await ledger.Allocator.ExtendAsync("big", end, Ann, Stop));
            Assert.AreEqual((end, end, null), (changed.Expires, changed.Allocation.Window.End, changed.UnsettledUntil));
            Assert.AreEqual(changed, Done(await ledger.Allocator.ExtendAsync("big", end, Ann, Stop)));
            Assert.AreEqual(changed, (await ledger.VpxisAsync()).Single());
            CollectionAssert.AreEqual(new[] { end }, await EndsAsync(ledger));
        }

        Assert.HasCount(2, Of(await ledger.LogAsync(), AuditNames.VpxiExtended).ToArray());
    }

    [TestMethod]
    public async Task Of_an_extension_in_parts_whose_maker_has_died_the_old_end_stays()
    {
        int[] ports = Ports.Free(2);
        using Member member = new("m", ports[0], ports[1], $"m=http://127.0.0.1:{ports[1]}", "http");
        using ForgetfulProxy proxy = new(ports[0], "request_put");
        using Ledger ledger = new(Waiting.ClientOf(member.Endpoint), time, "died");
        using EtcdClient client = Waiting.ClientOf(proxy.Endpoint);
        await Waiting.ReadyAsync(client, Stop);
        await ledger.OfferAsync("o", "node h[250] { cores 1 }");
        await AllocateAsync(ledger, Ledger.Request("big", "node w[240] { cores 1 }"));
        using CancellationTokenSource death = new();
        using Ledger maker = new(client, time, "died");
        // It says that it begins, and dies when its first part is booked.
        proxy.OnLost = death.Cancel;
        proxy.Lose(1, after: 1);
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => maker.Allocator.ExtendAsync("big", Ledger.Midnight + 7200, Ann, death.Token));
        CollectionAssert.AreEquivalent(
            new[] { Ledger.Midnight + 3600, Ledger.Midnight + 7200 }, await EndsAsync(ledger));
        AllocatorResult early = await ledger.Allocator.ExtendAsync("big", Ledger.Midnight + 5400, Ann, Stop);
        Assert.AreEqual(AllocatorFault.Busy, early.Fault);
        time.Now += 60;
        Assert.AreEqual(0, await ledger.Allocator.SweepAsync(Stop));

        VpxiRecord kept = (await ledger.VpxisAsync()).Single();
        Assert.AreEqual((Ledger.Midnight + 3600, null), (kept.Expires, kept.UnsettledUntil));
        CollectionAssert.AreEqual(new[] { Ledger.Midnight + 3600 }, await EndsAsync(ledger));
        Assert.IsEmpty(Of(await ledger.LogAsync(), AuditNames.VpxiExtended));
    }

    [TestMethod]
    public async Task An_extension_in_parts_that_races_with_holds_books_nothing_twice()
    {
        using Ledger first = await OfferedAsync("node h[110] { cores 1 }");
        using Ledger second = Joined(first);
        await AllocateAsync(first, Ledger.Request("big", "node w[100] { cores 1 }"));
        // Of these, those at the end of the day fit beside it; each takes some of its nodes after its first hour.
        Task<AllocatorResult[]> holds = Task.WhenAll(Enumerable.Range(0, 8).Select(i => second.Allocator.HoldAsync(
            new HoldRequest(
                $"v{i}",
                Ann,
                $"infrastructure v{i} {{ window 2026-12-01T01:30:00Z for 1 h; node w[12] {{ cores 1 }} }}",
                new()),
            Ann,
            Stop)));
        AllocatorResult extended = await first.Allocator.ExtendAsync("big", Ledger.Midnight + 7200, Ann, Stop);
        await holds;
        time.Now += 60;
        await first.Allocator.SweepAsync(Stop);

        IReadOnlyList<VpxiRecord> vpxis = await first.VpxisAsync();
        PoolBookings bookings = await first.PoolAsync();
        Assert.IsEmpty(AllocationJudge.Overbooked(
            bookings.Pool.Infrastructure, [.. vpxis.Select(vpxi => vpxi.Allocation)]));
        VpxiRecord big = vpxis.Single(vpxi => vpxi.Id == "big");
        Assert.AreEqual(
            extended.Fault == AllocatorFault.None ? Ledger.Midnight + 7200 : Ledger.Midnight + 3600, big.Expires);
        Assert.IsNull(big.UnsettledUntil);
        long[] ends =
        [
            .. bookings.Calendars.SelectMany(calendar => calendar.Bookings)
                .Where(one => one.Id.StartsWith("big/", StringComparison.Ordinal))
                .Select(one => one.Window.End).Distinct(),
        ];
        CollectionAssert.AreEqual(new[] { big.Expires }, ends);
    }

    [TestMethod]
    public async Task Every_change_of_an_infrastructure_is_in_the_log_with_who_made_it()
    {
        using Ledger ledger = await OfferedAsync("node h { cores 4 }");
        await AllocateAsync(ledger, Ledger.Request("a", "node w { cores 3 }"));
        Done(await ledger.Allocator.ExtendAsync("a", Ledger.Midnight + 7200, "bob", Stop));
        Done(await ledger.Allocator.HoldAsync(Ledger.Request("b", "node w { cores 1 }"), Ann, Stop));
        time.Now += 600;
        Assert.AreEqual(1, await ledger.Allocator.SweepAsync(Stop));
        Done(await ledger.Allocator.ReleaseAsync("a", "eve", Stop));
        await ledger.Allocator.ReleaseAsync("a", "eve", Stop);

        IReadOnlyList<AuditEvent> log = await ledger.LogAsync();

        CollectionAssert.AreEquivalent(
            new[]
            {
                "vpxi.held a ann", "vpxi.confirmed a ann", "vpxi.extended a bob", "vpxi.held b ann",
                "vpxi.lapsed b registrar", "vpxi.released a eve",
            },
            log.Select(one => $"{one.Name} {one.Object} {one.Actor}").ToArray());
        AuditEvent extended = log.Single(one => one.Name == AuditNames.VpxiExtended);
        Assert.AreEqual($"{Ledger.Midnight + 7200}", extended.Details["end"]);
        Assert.AreEqual(time.Now - 600, extended.Time.ToUnixTimeSeconds());
    }

    [TestMethod]
    public async Task Nothing_is_done_while_the_log_lags_behind_and_everything_once_it_has_caught_up()
    {
        using Ledger first = await OfferedAsync("node h { cores 4 }");
        using Ledger ledger = new(
            lab.NewClient(), time, RegistrarOf(first), new OutboxOptions { Backlog = 2, BacklogAge = TimeSpan.Zero });
        await AllocateAsync(ledger, Ledger.Request("a", "node w { cores 1 }"));

        AllocatorResult[] refused =
        [
            await ledger.Allocator.HoldAsync(Ledger.Request("b", "node w { cores 1 }"), Ann, Stop),
            await ledger.Allocator.ExtendAsync("a", Ledger.Midnight + 7200, Ann, Stop),
            await ledger.Allocator.ReleaseAsync("a", Ann, Stop),
        ];

        Assert.IsTrue(refused.All(result => result.Fault == AllocatorFault.Log));
        Assert.AreEqual(Ledger.Midnight + 3600, (await ledger.VpxisAsync()).Single().Expires);
        Assert.HasCount(2, await ledger.LogAsync());
        Done(await ledger.Allocator.HoldAsync(Ledger.Request("b", "node w { cores 1 }"), Ann, Stop));
    }

    [TestMethod]
    public async Task A_full_store_refuses_the_act_and_its_entry_together()
    {
        using TemporaryDirectory directory = new();
        await using PrivateEtcd etcd = await PrivateEtcd.StartAsync(
            new PrivateEtcdOptions { Directory = directory.Place, QuotaOctets = 1 << 20 }, Stop);
        using EtcdClient client = Waiting.ClientOf(etcd.Endpoint);
        using Ledger ledger = new(Waiting.ClientOf(etcd.Endpoint), time, "full");
        await ledger.OfferAsync("o", "node h { cores 4 }");
        Done(await ledger.Allocator.HoldAsync(Ledger.Request("a", "node w { cores 1 }"), Ann, Stop));
        byte[] much = new byte[64 << 10];
        for (int i = 0; (await client.PutAsync(Waiting.Bytes($"x/{i}"), much, 0, Stop)).IsDone; i++)
        {
            Assert.IsLessThan(100, i);
        }

        AllocatorResult refused = await ledger.Allocator.HoldAsync(
            Ledger.Request("b", "node w { cores 1 }"), Ann, Stop);

        Assert.AreEqual(AllocatorFault.Store, refused.Fault);
        StringAssert.StartsWith(refused.Detail, "NoSpace", StringComparison.Ordinal);
        Assert.AreEqual("a", (await ledger.VpxisAsync()).Single().Id);
        StateResult<RangePage> waiting = await client.RangeAsync(
            new RangeQuery(KeyRange.Prefix(ledger.Keys.Pending)), Stop);
        Assert.AreEqual("a", AuditEvent.Read(waiting.Value!.Items.Single().Value).Object);
        Assert.AreEqual(StateFault.NoSpace, (await ledger.Sequencer.RunOnceAsync(Stop)).Fault);
    }

    /// <summary>The ends of all bookings, each once.</summary>
    private static async Task<long[]> EndsAsync(Ledger ledger) =>
    [
        .. (await ledger.PoolAsync()).Calendars.SelectMany(calendar => calendar.Bookings)
            .Select(one => one.Window.End).Distinct(),
    ];

    private static string[] NamesOf(IReadOnlyList<AuditEvent> log) => [.. log.Select(one => one.Name)];

    private static IEnumerable<string> Of(IReadOnlyList<AuditEvent> log, string name) =>
        log.Where(one => one.Name == name).Select(one => one.Object);

    private static string RegistrarOf(Ledger ledger) => ledger.Keys.Root.Split('/')[3];

    private static VpxiRecord Done(AllocatorResult result)
    {
        Assert.AreEqual(AllocatorFault.None, result.Fault, result.Detail);
        return result.Vpxi!;
    }

    private async Task AllocateAsync(Ledger ledger, HoldRequest request)
    {
        Done(await ledger.Allocator.HoldAsync(request, Ann, Stop));
        Done(await ledger.Allocator.ConfirmAsync(request.Id, Ann, Stop));
    }

    private async Task<Ledger> OfferedAsync(string body)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"r{Interlocked.Increment(ref ledgers)}");
        Ledger ledger = new(lab.NewClient(), time, name);
        await ledger.OfferAsync("o", body);
        return ledger;
    }

    private Ledger Joined(Ledger other) =>
        new(lab.NewClient(), time, RegistrarOf(other));
}
