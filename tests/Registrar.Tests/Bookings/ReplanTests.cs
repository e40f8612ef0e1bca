using HiperNet.Registrar.Audit;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.State;
using HiperNet.Registrar.Tests.State.Lab;
using HiperNet.Testing;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Registrar.Tests.Bookings;

/// <summary>The rest of a window planned anew, on a real etcd.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class ReplanTests
{
    private const string Ann = "ann";
    private const string Wanted = "node w { cores 3 }; node v { cores 3 }";

    private static readonly Accompaniment Nothing = new([], []);
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
    public async Task What_is_on_a_silent_offer_moves_and_the_rest_stays_where_it_is()
    {
        (Ledger ledger, Allocation before) = await AllocatedAsync("a", "b", "c", "d");
        string gone = before.Nodes[0].Resource;
        await SilenceAsync(ledger, gone);
        time.Now = Ledger.Midnight + 600;

        AllocatorResult result = await ReplanAsync(ledger, Nothing);

        Assert.AreEqual(AllocatorFault.None, result.Fault, result.Detail);
        Allocation after = result.Vpxi!.Allocation;
        Assert.AreNotEqual(gone, after.Nodes[0].Resource);
        Assert.AreEqual(before.Nodes[1].Resource, after.Nodes[1].Resource);
        Assert.AreEqual((time.Now, before.Window.End), (after.Window.Start, after.Window.End));
        Assert.AreEqual(result.Vpxi, (await ledger.VpxisAsync()).Single());
        PoolBookings pool = await ledger.PoolAsync();
        Assert.IsEmpty(pool.OfNode(pool.Pool.FindNode(gone)).Shares.Bookings, "What was left is free.");
        Assert.HasCount(4, await ledger.BookingsAsync());
        Assert.AreEqual(AuditNames.VpxiReplanned, (await ledger.LogAsync())[^1].Name);
        ledger.Dispose();
    }

    [TestMethod]
    public async Task Without_room_nothing_is_changed()
    {
        (Ledger ledger, Allocation before) = await AllocatedAsync("a", "b");
        await SilenceAsync(ledger, before.Nodes[0].Resource);

        AllocatorResult result = await ReplanAsync(ledger, Nothing);

        Assert.AreEqual(AllocatorFault.Refused, result.Fault);
        await UnchangedAsync(ledger, before);
    }

    [TestMethod]
    public async Task What_cannot_be_handed_over_is_not_planned_anew()
    {
        (Ledger ledger, Allocation before) = await AllocatedAsync("a", "b", "c");
        await SilenceAsync(ledger, before.Nodes[0].Resource);

        AllocatorResult result = await ReplanAsync(ledger, null);

        Assert.AreEqual(AllocatorFault.State, result.Fault);
        await UnchangedAsync(ledger, before);
    }

    [TestMethod]
    public async Task What_goes_with_it_must_hold()
    {
        (Ledger ledger, Allocation before) = await AllocatedAsync("a", "b", "c");
        await SilenceAsync(ledger, before.Nodes[0].Resource);

        AllocatorResult result = await ReplanAsync(
            ledger, new Accompaniment([Compare.Absent(ledger.Keys.Vpxi("v"))], []));

        Assert.AreEqual(AllocatorFault.Busy, result.Fault);
        await UnchangedAsync(ledger, before);
    }

    [TestMethod]
    public async Task Parts_with_times_of_their_own_stay_where_they_are()
    {
        Ledger ledger = await OfferedAsync(["a", "b"]);
        const string Late = "node w { cores 3; window 2026-12-01T00:10:00Z for 10 min }; node v { cores 1 }";
        await ledger.Allocator.HoldAsync(Ledger.Request("v", Late), Ann, Stop);
        AllocatorResult confirmed = await ledger.Allocator.ConfirmAsync("v", Ann, Stop);
        await SilenceAsync(ledger, confirmed.Vpxi!.Allocation.Nodes[1].Resource);

        AllocatorResult result = await ReplanAsync(ledger, Nothing);

        Assert.AreEqual(AllocatorFault.State, result.Fault);
        await UnchangedAsync(ledger, confirmed.Vpxi.Allocation);
    }

    [TestMethod]
    public async Task A_silent_offer_is_not_planned_with_and_what_was_planned_with_it_before_is_not_held()
    {
        Ledger ledger = await OfferedAsync(["a"]);
        await SilenceAsync(ledger, "a.h");

        AllocatorResult result = await ledger.Allocator.HoldAsync(
            Ledger.Request("v", "node w { cores 1 }"), Ann, Stop);

        Assert.AreEqual(AllocatorFault.Refused, result.Fault);
        Assert.IsEmpty(await ledger.BookingsAsync());
        ledger.Dispose();
    }

    private static async Task UnchangedAsync(Ledger ledger, Allocation before)
    {
        Assert.AreEqual(before, (await ledger.VpxisAsync()).Single().Allocation);
        Assert.HasCount(4, await ledger.BookingsAsync());
        ledger.Dispose();
    }

    private static async Task SilenceAsync(Ledger ledger, string resource)
    {
        ReadOnlyMemory<byte> key = ledger.Keys.Offer(resource.Split('.')[0]);
        RangePage page = Waiting.Must(await lab.Client.RangeAsync(new RangeQuery(KeyRange.Single(key))));
        OfferRecord silent = RecordCodec.ReadOffer(page.First!.Value) with { IsSilent = true };
        Assert.IsTrue(RecordCodec.ReadOffer(RecordCodec.Write(silent)).IsSilent);
        Waiting.Must(await lab.Client.PutAsync(key, RecordCodec.Write(silent)));
    }

    private Task<AllocatorResult> ReplanAsync(Ledger ledger, Accompaniment? with) => ledger.Allocator.ReplanAsync(
        "v", new AllocationOptions { LaterStarts = 0 }, _ => Task.FromResult(with), Ann, Stop);

    private async Task<Ledger> OfferedAsync(string[] offers)
    {
        int number = Interlocked.Increment(ref ledgers);
        Ledger ledger = new(lab.NewClient(), time, $"replan{number}");
        foreach (string offer in offers)
        {
            await ledger.OfferAsync(offer, "node h { cores 4 }");
        }

        return ledger;
    }

    private async Task<(Ledger Ledger, Allocation Before)> AllocatedAsync(params string[] offers)
    {
        Ledger ledger = await OfferedAsync(offers);
        await ledger.Allocator.HoldAsync(Ledger.Request("v", Wanted), Ann, Stop);
        AllocatorResult confirmed = await ledger.Allocator.ConfirmAsync("v", Ann, Stop);
        Assert.AreEqual(AllocatorFault.None, confirmed.Fault, confirmed.Detail);
        return (ledger, confirmed.Vpxi!.Allocation);
    }
}
