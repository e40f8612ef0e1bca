using HiperNet.Registrar.Client.Signatures;
using HiperNet.Registrar.Requests;
using HiperNet.Registrar.State;
using HiperNet.Registrar.Tests.State.Lab;
using HiperNet.Testing;

namespace HiperNet.Registrar.Tests.Requests;

/// <summary>Nonces that replicas share, on a real etcd.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class EtcdReplayCacheTests
{
    private const string Key = "c0ffee";
    private const string Nonce = "abcdefghijklmnop";

    private static readonly TimeProvider Time = TimeProvider.System;
    private static EtcdLab lab = null!;
    private static int registrars;

    private readonly StateKeys keys = StateKeys.Of($"n{Interlocked.Increment(ref registrars)}");

    public required TestContext TestContext { get; init; }

    private CancellationToken Stop => TestContext.CancellationToken;

    private static DateTimeOffset Until => Time.GetUtcNow() + TimeSpan.FromSeconds(90);

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) =>
        lab = await EtcdLab.StartAsync(context.CancellationToken);

    [ClassCleanup]
    public static async Task EndAsync() => await lab.DisposeAsync();

    [TestMethod]
    public async Task A_nonce_that_one_replica_has_taken_is_refused_by_the_others()
    {
        EtcdReplayCache[] replicas = [.. Enumerable.Range(0, 2).Select(_ => Replica())];

        Assert.AreEqual(SignatureFault.None, await replicas[0].UseAsync(Key, Nonce, Until, Stop));
        Assert.AreEqual(SignatureFault.Replayed, await replicas[1].UseAsync(Key, Nonce, Until, Stop));
        Assert.AreEqual(SignatureFault.Replayed, await replicas[0].UseAsync(Key, Nonce, Until, Stop));
        Assert.AreEqual(SignatureFault.None, await replicas[1].UseAsync("other", Nonce, Until, Stop));
    }

    [TestMethod]
    public async Task Of_replicas_that_race_for_a_nonce_one_takes_it()
    {
        EtcdReplayCache[] replicas = [.. Enumerable.Range(0, 4).Select(_ => Replica())];
        for (int i = 0; i < 50; i++)
        {
            string nonce = $"{Nonce}{i}";
            SignatureFault[] faults = await Task.WhenAll(
                replicas.Select(replica => replica.UseAsync(Key, nonce, Until, Stop).AsTask()));

            Assert.AreEqual(1, faults.Count(fault => fault == SignatureFault.None));
            Assert.AreEqual(3, faults.Count(fault => fault == SignatureFault.Replayed));
        }
    }

    [TestMethod]
    public async Task Nonces_of_the_same_time_share_a_lease_that_outlives_them()
    {
        EtcdReplayCache replica = Replica();
        DateTimeOffset until = Until;
        await Task.WhenAll(Enumerable.Range(0, 100).Select(
            i => replica.UseAsync(Key, $"{Nonce}{i}", until, Stop).AsTask()));

        RangePage page = Waiting.Must(await lab.Client.RangeAsync(new RangeQuery(KeyRange.Prefix(keys.Nonces)), Stop));
        long lease = page.Items.Select(item => item.Lease).Distinct().Single();

        Assert.HasCount(100, page.Items);
        long left = Waiting.Must(await lab.Client.LeaseAsync(lease, Stop)).Seconds;
        Assert.IsGreaterThanOrEqualTo((long)(until + RequestLimits.ClockMargin - Time.GetUtcNow()).TotalSeconds, left);
    }

    [TestMethod]
    public async Task A_slash_makes_no_nonce_of_one_key_that_of_another()
    {
        EtcdReplayCache replica = Replica();

        Assert.AreEqual(SignatureFault.None, await replica.UseAsync("a", "b/c", Until, Stop));
        Assert.AreEqual(SignatureFault.None, await replica.UseAsync("a/b", "c", Until, Stop));
        Assert.AreEqual(SignatureFault.Replayed, await Replica().UseAsync("a", "b/c", Until, Stop));
    }

    [TestMethod]
    public async Task A_lease_that_was_lost_is_made_again()
    {
        EtcdReplayCache replica = Replica();
        DateTimeOffset until = Until;
        Assert.AreEqual(SignatureFault.None, await replica.UseAsync(Key, Nonce, until, Stop));
        RangePage page = Waiting.Must(await lab.Client.RangeAsync(new RangeQuery(KeyRange.Prefix(keys.Nonces)), Stop));
        Waiting.Must(await lab.Client.RevokeLeaseAsync(page.First!.Lease, Stop));

        Assert.AreEqual(SignatureFault.None, await replica.UseAsync(Key, Nonce + "2", until, Stop));
        Assert.AreEqual(SignatureFault.Replayed, await Replica().UseAsync(Key, Nonce + "2", until, Stop));
    }

    [TestMethod]
    public async Task A_key_that_sends_too_many_is_refused_and_nothing_of_it_is_written()
    {
        EtcdReplayCache replica = new(lab.Client, keys, Time, new ReplayCache(Time, ofKey: 2));
        for (int i = 0; i < 2; i++)
        {
            Assert.AreEqual(SignatureFault.None, await replica.UseAsync(Key, $"{Nonce}{i}", Until, Stop));
        }

        Assert.AreEqual(SignatureFault.TooMany, await replica.UseAsync(Key, Nonce, Until, Stop));
        RangePage page = Waiting.Must(await lab.Client.RangeAsync(new RangeQuery(KeyRange.Prefix(keys.Nonces)), Stop));
        Assert.HasCount(2, page.Items);
    }

    [TestMethod]
    public async Task What_the_store_cannot_answer_is_refused()
    {
        using EtcdClient nobody = Waiting.ClientOf(
            EtcdEndpoint.Of(new Uri($"http://127.0.0.1:{Ports.Free(1)[0]}")), TimeSpan.FromMilliseconds(300));

        Assert.AreEqual(
            SignatureFault.Unavailable,
            await new EtcdReplayCache(nobody, keys, Time).UseAsync(Key, Nonce, Until, Stop));
    }

    [TestMethod]
    public async Task A_use_whose_answer_is_lost_is_refused_and_used_up()
    {
        int[] ports = Ports.Free(2);
        using Member member = new("m", ports[0], ports[1], $"m=http://127.0.0.1:{ports[1]}", "http");
        using ForgetfulProxy proxy = new(ports[0], "request_put");
        using EtcdClient client = Waiting.ClientOf(proxy.Endpoint);
        await Waiting.ReadyAsync(client, Stop);
        proxy.Lose(1);

        SignatureFault lost = await new EtcdReplayCache(client, keys, Time).UseAsync(Key, Nonce, Until, Stop);
        SignatureFault again = await new EtcdReplayCache(client, keys, Time).UseAsync(Key, Nonce, Until, Stop);

        Assert.AreEqual((SignatureFault.Unavailable, SignatureFault.Replayed), (lost, again));
    }

    private EtcdReplayCache Replica() => new(lab.Client, keys, Time);
}
