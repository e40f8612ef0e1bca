using HiperNet.Registrar.State;
using HiperNet.Registrar.Tests.State.Lab;
using HiperNet.Testing;
using static HiperNet.Registrar.Tests.State.Lab.Waiting;

namespace HiperNet.Registrar.Tests.State;

/// <summary>Watches of a real etcd.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class EtcdWatchTests
{
    private static EtcdLab lab = null!;
    private static EtcdClient client = null!;

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
    public async Task A_watch_gives_a_sign_that_it_has_begun_and_tells_what_comes_after()
    {
        await using IAsyncEnumerator<WatchBatch> watch = client
            .WatchAsync(new WatchQuery(KeyRange.Prefix("w/")) { WithPrevious = true }, Stop)
            .GetAsyncEnumerator(Stop);
        Assert.IsTrue(await watch.MoveNextAsync());
        Assert.HasCount(0, watch.Current.Events);

        long revision = Must(await client.PutAsync(Bytes("w/a"), Bytes("1"), cancellation: Stop)).Revision;
        Must(await client.PutAsync(Bytes("other"), Bytes("1"), cancellation: Stop));
        Must(await client.DeleteAsync(KeyRange.Single("w/a"), Stop));
        Assert.IsTrue(await watch.MoveNextAsync());
        WatchEvent put = watch.Current.Events.Single();
        Assert.IsTrue(await watch.MoveNextAsync());
        WatchEvent deleted = watch.Current.Events.Single();

        Assert.AreEqual(revision, put.Item.ModRevision);
        Assert.IsFalse(put.IsDelete);
        Assert.IsNull(put.Previous);
        Assert.IsTrue(deleted.IsDelete);
        Assert.AreEqual("1", deleted.Previous!.ValueText);
        Assert.AreEqual(revision + 2, watch.Current.Revision);
    }

    [TestMethod]
    public async Task A_watch_that_catches_up_leaves_nothing_out()
    {
        // More revisions than etcd sends at once: of those before the last line, the header has a later revision.
        const int Count = 2_600;
        long first = 0;
        for (int i = 0; i < Count; i += 100)
        {
            long[] revisions = await Task.WhenAll(Enumerable.Range(i, 100).Select(async n =>
                Must(await client.PutAsync(Bytes($"c/{n}"), Bytes("x"), cancellation: Stop)).Revision));
            first = first == 0 ? revisions.Min() : first;
        }

        List<WatchBatch> told = await TakeAsync(
            client.WatchAsync(new WatchQuery(KeyRange.Prefix("c/")) { StartRevision = first }, Stop), Count, Stop);

        CollectionAssert.AreEqual(
            Enumerable.Range(0, Count).Select(i => first + i).ToArray(),
            told.SelectMany(batch => batch.Events).Select(one => one.Item.ModRevision).ToArray());
        Assert.IsGreaterThan(2, told.Count);
        foreach (WatchBatch batch in told.Where(batch => batch.Events.Count > 0))
        {
            Assert.AreEqual(batch.Events[^1].Item.ModRevision, batch.Revision);
        }
    }

    [TestMethod]
    public async Task A_revision_that_comes_in_fragments_is_told_whole()
    {
        for (int i = 0; i < 40; i++)
        {
            Must(await client.PutAsync(Bytes($"f/{i:00}"), new byte[100_000], cancellation: Stop));
        }

        long deleted = Must(await client.DeleteAsync(KeyRange.Prefix("f/"), Stop)).Revision;

        List<WatchBatch> told = await TakeAsync(
            client.WatchAsync(
                new WatchQuery(KeyRange.Prefix("f/")) { StartRevision = deleted, WithPrevious = true }, Stop),
            40,
            Stop);

        Assert.HasCount(40, told[^1].Events);
        Assert.IsTrue(told[^1].Events.All(one => one.Previous!.Value.Length == 100_000));
    }

    [TestMethod]
    public async Task A_watch_from_a_revision_that_was_compacted_ends_and_says_from_where_it_can_be_read()
    {
        long old = Must(await client.PutAsync(Bytes("k"), Bytes("1"), cancellation: Stop)).Revision;
        long late = Must(await client.PutAsync(Bytes("k"), Bytes("2"), cancellation: Stop)).Revision;
        Must(await client.CompactAsync(late, Stop));

        List<WatchBatch> told = [];
        await foreach (WatchBatch batch in client.WatchAsync(
            new WatchQuery(KeyRange.Single("k")) { StartRevision = old }, Stop))
        {
            told.Add(batch);
        }

        Assert.AreEqual(StateFault.Compacted, told[^1].Fault);
        Assert.AreEqual(late, told[^1].CompactRevision);
        Assert.AreEqual(
            StateFault.Compacted,
            (await client.RangeAsync(new RangeQuery(KeyRange.Single("k")) { Revision = old }, Stop)).Fault);
    }

    [TestMethod]
    public async Task A_watch_goes_on_when_etcd_was_killed()
    {
        long begun = Must(await client.PutAsync(Bytes("s/0"), Bytes("x"), cancellation: Stop)).Revision;
        Task<List<WatchBatch>> watch = TakeAsync(
            client.WatchAsync(new WatchQuery(KeyRange.Prefix("s/")) { StartRevision = begun }, Stop), 4, Stop);
        Must(await client.PutAsync(Bytes("s/1"), Bytes("x"), cancellation: Stop));

        using (System.Diagnostics.Process process = System.Diagnostics.Process.GetProcessById(lab.Etcd.ProcessId))
        {
            process.Kill();
        }

        await UntilAsync(() => lab.Etcd.Starts > 1, Stop);
        await ReadyAsync(client, Stop);
        Must(await client.PutAsync(Bytes("s/2"), Bytes("x"), cancellation: Stop));
        Must(await client.PutAsync(Bytes("s/3"), Bytes("x"), cancellation: Stop));

        CollectionAssert.AreEqual(
            (string[])["s/0", "s/1", "s/2", "s/3"],
            (await watch).SelectMany(batch => batch.Events).Select(one => one.Item.KeyText).ToArray());
    }
}
