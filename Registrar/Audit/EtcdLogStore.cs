using System.Text;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Audit;

/// <summary>
/// A log in etcd. Below its prefix stand <c>head</c>, <c>e/INDEX</c> for entries and <c>n/LEVEL/INDEX</c> for subtrees,
/// numbers in hexadecimal of fixed length so that keys sort as they count. An append is one transaction; it asks that
/// the head is what it was, and that no entry stands where it writes.
/// </summary>
public sealed class EtcdLogStore(EtcdClient client, string prefix) : ILogStore
{
    private readonly byte[] headKey = Encoding.UTF8.GetBytes(prefix + "head");

    /// <inheritdoc/>
    public async Task<StateResult<StoredHead>> ReadHeadAsync(CancellationToken cancellation)
    {
        StateResult<RangePage> read =
            await client.RangeAsync(new RangeQuery(KeyRange.Single(headKey)), cancellation);
        return read.IsDone ? HeadOf(read.Value.First) : read.As<StoredHead>();
    }

    /// <inheritdoc/>
    public async Task<StateResult<IReadOnlyList<MerkleHash>>> ReadNodesAsync(
        IReadOnlyList<NodeId> nodes, CancellationToken cancellation)
    {
        List<MerkleHash> hashes = [];
        foreach (NodeId[] some in nodes.Chunk(EtcdLimits.Operations))
        {
            Operation[] reads =
                [.. some.Select(id => new RangeOperation(new RangeQuery(KeyRange.Single(NodeKey(id)))))];
            StateResult<TransactionAnswer> read =
                await client.TransactAsync(new Transaction([], reads, []), cancellation);
            if (!read.IsDone)
            {
                return read.As<IReadOnlyList<MerkleHash>>();
            }

            foreach (OperationAnswer answer in read.Value.Answers)
            {
                if (answer.Page?.First is not { Value.Length: MerkleHash.Octets } item)
                {
                    return StateResult<IReadOnlyList<MerkleHash>>.Failed(
                        StateFault.BadAnswer, "a node of the log is missing or damaged");
                }

                hashes.Add(MerkleHash.Of(item.Value.Span));
            }
        }

        return StateResult<IReadOnlyList<MerkleHash>>.Done(hashes);
    }

    /// <inheritdoc/>
    public async Task<StateResult<IReadOnlyList<ReadOnlyMemory<byte>>>> ReadEntriesAsync(
        long first, int count, CancellationToken cancellation)
    {
        KeyRange range = new(EntryKey(first), EntryKey(first + count));
        StateResult<RangePage> read = await client.RangeAsync(new RangeQuery(range), cancellation);
        if (!read.IsDone)
        {
            return read.As<IReadOnlyList<ReadOnlyMemory<byte>>>();
        }

        return read.Value.Items.Count == count
            ? StateResult<IReadOnlyList<ReadOnlyMemory<byte>>>.Done([.. read.Value.Items.Select(item => item.Value)])
            : StateResult<IReadOnlyList<ReadOnlyMemory<byte>>>.Failed(
                StateFault.BadAnswer, "an entry of the log is missing");
    }

    /// <inheritdoc/>
    public Task<StateResult<LogWritten>> WriteAsync(LogChange change, CancellationToken cancellation) =>
        WriteAsync(change, [], cancellation);

    /// <summary>The head and the first of the keys in a range, both at the same revision.</summary>
    internal async Task<(StateResult<StoredHead> Head, IReadOnlyList<KeyValue> Waiting)> ReadWithAsync(
        RangeQuery waiting, CancellationToken cancellation)
    {
        RangeQuery head = new(KeyRange.Single(headKey));
        StateResult<TransactionAnswer> read = await client.TransactAsync(
            new Transaction([], [new RangeOperation(head), new RangeOperation(waiting)], []), cancellation);
        return read.IsDone
            ? (HeadOf(read.Value.Answers[0].Page?.First), read.Value.Answers[1].Page?.Items ?? [])
            : (read.As<StoredHead>(), []);
    }

    /// <summary>Writes a change and deletes keys, if nobody has written any of them.</summary>
    internal async Task<StateResult<LogWritten>> WriteAsync(
        LogChange change, IReadOnlyList<KeyValue> consumed, CancellationToken cancellation)
    {
        List<Compare> conditions = [Compare.ModRevision(headKey, change.Mark)];
        List<Operation> writes = [new PutOperation(headKey, change.Head.Write())];
        conditions.AddRange(consumed.Select(item => Compare.ModRevision(item.Key, item.ModRevision)));
        writes.AddRange(consumed.Select(item => new DeleteOperation(KeyRange.Single(item.Key))));
        for (int i = 0; i < change.Entries.Count; i++)
        {
            byte[] key = EntryKey(change.First + i);
            conditions.Add(Compare.Absent(key));
            writes.Add(new PutOperation(key, change.Entries[i]));
        }

        writes.AddRange(change.Nodes.Select(node => new PutOperation(NodeKey(node.Id), node.Hash.ToArray())));
        StateResult<TransactionAnswer> written =
            await client.TransactAsync(new Transaction(conditions, writes, []), cancellation);
        return written.IsDone
            ? StateResult<LogWritten>.Done(new LogWritten(written.Value.Succeeded ? written.Value.Revision : null))
            : written.As<LogWritten>();
    }

    private static StateResult<StoredHead> HeadOf(KeyValue? item)
    {
        if (item is null)
        {
            return StateResult<StoredHead>.Done(new StoredHead(LogHead.Empty, 0));
        }

        return LogHead.TryRead(item.Value.Span, out LogHead? head)
            ? StateResult<StoredHead>.Done(new StoredHead(head, item.ModRevision))
            : StateResult<StoredHead>.Failed(StateFault.BadAnswer, "the head of the log is damaged");
    }

    private byte[] EntryKey(long index) => Encoding.UTF8.GetBytes($"{prefix}e/{index:x16}");

    private byte[] NodeKey(NodeId id) => Encoding.UTF8.GetBytes($"{prefix}n/{id.Level:x2}/{id.Index:x16}");
}
