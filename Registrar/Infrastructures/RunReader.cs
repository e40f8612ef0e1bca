using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Infrastructures;

/// <summary>Reads infrastructures.</summary>
internal sealed class RunReader(InfrastructureParts parts)
{
    private const int PageRuns = 100;

    /// <summary>One of them, all of it at one revision.</summary>
    public async Task<Outcome<StoredRun>> ReadAsync(string id, CancellationToken cancellation)
    {
        if (!VpxiRecord.IsId(id))
        {
            return Unknown(id);
        }

        StateResult<TransactionAnswer> read = await parts.Store.TransactAsync(
            new Transaction(
                [],
                [
                    Range(KeyRange.Single(parts.Own.Run(id))),
                    Range(KeyRange.Single(parts.Keys.Vpxi(id))),
                    Range(KeyRange.Prefix(parts.Own.NodesOf(id))),
                    Range(KeyRange.Prefix(parts.Own.SharesOf(id))),
                ],
                []),
            cancellation);
        if (!read.IsDone)
        {
            return Outcome<StoredRun>.Failed(read);
        }

        IReadOnlyList<KeyValue>[] found = [.. read.Value.Answers.Select(answer => answer.Page?.Items ?? [])];
        return found[0].Count == 0
            ? Unknown(id)
            : Outcome<StoredRun>.Done(new StoredRun(
                InfrastructureCodec.ReadRun(found[0][0].Value),
                found[0][0].ModRevision,
                found[1].Count == 0 ? null : RecordCodec.ReadVpxi(found[1][0].Value),
                [.. found[2].Select(item => InfrastructureCodec.ReadNode(item.Value))],
                [.. found[3].Select(item => InfrastructureCodec.ReadShare(item.Value))]));
    }

    /// <summary>The names of some, in their order, and whether there are more.</summary>
    public async Task<StateResult<RunPage>> ListAsync(string? after, CancellationToken cancellation)
    {
        KeyRange all = KeyRange.Prefix(parts.Own.Runs);
        StateResult<RangePage> page = await parts.Store.RangeAsync(
            new RangeQuery(after is null ? all : all.After(parts.Own.Run(after))) { Limit = PageRuns }, cancellation);
        return page.IsDone
            ? StateResult<RunPage>.Done(new RunPage(
                [.. page.Value.Items.Select(item => InfrastructureCodec.ReadRun(item.Value))], page.Value.HasMore))
            : page.As<RunPage>();
    }

    private static Outcome<StoredRun> Unknown(string id) =>
        Outcome<StoredRun>.Failed(AllocatorFault.Unknown, $"there is no '{id}'");

    private static RangeOperation Range(KeyRange range) => new(new RangeQuery(range));
}
