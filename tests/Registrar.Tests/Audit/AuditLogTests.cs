using System.Text;
using HiperNet.Registrar.Audit;
using HiperNet.Registrar.State;
using HiperNet.Registrar.Tests.State.Lab;
using HiperNet.Testing;

namespace HiperNet.Registrar.Tests.Audit;

[TestClass]
public sealed class AuditLogTests
{
    public required TestContext TestContext { get; init; }

    private CancellationToken Stop => TestContext.CancellationToken;

    [TestMethod]
    [RequiresProgram("etcd")]
    public async Task A_log_in_etcd_is_written_by_several_at_once_and_proves_every_entry()
    {
        using TemporaryDirectory directory = new();
        await using PrivateEtcd etcd = await PrivateEtcd.StartAsync(
            new PrivateEtcdOptions { Directory = directory.Place }, Stop);
        using EtcdClient client = Waiting.ClientOf(etcd.Endpoint);
        const int Writers = 3;
        const int Each = 20;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            using AuditLog log = new(new EtcdLogStore(client, "log/"));
            for (int i = 0; i < Each; i++)
            {
                ReadOnlyMemory<byte>[] two = [Entry($"{writer}/{i}"), Entry($"{writer}+{i}")];
                Appended done = Waiting.Must(await log.AppendAsync(two, Stop));
                Assert.IsGreaterThanOrEqualTo(done.First + 2, done.Size);
            }
        }));

        using AuditLog reader = new(new EtcdLogStore(client, "log/"));
        LogHead head = Waiting.Must(await reader.HeadAsync(Stop));
        IReadOnlyList<ReadOnlyMemory<byte>> entries =
            Waiting.Must(await reader.EntriesAsync(0, (int)head.Size, Stop));
        Assert.AreEqual(2 * Writers * Each, head.Size);
        Assert.AreEqual(
            2 * Writers * Each, entries.Select(entry => Encoding.UTF8.GetString(entry.Span)).Distinct().Count());
        foreach (int index in (int[])[0, 1, 63, 64, 100, 119])
        {
            MerkleProof proof = Waiting.Must(await reader.InclusionAsync(index, head.Size, Stop));
            Assert.IsTrue(MerkleProofs.VerifyInclusion(
                MerkleHash.Leaf(entries[index].Span), index, head.Size, proof.Path, head.Root));
        }

        MerkleProof grown = Waiting.Must(await reader.ConsistencyAsync(70, head.Size, Stop));
        Assert.IsTrue(MerkleProofs.VerifyConsistency(
            70, Waiting.Must(await reader.RootAsync(70, Stop)).Hash, head.Size, head.Root, grown.Path));
        Assert.AreEqual(StateFault.BadAnswer, (await reader.InclusionAsync(0, 4_000, Stop)).Fault);
    }

    [TestMethod]
    [RequiresProgram("etcd")]
    public async Task A_batch_of_the_most_entries_fits_into_a_transaction_at_every_size()
    {
        using TemporaryDirectory directory = new();
        await using PrivateEtcd etcd = await PrivateEtcd.StartAsync(
            new PrivateEtcdOptions { Directory = directory.Place }, Stop);
        using EtcdClient client = Waiting.ClientOf(etcd.Endpoint);
        using AuditLog log = new(new EtcdLogStore(client, "log/"));
        ReadOnlyMemory<byte>[] most =
            [.. Enumerable.Range(0, LogLimits.BatchEntries).Select(i => Entry($"{i}"))];
        for (int i = 0; i < 15; i++)
        {
            Waiting.Must(await log.AppendAsync(most, Stop));
        }

        // Of a size that is all ones in binary, one leaf fills a subtree at every level.
        LogHead large = Head(LogLimits.Entries - 1);
        List<LogNode> nodes = [];
        for (int i = 0; i < LogLimits.BatchEntries; i++)
        {
            large = large.Add(MerkleHash.Empty, nodes);
        }

        Assert.IsLessThanOrEqualTo(EtcdLimits.Operations, 1 + LogLimits.BatchEntries + nodes.Count);
    }

    [TestMethod]
    [RequiresProgram("etcd")]
    public async Task An_append_onto_a_full_disk_is_refused_and_the_log_stays_whole()
    {
        using TemporaryDirectory directory = new();
        await using PrivateEtcd etcd = await PrivateEtcd.StartAsync(
            new PrivateEtcdOptions { Directory = directory.Place, QuotaOctets = 1 << 20 }, Stop);
        using EtcdClient client = Waiting.ClientOf(etcd.Endpoint);
        using AuditLog log = new(new EtcdLogStore(client, "log/"));
        byte[] entry = new byte[LogLimits.EntryOctets];
        StateResult<Appended> last;
        Appended? whole = null;
        int tries = 0;
        do
        {
            entry[0]++;
            last = await log.AppendAsync([entry], Stop);
            whole = last.Value ?? whole;
        }
        while (last.IsDone && ++tries < 100);

        LogHead head = Waiting.Must(await log.HeadAsync(Stop));
        MerkleProof proof = Waiting.Must(await log.InclusionAsync(0, head.Size, Stop));

        Assert.AreEqual(StateFault.NoSpace, last.Fault);
        Assert.AreEqual(whole!.Root, head.Root);
        entry[0] = 1;
        Assert.IsTrue(MerkleProofs.VerifyInclusion(MerkleHash.Leaf(entry), 0, head.Size, proof.Path, head.Root));
    }

    [TestMethod]
    public async Task An_append_and_a_proof_read_a_logarithmic_number_of_hashes()
    {
        MemoryLogStore store = new();
        using AuditLog log = new(store);
        ReadOnlyMemory<byte>[] some = [.. Enumerable.Range(0, 16).Select(i => Entry($"{i}"))];
        for (int i = 0; i < 256; i++)
        {
            await log.AppendAsync(some, Stop);
        }

        await log.AppendAsync([Entry("odd")], Stop);
        Assert.AreEqual(0, store.NodesRead, "an append needs the head only");
        await log.InclusionAsync(2_000, 4_097, Stop);
        await log.InclusionAsync(4_094, 4_095, Stop);
        await log.ConsistencyAsync(2_047, 4_095, Stop);

        Assert.IsLessThanOrEqualTo(3 * 2 * 12, store.NodesRead);
    }

    [TestMethod]
    [DataRow(Loss.OfAnswer)]
    [DataRow(Loss.OfRequest)]
    public async Task An_append_whose_answer_is_lost_is_there_once(Loss loss)
    {
        MemoryLogStore inner = new();
        LossyStore store = new(inner);
        using AuditLog log = new(store);
        await log.AppendAsync([Entry("before")], Stop);
        store.Losses.Enqueue(loss);

        Appended done = Waiting.Must(await log.AppendAsync([Entry("lost"), Entry("found")], Stop));
        Appended next = Waiting.Must(await log.AppendAsync([Entry("after")], Stop));

        Assert.AreEqual(1, done.First);
        Assert.AreEqual(3, done.Size);
        Assert.AreEqual(4, next.Size);
        Assert.AreEqual((await log.RootAsync(3, Stop)).Value!.Hash, done.Root);
    }

    [TestMethod]
    public async Task An_append_whose_answer_is_lost_while_another_one_writes_is_there_once()
    {
        MemoryLogStore inner = new();
        LossyStore store = new(inner);
        using AuditLog log = new(store);
        using AuditLog other = new(inner);
        Waiting.Must(await log.AppendAsync([Entry("before")], Stop));
        Waiting.Must(await other.AppendAsync([Entry("other")], Stop));
        store.Losses.Enqueue(Loss.OfRequest);

        Appended done = Waiting.Must(await log.AppendAsync([Entry("mine")], Stop));

        Assert.AreEqual(2, done.First);
        Assert.AreEqual(3, Waiting.Must(await log.HeadAsync(Stop)).Size);
    }

    [TestMethod]
    public async Task An_append_that_cannot_be_written_is_refused_and_changes_nothing()
    {
        MemoryLogStore inner = new();
        LossyStore store = new(inner);
        using AuditLog log = new(store);
        MerkleHash before = Waiting.Must(await log.AppendAsync([Entry("a")], Stop)).Root;
        store.Losses.Enqueue(Loss.Refusal);

        StateResult<Appended> refused = await log.AppendAsync([Entry("b")], Stop);

        Assert.AreEqual(StateFault.Unavailable, refused.Fault);
        Assert.AreEqual(before, Waiting.Must(await log.HeadAsync(Stop)).Root);
    }

    [TestMethod]
    public async Task An_append_that_may_have_been_written_is_never_called_refused()
    {
        LossyStore store = new(new MemoryLogStore());
        using AuditLog log = new(store);
        store.Losses.Enqueue(Loss.OfRequest);
        store.Losses.Enqueue(Loss.Refusal);

        Assert.AreEqual(StateFault.UnknownOutcome, (await log.AppendAsync([Entry("a")], Stop)).Fault);
    }

    [TestMethod]
    public async Task An_append_outside_the_limits_is_refused()
    {
        using AuditLog log = new(new MemoryLogStore());
        byte[] longest = new byte[LogLimits.EntryOctets];

        Assert.AreEqual(StateFault.TooLarge, (await log.AppendAsync([], Stop)).Fault);
        Assert.AreEqual(
            StateFault.TooLarge, (await log.AppendAsync([new byte[LogLimits.EntryOctets + 1]], Stop)).Fault);
        Assert.AreEqual(StateFault.TooLarge, (await log.AppendAsync(Many(9, longest), Stop)).Fault);
        Assert.AreEqual(
            StateFault.TooLarge, (await log.AppendAsync(Many(LogLimits.BatchEntries + 1, []), Stop)).Fault);
        Assert.IsTrue((await log.AppendAsync(Many(8, longest), Stop)).IsDone);
    }

    private static ReadOnlyMemory<byte>[] Many(int count, byte[] entry) =>
        [.. Enumerable.Repeat((ReadOnlyMemory<byte>)entry, count)];

    private static ReadOnlyMemory<byte> Entry(string text) => Encoding.UTF8.GetBytes(text);

    internal static LogHead Head(long size)
    {
        byte[] octets = new byte[9 + (System.Numerics.BitOperations.PopCount((ulong)size) * MerkleHash.Octets)];
        octets[0] = 1;
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(octets.AsSpan(1), size);
        Assert.IsTrue(LogHead.TryRead(octets, out LogHead? head));
        return head;
    }
}
