using HiperNet.Registrar.State;
using HiperNet.Registrar.Tests.State.Lab;
using HiperNet.Testing;
using static HiperNet.Registrar.Tests.State.Lab.Waiting;

namespace HiperNet.Registrar.Tests.State;

/// <summary>Against a real etcd.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class EtcdClientTests
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
    public async Task A_key_is_read_as_it_was_written()
    {
        byte[] key = [0, 255, 7];
        byte[] value = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

        Written first = Must(await client.PutAsync(key, value, cancellation: Stop));
        Written second = Must(await client.PutAsync(key, value, cancellation: Stop));
        KeyValue read = Must(await client.RangeAsync(new RangeQuery(KeyRange.Single(key)), Stop)).First!;

        CollectionAssert.AreEqual(key, read.Key.ToArray());
        CollectionAssert.AreEqual(value, read.Value.ToArray());
        Assert.AreEqual(first.Revision, read.CreateRevision);
        Assert.AreEqual(second.Revision, read.ModRevision);
        Assert.AreEqual(2, read.Version);
    }

    [TestMethod]
    public async Task A_key_that_is_not_there_is_no_fault()
    {
        RangePage page = Must(await client.RangeAsync(new RangeQuery(KeyRange.Single("absent")), Stop));

        Assert.IsNull(page.First);
        Assert.AreEqual(0, page.Count);
    }

    [TestMethod]
    public async Task A_range_has_exactly_the_keys_with_its_prefix()
    {
        foreach (string key in (string[])["pre", "pre/", "pre/a", "pre/\u00ff", "pre0", "prd"])
        {
            Must(await client.PutAsync(Bytes(key), Bytes(key), cancellation: Stop));
        }

        RangePage page = Must(await client.RangeAsync(new RangeQuery(KeyRange.Prefix("pre/")), Stop));

        CollectionAssert.AreEqual(
            (string[])["pre/", "pre/a", "pre/\u00ff"], page.Items.Select(item => item.KeyText).ToArray());
    }

    [TestMethod]
    public async Task A_prefix_of_ones_has_no_end()
    {
        byte[] key = [255, 255, 3];
        Must(await client.PutAsync(key, key, cancellation: Stop));

        RangePage page = Must(await client.RangeAsync(
            new RangeQuery(KeyRange.Prefix((byte[])[255, 255])), Stop));

        CollectionAssert.AreEqual(key, page.First!.Key.ToArray());
        Assert.HasCount(1, page.Items);
    }

    [TestMethod]
    public async Task Pages_are_all_of_the_revision_of_the_first()
    {
        for (int i = 0; i < 25; i++)
        {
            Must(await client.PutAsync(Bytes($"page/{i:00}"), Bytes("x"), cancellation: Stop));
        }

        List<string> keys = [];
        int pages = 0;
        await foreach (StateResult<RangePage> page in client.PagesAsync(KeyRange.Prefix("page/"), 10, Stop))
        {
            pages++;
            keys.AddRange(Must(page).Items.Select(item => item.KeyText));
            Must(await client.DeleteAsync(KeyRange.Prefix("page/"), Stop));
        }

        Assert.AreEqual(3, pages);
        CollectionAssert.AreEqual(Enumerable.Range(0, 25).Select(i => $"page/{i:00}").ToArray(), keys);
    }

    [TestMethod]
    public async Task A_deletion_tells_how_many_keys_were_there()
    {
        Must(await client.PutAsync(Bytes("del/1"), Bytes("x"), cancellation: Stop));
        Must(await client.PutAsync(Bytes("del/2"), Bytes("x"), cancellation: Stop));

        Assert.AreEqual(2, Must(await client.DeleteAsync(KeyRange.Prefix("del/"), Stop)).Keys);
        Assert.AreEqual(0, Must(await client.DeleteAsync(KeyRange.Prefix("del/"), Stop)).Keys);
    }

    [TestMethod]
    public async Task A_transaction_does_one_of_its_two_lists()
    {
        byte[] key = Bytes("txn");
        Transaction make = new(
            [Compare.Absent(key)],
            [new PutOperation(key, Bytes("1")), new RangeOperation(new RangeQuery(KeyRange.Single(key)))],
            [new RangeOperation(new RangeQuery(KeyRange.Single(key))), new DeleteOperation(KeyRange.Single(key))]);

        TransactionAnswer first = Must(await client.TransactAsync(make, Stop));
        TransactionAnswer second = Must(await client.TransactAsync(make, Stop));

        Assert.IsTrue(first.Succeeded);
        Assert.AreEqual("1", first.Answers[1].Page!.First!.ValueText);
        Assert.IsFalse(second.Succeeded);
        Assert.AreEqual("1", second.Answers[0].Page!.First!.ValueText);
        Assert.AreEqual(1, second.Answers[1].Keys);
    }

    [TestMethod]
    [DataRow(CompareRelation.Equal, 2, true)]
    [DataRow(CompareRelation.Equal, 0, false)]
    [DataRow(CompareRelation.NotEqual, 2, false)]
    [DataRow(CompareRelation.Greater, 1, true)]
    [DataRow(CompareRelation.Greater, 2, false)]
    [DataRow(CompareRelation.Less, 3, true)]
    [DataRow(CompareRelation.Less, 2, false)]
    public async Task A_version_is_compared(CompareRelation relation, int version, bool holds)
    {
        byte[] key = Bytes("version");
        Must(await client.DeleteAsync(KeyRange.Single(key), Stop));
        Must(await client.PutAsync(key, Bytes("a"), cancellation: Stop));
        Must(await client.PutAsync(key, Bytes("b"), cancellation: Stop));

        Assert.AreEqual(holds, await HoldsAsync(Compare.Version(key, version, relation)));
    }

    [TestMethod]
    public async Task Revisions_and_values_are_compared()
    {
        byte[] key = Bytes("compared");
        long made = Must(await client.PutAsync(key, Bytes("a"), cancellation: Stop)).Revision;
        long written = Must(await client.PutAsync(key, Bytes("b"), cancellation: Stop)).Revision;

        Assert.IsTrue(await HoldsAsync(Compare.CreateRevision(key, made)));
        Assert.IsTrue(await HoldsAsync(Compare.ModRevision(key, written)));
        Assert.IsFalse(await HoldsAsync(Compare.ModRevision(key, made)));
        Assert.IsTrue(await HoldsAsync(Compare.Value(key, Bytes("b"))));
        Assert.IsFalse(await HoldsAsync(Compare.Value(key, Bytes("a"))));
        Assert.IsFalse(await HoldsAsync(Compare.Absent(key)));
        Assert.IsFalse(await HoldsAsync(Compare.Value(Bytes("not there"), Bytes(""))));
    }

    [TestMethod]
    public async Task A_transaction_of_129_operations_is_too_many()
    {
        StateResult<TransactionAnswer> most = await client.TransactAsync(Puts(EtcdLimits.Operations), Stop);
        StateResult<TransactionAnswer> more = await client.TransactAsync(Puts(EtcdLimits.Operations + 1), Stop);

        Assert.AreEqual(StateFault.None, most.Fault);
        Assert.AreEqual(StateFault.TooManyOperations, more.Fault);
    }

    [TestMethod]
    [DataRow(1_600_000)]
    [DataRow(4_600_000)]
    public async Task A_value_of_more_than_etcd_takes_is_too_large(int octets) =>
        Assert.AreEqual(
            StateFault.TooLarge,
            (await client.PutAsync(Bytes("large"), new byte[octets], cancellation: Stop)).Fault);

    [TestMethod]
    public async Task A_key_that_a_transaction_writes_twice_is_refused()
    {
        PutOperation put = new(Bytes("twice"), Bytes("x"));

        StateResult<TransactionAnswer> result = await client.TransactAsync(new Transaction([], [put, put], []), Stop);

        Assert.AreEqual(StateFault.Refused, result.Fault);
        Assert.Contains("duplicate key", result.Detail, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task An_empty_key_is_refused() =>
        Assert.AreEqual(StateFault.Refused, (await client.PutAsync(default, Bytes("x"), cancellation: Stop)).Fault);

    [TestMethod]
    public async Task A_lease_takes_its_keys_along_when_it_is_revoked()
    {
        Lease lease = Must(await client.GrantLeaseAsync(60, cancellation: Stop));
        Must(await client.PutAsync(Bytes("leased"), Bytes("x"), lease.Id, Stop));
        Assert.AreEqual(
            lease.Id, Must(await client.RangeAsync(new RangeQuery(KeyRange.Single("leased")), Stop)).First!.Lease);
        Assert.AreEqual(60, Must(await client.LeaseAsync(lease.Id, Stop)).GrantedSeconds);
        Assert.AreEqual(60, Must(await client.KeepAliveAsync(lease.Id, Stop)).Seconds);

        Must(await client.RevokeLeaseAsync(lease.Id, Stop));

        Assert.IsNull(Must(await client.RangeAsync(new RangeQuery(KeyRange.Single("leased")), Stop)).First);
        Assert.AreEqual(StateFault.NotFound, (await client.KeepAliveAsync(lease.Id, Stop)).Fault);
        Assert.AreEqual(StateFault.NotFound, (await client.LeaseAsync(lease.Id, Stop)).Fault);
        Assert.AreEqual(StateFault.NotFound, (await client.RevokeLeaseAsync(lease.Id, Stop)).Fault);
        Assert.AreEqual(
            StateFault.NotFound, (await client.PutAsync(Bytes("leased"), Bytes("x"), lease.Id, Stop)).Fault);
    }

    [TestMethod]
    public async Task A_lease_with_the_number_of_another_one_is_refused()
    {
        Must(await client.GrantLeaseAsync(60, 7, Stop));

        Assert.AreEqual(StateFault.Exists, (await client.GrantLeaseAsync(60, 7, Stop)).Fault);
    }

    [TestMethod]
    public async Task A_lease_that_nobody_keeps_alive_takes_its_keys_along()
    {
        Lease lease = Must(await client.GrantLeaseAsync(1, cancellation: Stop));
        long put = Must(await client.PutAsync(Bytes("short"), Bytes("x"), lease.Id, Stop)).Revision;

        List<WatchBatch> told = await TakeAsync(
            client.WatchAsync(new WatchQuery(KeyRange.Single("short")) { StartRevision = put + 1 }, Stop), 1, Stop);

        Assert.IsTrue(told[^1].Events[0].IsDelete);
    }

    [TestMethod]
    public async Task A_revision_that_is_not_there_yet_is_told_apart()
    {
        RangeQuery query = new(KeyRange.Single("x")) { Revision = 1L << 40 };

        Assert.AreEqual(StateFault.FutureRevision, (await client.RangeAsync(query, Stop)).Fault);
    }

    [TestMethod]
    public async Task Of_many_who_compare_and_swap_nobody_is_lost()
    {
        byte[] key = Bytes("counter");
        Must(await client.PutAsync(key, Bytes("0"), cancellation: Stop));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                for (int done = 0; done < 25;)
                {
                    KeyValue now = Must(await client.RangeAsync(new RangeQuery(KeyRange.Single(key)), Stop)).First!;
                    PutOperation put = new(key, Bytes($"{int.Parse(now.ValueText) + 1}"));
                    Transaction swap = new([Compare.ModRevision(key, now.ModRevision)], [put], []);
                    done += Must(await client.TransactAsync(swap, Stop)).Succeeded ? 1 : 0;
                }
            },
            Stop)));

        Assert.AreEqual(
            "100", Must(await client.RangeAsync(new RangeQuery(KeyRange.Single(key)), Stop)).First!.ValueText);
    }

    [TestMethod]
    public async Task A_member_tells_how_it_is()
    {
        EtcdStatus status = Must(await client.StatusAsync(Stop));

        Assert.AreEqual(status.Member, status.Leader);
        Assert.IsGreaterThan(0, status.Octets);
        Assert.IsTrue(Version.TryParse(status.Version, out _));
    }

    [TestMethod]
    public async Task A_call_that_its_caller_cancels_throws() =>
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => client.StatusAsync(new CancellationToken(canceled: true)));

    private static Transaction Puts(int count) => new(
        [], [.. Enumerable.Range(0, count).Select(i => new PutOperation(Bytes($"many/{i}"), Bytes("x")))], []);

    private async Task<bool> HoldsAsync(Compare condition) =>
        Must(await client.TransactAsync(new Transaction([condition], [], []), Stop)).Succeeded;
}
