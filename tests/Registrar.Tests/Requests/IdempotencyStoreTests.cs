using System.Text;
using HiperNet.Registrar.Requests;
using HiperNet.Registrar.State;
using HiperNet.Registrar.Tests.State.Lab;
using HiperNet.Testing;

namespace HiperNet.Registrar.Tests.Requests;

/// <summary>Requests that are not done twice, on a real etcd.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class IdempotencyStoreTests
{
    private static readonly StoredAnswer Answer = new(201, "application/json", Waiting.Bytes("{\"id\":1}"));
    private static readonly TimeProvider Time = TimeProvider.System;
    private static EtcdLab lab = null!;
    private static int registrars;

    private readonly StateKeys keys = StateKeys.Of($"i{Interlocked.Increment(ref registrars)}");

    public required TestContext TestContext { get; init; }

    private CancellationToken Stop => TestContext.CancellationToken;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) =>
        lab = await EtcdLab.StartAsync(context.CancellationToken);

    [ClassCleanup]
    public static async Task EndAsync() => await lab.DisposeAsync();

    [TestMethod]
    public async Task The_same_request_again_gets_the_same_answer_at_every_replica()
    {
        RequestTicket ticket = await BegunAsync(Store());
        Waiting.Must(await Store().CompleteAsync(ticket, Answer, Stop));

        RequestFound again = await Store().BeginAsync("ann", "k", "hash", Stop);

        Assert.AreEqual(RequestState.Done, again.State);
        Assert.AreEqual((201, "application/json"), (again.Answer!.Status, again.Answer.ContentType));
        Assert.AreEqual("{\"id\":1}", Encoding.UTF8.GetString(again.Answer.Body.Span));
    }

    [TestMethod]
    public async Task The_same_key_with_another_request_is_refused_and_with_another_principal_is_another()
    {
        RequestTicket ticket = await BegunAsync(Store());

        Assert.AreEqual(RequestState.OtherRequest, (await Store().BeginAsync("ann", "k", "other", Stop)).State);
        Waiting.Must(await Store().CompleteAsync(ticket, Answer, Stop));
        Assert.AreEqual(RequestState.OtherRequest, (await Store().BeginAsync("ann", "k", "other", Stop)).State);
        Assert.AreEqual(RequestState.Begun, (await Store().BeginAsync("bob", "k", "other", Stop)).State);
    }

    [TestMethod]
    public async Task Of_many_who_race_one_begins()
    {
        for (int i = 0; i < 20; i++)
        {
            RequestFound[] found = await Task.WhenAll(
                Enumerable.Range(0, 6).Select(_ => Store().BeginAsync("ann", $"race{i}", "hash", Stop)));

            Assert.AreEqual(1, found.Count(one => one.State == RequestState.Begun));
            Assert.AreEqual(5, found.Count(one => one.State == RequestState.InProgress));
        }
    }

    [TestMethod]
    public async Task A_request_whose_maker_died_may_be_begun_anew_and_the_late_answer_is_not_kept()
    {
        IdempotencyStore store = Store(new IdempotencyOptions { InProgress = TimeSpan.FromSeconds(4) });
        RequestTicket late = await BegunAsync(store);
        RequestFound found;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Stop);
            found = await store.BeginAsync("ann", "k", "hash", Stop);
        }
        while (found.State == RequestState.InProgress);

        Assert.AreEqual(RequestState.Begun, found.State);
        Assert.AreEqual(StateFault.Exists, (await store.CompleteAsync(late, Answer, Stop)).Fault);
        Waiting.Must(await store.CompleteAsync(found.Ticket!, Answer with { Status = 200 }, Stop));
        Assert.AreEqual(200, (await store.FindAsync("ann", "k", "hash", Stop)).Answer!.Status);
    }

    [TestMethod]
    public async Task What_was_given_up_may_be_begun_at_once_and_what_is_done_cannot_be_given_up()
    {
        RequestTicket ticket = await BegunAsync(Store());
        Waiting.Must(await Store().AbandonAsync(ticket, Stop));
        Assert.AreEqual(RequestState.Unknown, (await Store().FindAsync("ann", "k", "hash", Stop)).State);

        RequestTicket second = await BegunAsync(Store());
        Waiting.Must(await Store().CompleteAsync(second, Answer, Stop));

        Assert.AreEqual(StateFault.Exists, (await Store().AbandonAsync(second, Stop)).Fault);
        Assert.AreEqual(RequestState.Done, (await Store().FindAsync("ann", "k", "hash", Stop)).State);
    }

    [TestMethod]
    public async Task An_answer_lives_for_a_day_and_shares_its_lease()
    {
        IdempotencyStore store = Store();
        for (int i = 0; i < 5; i++)
        {
            RequestFound begun = await store.BeginAsync("ann", $"k{i}", "hash", Stop);
            Waiting.Must(await store.CompleteAsync(begun.Ticket!, Answer, Stop));
        }

        RangePage page = Waiting.Must(
            await lab.Client.RangeAsync(new RangeQuery(KeyRange.Prefix(keys.RequestsOf("ann"))), Stop));
        long[] leases = [.. page.Items.Select(item => item.Lease).Distinct()];
        Assert.HasCount(5, page.Items);
        Assert.IsLessThanOrEqualTo(2, leases.Length);
        long left = Waiting.Must(await lab.Client.LeaseAsync(leases[0], Stop)).Seconds;
        Assert.IsGreaterThanOrEqualTo((24 * 3600) - 60, left);
        Assert.IsLessThanOrEqualTo(25 * 3600, left);
    }

    [TestMethod]
    public async Task Limits_are_kept()
    {
        IdempotencyStore store = Store(new IdempotencyOptions { RequestsOfPrincipal = 1 });
        RequestTicket ticket = await BegunAsync(store);

        Assert.AreEqual(RequestState.TooMany, (await store.BeginAsync("ann", "k2", "hash", Stop)).State);
        Assert.AreEqual(RequestState.Begun, (await store.BeginAsync("bob", "k2", "hash", Stop)).State);
        Assert.AreEqual(RequestState.BadKey, (await store.BeginAsync("bob", "", "hash", Stop)).State);
        Assert.AreEqual(RequestState.BadKey, (await store.BeginAsync("bob", new('x', 256), "hash", Stop)).State);
        StoredAnswer large = Answer with { Body = new byte[RequestLimits.BodyOctets + 1] };
        Assert.AreEqual(StateFault.TooLarge, (await store.CompleteAsync(ticket, large, Stop)).Fault);
        StoredAnswer most = Answer with { Body = new byte[RequestLimits.BodyOctets] };
        Waiting.Must(await store.CompleteAsync(ticket, most, Stop));
        Assert.AreEqual(
            RequestLimits.BodyOctets, (await store.FindAsync("ann", "k", "hash", Stop)).Answer!.Body.Length);
    }

    [TestMethod]
    [DataRow("no JSON")]
    [DataRow("{\"version\":2}")]
    [DataRow("{\"version\":1,\"hash\":\"hash\",\"maker\":\"\",\"status\":\"x\"}")]
    public async Task What_no_registrar_wrote_is_a_fault_of_the_store(string value)
    {
        RequestTicket ticket = await BegunAsync(Store());
        RangePage page = Waiting.Must(
            await lab.Client.RangeAsync(new RangeQuery(KeyRange.Prefix(keys.Requests)), Stop));
        Waiting.Must(await lab.Client.PutAsync(page.First!.Key, Waiting.Bytes(value), 0, Stop));

        Assert.AreEqual(
            RequestState.Store, (await Store().BeginAsync(ticket.Principal, "k", "hash", Stop)).State);
    }

    [TestMethod]
    public async Task A_beginning_whose_answer_is_lost_is_found_again()
    {
        int[] ports = Ports.Free(2);
        using Member member = new("m", ports[0], ports[1], $"m=http://127.0.0.1:{ports[1]}", "http");
        using ForgetfulProxy proxy = new(ports[0], "request_put");
        using EtcdClient client = Waiting.ClientOf(proxy.Endpoint);
        await Waiting.ReadyAsync(client, Stop);
        IdempotencyStore store = new(client, keys, Time);
        proxy.Lose(1);

        RequestTicket ticket = await BegunAsync(store);

        Assert.AreEqual(1, proxy.Lost);
        Waiting.Must(await store.CompleteAsync(ticket, Answer, Stop));
    }

    private IdempotencyStore Store(IdempotencyOptions? options = null) => new(lab.Client, keys, Time, options);

    private async Task<RequestTicket> BegunAsync(IdempotencyStore store)
    {
        RequestFound begun = await store.BeginAsync("ann", "k", "hash", Stop);
        Assert.AreEqual(RequestState.Begun, begun.State, begun.Detail);
        return begun.Ticket!;
    }
}
