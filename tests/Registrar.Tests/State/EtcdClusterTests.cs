using System.Diagnostics;
using HiperNet.Registrar.State;
using HiperNet.Registrar.Tests.State.Lab;
using HiperNet.Testing;
using static HiperNet.Registrar.Tests.State.Lab.Waiting;

namespace HiperNet.Registrar.Tests.State;

/// <summary>Three members, of which some die.</summary>
[TestClass]
[RequiresProgram("etcd")]
[RequiresProgram("setpriv")]
public sealed class EtcdClusterTests
{
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(15);

    public required TestContext TestContext { get; init; }

    private CancellationToken Stop => TestContext.CancellationToken;

    [TestMethod]
    public async Task When_the_leader_is_killed_no_answered_write_is_lost_and_a_watch_leaves_nothing_out()
    {
        using Cluster cluster = new();
        using EtcdClient client = new(cluster.Options);
        await ReadyAsync(client, Stop);
        long begun = Must(await client.PutAsync(Bytes("begin"), default, cancellation: Stop)).Revision;
        List<WatchBatch> batches = [];
        Task watch = UntilEndAsync(cluster.Options, begun + 1, batches);

        List<int> answered = [];
        List<int> open = [];
        TimeSpan gap = TimeSpan.Zero;
        Stopwatch since = Stopwatch.StartNew();
        int leader = await cluster.LeaderAsync(Stop);
        for (int i = 0; i < 120; i++)
        {
            if (i == 40)
            {
                cluster.Members[leader].Kill();
            }

            StateResult<Written> result = await client.PutAsync(Bytes($"w/{i:000}"), Bytes("x"), cancellation: Stop);
            (result.IsDone ? answered : open).Add(i);
            Assert.IsTrue(
                result.Fault is StateFault.None or StateFault.UnknownOutcome or StateFault.Unavailable, result.Detail);
            gap = result.IsDone && since.Elapsed > gap ? since.Elapsed : gap;
            since = result.IsDone ? Stopwatch.StartNew() : since;
        }

        Must(await client.PutAsync(Bytes("w/end"), default, cancellation: Stop));
        string[] there =
        [
            .. Must(await client.RangeAsync(new RangeQuery(KeyRange.Prefix("w/")), Stop))
                .Items.Select(item => item.KeyText),
        ];
        await watch;
        string[] told = [.. batches.SelectMany(batch => batch.Events).Select(one => one.Item.KeyText)];

        TestContext.WriteLine($"answered {answered.Count}, open {open.Count}, longest gap {gap.TotalSeconds:0.0} s");
        CollectionAssert.IsSubsetOf(answered.Select(i => $"w/{i:000}").ToArray(), there);
        CollectionAssert.AreEquivalent(there, told);
        Assert.IsGreaterThan(60, answered.Count);
        Assert.IsLessThan(LongestGap, gap);
    }

    [TestMethod]
    public async Task Without_a_majority_writes_are_refused_at_once_and_old_reads_answered_until_a_member_is_back()
    {
        using Cluster cluster = new();
        using EtcdClient all = new(cluster.Options);
        await ReadyAsync(all, Stop);
        Must(await all.PutAsync(Bytes("k"), Bytes("v"), cancellation: Stop));
        int last = await cluster.LeaderAsync(Stop);
        int[] others = [.. Enumerable.Range(0, 3).Where(i => i != last)];
        cluster.Members[others[0]].Kill();
        cluster.Members[others[1]].Kill();
        using EtcdClient one = ClientOf(cluster.Members[last].Endpoint, TimeSpan.FromSeconds(2));

        StateFault fault = StateFault.None;
        await UntilRefusedAsync();
        RangePage old = Must(await one.RangeAsync(
            new RangeQuery(KeyRange.Single("k")) { IsSerializable = true }, Stop));
        cluster.Members[others[0]].Start();
        await ReadyAsync(all, Stop);

        Assert.AreEqual(StateFault.Unavailable, fault);
        Assert.AreEqual("v", old.First!.ValueText);
        Must(await all.PutAsync(Bytes("k"), Bytes("w"), cancellation: Stop));
        Assert.AreEqual("w", Must(await all.RangeAsync(new RangeQuery(KeyRange.Single("k")), Stop)).First!.ValueText);

        async Task UntilRefusedAsync()
        {
            // The leader takes a while to see that it is alone; writes are open until then.
            Stopwatch patience = Stopwatch.StartNew();
            while (fault != StateFault.Unavailable && patience.Elapsed < LongestGap)
            {
                fault = (await one.PutAsync(Bytes("lost"), default, cancellation: Stop)).Fault;
            }
        }
    }

    private async Task UntilEndAsync(EtcdOptions options, long from, List<WatchBatch> batches)
    {
        using EtcdClient client = new(options);
        await foreach (WatchBatch batch in client.WatchAsync(
            new WatchQuery(KeyRange.Prefix("w/")) { StartRevision = from }, Stop))
        {
            batches.Add(batch);
            if (batch.Events.Any(one => one.Item.KeyText == "w/end"))
            {
                break;
            }
        }
    }
}
