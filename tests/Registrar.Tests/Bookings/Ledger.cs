using HiperNet.Registrar.Audit;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.State;
using HiperNet.Registrar.Tests.Audit;
using HiperNet.Vpxi.Planning;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Registrar.Tests.Bookings;

/// <summary>A registrar's store with offers, on a real etcd.</summary>
internal sealed class Ledger : IDisposable
{
    /// <summary>2026-12-01T00:00:00Z.</summary>
    public const long Midnight = 1_796_083_200;

    private readonly EtcdClient store;

    public Ledger(
        EtcdClient store,
        TimeProvider time,
        string registrar,
        OutboxOptions? options = null,
        PoolCache? cache = null)
    {
        (this.store, Keys) = (store, StateKeys.Of(registrar));
        Outbox = new AuditOutbox(store, Keys, "registrar", time, options);
        Allocator = new Allocator(store, Keys, time, Outbox, null, cache);
        Sequencer = new AuditSequencer(store, Keys, TimeProvider.System);
    }

    public StateKeys Keys { get; }

    public AuditOutbox Outbox { get; }

    public Allocator Allocator { get; }

    public AuditSequencer Sequencer { get; }

    /// <summary>A request for some minutes of the day.</summary>
    public static HoldRequest Request(string id, string body, int minutes = 60, string owner = "ann") => new(
        id,
        owner,
        $"infrastructure {id} {{ window 2026-12-01T00:00:00Z for {minutes} min; {body} }}",
        new AllocationOptions { LaterStarts = 4, Planner = new PlannerOptions { Steps = 50_000 } });

    public async Task OfferAsync(string id, string body)
    {
        OfferRecord offer = new(id, "provider", $"pool p {{ {body} }}", IsWithdrawn: false);
        StateResult<Written> written = await store.PutAsync(Keys.Offer(id), RecordCodec.Write(offer));
        Assert.IsTrue(written.IsDone, written.Detail);
    }

    /// <summary>Writes to the store by hand.</summary>
    public async Task WriteAsync(string key, string value) => await store.PutAsync(
        System.Text.Encoding.UTF8.GetBytes(Keys.Root + key), System.Text.Encoding.UTF8.GetBytes(value));

    public async Task WithdrawAsync(string id)
    {
        StateResult<RangePage> page = await store.RangeAsync(new RangeQuery(KeyRange.Single(Keys.Offer(id))));
        OfferRecord offer = RecordCodec.ReadOffer(page.Value!.First!.Value);
        await store.PutAsync(Keys.Offer(id), RecordCodec.Write(offer with { IsWithdrawn = true }));
    }

    public async Task<IReadOnlyList<VpxiRecord>> VpxisAsync() =>
        [.. (await ValuesAsync(Keys.Vpxis)).Select(item => RecordCodec.ReadVpxi(item.Value))];

    /// <summary>The names of all bookings of all calendars.</summary>
    public async Task<IReadOnlyList<string>> BookingsAsync()
    {
        StateResult<PoolSnapshot> pool = await new PoolReader(store, Keys).ReadAsync(true, true, default);
        return [.. pool.Value!.Bookings.Calendars.SelectMany(calendar => calendar.Bookings).Select(one => one.Id)];
    }

    /// <summary>The pool as the store has it.</summary>
    public async Task<PoolBookings> PoolAsync() =>
        (await new PoolReader(store, Keys).ReadAsync(true, true, default)).Value!.Bookings;

    /// <summary>What the log says, each entry proved, once everything that waited is in it.</summary>
    public async Task<IReadOnlyList<AuditEvent>> LogAsync()
    {
        StateResult<Sequenced> done = await Sequencer.RunOnceAsync();
        Assert.IsTrue(done.IsDone, done.Detail);
        return await ProvedLog.ReadAsync(store, Keys);
    }

    public void Dispose() => store.Dispose();

    private async Task<IReadOnlyList<KeyValue>> ValuesAsync(string prefix)
    {
        List<KeyValue> all = [];
        await foreach (StateResult<RangePage> page in store.PagesAsync(KeyRange.Prefix(prefix), 100))
        {
            Assert.IsTrue(page.IsDone, page.Detail);
            all.AddRange(page.Value.Items);
        }

        return all;
    }
}
