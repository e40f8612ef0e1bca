using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.State;
using HiperNet.Registrar.Tests.State.Lab;
using HiperNet.Testing;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Registrar.Tests.Bookings;

/// <summary>Allocators that plan with a pool in memory, on a real etcd from which it can be cut off.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class PoolCacheTests
{
    private const string Ann = "ann";

    private readonly SetTime time = new(Ledger.Midnight - 3600);
    private readonly int[] ports = Ports.Free(2);

    public required TestContext TestContext { get; init; }

    private CancellationToken Stop => TestContext.CancellationToken;

    [TestMethod]
    public async Task A_pool_in_memory_is_that_of_the_store()
    {
        using Member member = NewMember();
        using Ledger ledger = new(Waiting.ClientOf(member.Endpoint), time, "r");
        using EtcdClient client = Waiting.ClientOf(member.Endpoint);
        await Waiting.ReadyAsync(client, Stop);
        await ledger.OfferAsync("o", "node h[2] { cores 4 }; link l from h[0] to h[1] { bandwidth 1 Gbps }");
        await ledger.OfferAsync("p", "node h { cores 4 }");
        PoolCache cache = new(client, ledger.Keys, time);
        Assert.IsNull(cache.Snapshot(withWithdrawn: true));
        using CancellationTokenSource over = new();
        Task running = cache.RunAsync(over.Token);

        await MustAgreeAsync(cache, client, ledger.Keys);
        await ledger.Allocator.HoldAsync(Ledger.Request("a", "node w[2] { cores 3 }"), Ann, Stop);
        await MustAgreeAsync(cache, client, ledger.Keys);
        await ledger.WithdrawAsync("o");
        await MustAgreeAsync(cache, client, ledger.Keys);
        await ledger.Allocator.ReleaseAsync("a", Ann, Stop);
        await ledger.OfferAsync("q", "node h { cores 64 }");
        await MustAgreeAsync(cache, client, ledger.Keys);
        await ledger.WriteAsync("calendar/q.h", "no calendar");
        await Waiting.UntilAsync(() => cache.Snapshot(withWithdrawn: true) is null, Stop);
        await ledger.WriteAsync("offer/q", "no offer");
        Assert.IsNull(cache.Snapshot(withWithdrawn: true));

        await over.CancelAsync();
        await running;
        Assert.IsFalse(cache.IsReady);
    }

    [TestMethod]
    public async Task A_pool_in_memory_that_is_out_of_date_changes_no_answer()
    {
        using Member member = NewMember();
        using ForgetfulProxy proxy = new(ports[0], "nothing");
        using EtcdClient behind = Waiting.ClientOf(proxy.Endpoint, TimeSpan.FromSeconds(1));
        using Ledger other = new(Waiting.ClientOf(member.Endpoint), time, "r");
        await Waiting.ReadyAsync(behind, Stop);
        await other.OfferAsync("o", "node h { cores 4 }");
        PoolCache cache = new(behind, other.Keys, time);
        using CancellationTokenSource over = new();
        Task running = cache.RunAsync(over.Token);
        await Waiting.UntilAsync(() => cache.IsReady, Stop);
        using Ledger ledger = new(Waiting.ClientOf(member.Endpoint), time, "r", cache: cache);
        await HoldAsync(other, "a", "node w { cores 3 }", AllocatorFault.None);
        await Waiting.UntilAsync(() => cache.Snapshot(true)!.Bookings.Calendars.Any(one => one.Count > 0), Stop);
        proxy.IsCut = true;

        // It sees "a" and not that it goes, then that there is room and not who has it, then nothing of "c".
        await HoldAsync(ledger, "b", "node w { cores 3 }", AllocatorFault.Refused);
        await other.Allocator.ReleaseAsync("a", Ann, Stop);
        await HoldAsync(ledger, "b", "node w { cores 3 }", AllocatorFault.None);
        await HoldAsync(ledger, "c", "node w { cores 2 }", AllocatorFault.Refused);
        await other.Allocator.ReleaseAsync("b", Ann, Stop);
        await HoldAsync(other, "c", "node w { cores 4 }", AllocatorFault.None);
        await other.Allocator.ConfirmAsync("c", Ann, Stop);
        AllocatorResult longer = await ledger.Allocator.ExtendAsync("c", Ledger.Midnight + 7200, Ann, Stop);
        Assert.AreEqual(AllocatorFault.None, longer.Fault, longer.Detail);
        await other.OfferAsync("p", "node h { cores 64 }");
        await HoldAsync(other, "d", "node w { cores 32 }", AllocatorFault.None);
        Assert.AreEqual(AllocatorFault.None, (await ledger.Allocator.ReleaseAsync("c", Ann, Stop)).Fault);
        Assert.AreEqual(AllocatorFault.None, (await ledger.Allocator.ReleaseAsync("d", Ann, Stop)).Fault);

        Assert.IsEmpty(await ledger.BookingsAsync());
        Assert.IsEmpty(await ledger.VpxisAsync());
        await over.CancelAsync();
        await running;
    }

    private static bool IsSame(PoolSnapshot? cached, PoolSnapshot read) =>
        cached is not null
        && cached.Revisions.OrderBy(pair => pair.Key, StringComparer.Ordinal).SequenceEqual(
            read.Revisions.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        && Text(cached.Bookings).SequenceEqual(Text(read.Bookings));

    private static IEnumerable<string> Text(PoolBookings bookings) => bookings.Pool.Infrastructure.Nodes
        .Select((node, i) => node.Id + Convert.ToHexString(RecordCodec.Write(bookings.OfNode(i))))
        .Concat(bookings.Pool.Infrastructure.Links.Select(
            (link, i) => link.Id + Convert.ToHexString(RecordCodec.Write(bookings.OfLink(i)))));

    private async Task HoldAsync(Ledger ledger, string id, string body, AllocatorFault expected)
    {
        AllocatorResult result = await ledger.Allocator.HoldAsync(Ledger.Request(id, body), Ann, Stop);
        Assert.AreEqual(expected, result.Fault, result.Detail);
    }

    private async Task MustAgreeAsync(PoolCache cache, EtcdClient client, StateKeys keys)
    {
        foreach (bool withWithdrawn in (bool[])[false, true])
        {
            PoolSnapshot read = Waiting.Must(
                await new PoolReader(client, keys).ReadAsync(withWithdrawn, isFresh: true, Stop));
            await Waiting.UntilAsync(() => IsSame(cache.Snapshot(withWithdrawn), read), Stop);
        }
    }

    private Member NewMember() => new("m", ports[0], ports[1], $"m=http://127.0.0.1:{ports[1]}", "http");
}
