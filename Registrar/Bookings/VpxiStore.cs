using System.Text;
using HiperNet.Registrar.Audit;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Bookings;

/// <summary>Reads and writes the records of infrastructures.</summary>
internal sealed class VpxiStore(EtcdClient store, StateKeys keys, AuditOutbox outbox)
{
    private const int PageKeys = 200;

    /// <summary>A record with its revision; null if there is none.</summary>
    public async Task<(StoredVpxi? Vpxi, AllocatorResult? Failed)> ReadAsync(
        string id, CancellationToken cancellation)
    {
        StateResult<RangePage> page = await store.RangeAsync(
            new RangeQuery(KeyRange.Single(keys.Vpxi(id))), cancellation);
        return page.IsDone
            ? (page.Value.First is { } item ? Stored(item) : null, null)
            : (null, AllocatorResult.Failed(page.Fault, page.Detail));
    }

    /// <summary>All records that can be read; one that cannot must not keep the others from being swept.</summary>
    public async Task<(IReadOnlyList<StoredVpxi> All, AllocatorResult? Failed)> AllAsync(
        CancellationToken cancellation)
    {
        List<StoredVpxi> all = [];
        await foreach (StateResult<RangePage> page in store.PagesAsync(
            KeyRange.Prefix(Encoding.UTF8.GetBytes(keys.Vpxis)), PageKeys, cancellation))
        {
            if (!page.IsDone)
            {
                return ([], AllocatorResult.Failed(page.Fault, page.Detail));
            }

            all.AddRange(page.Value.Items.Select(Readable).OfType<StoredVpxi>());
        }

        return (all, null);
    }

    /// <summary>Writes a record if nobody else has, together with other changes.</summary>
    /// <param name="vpxi">The record.</param>
    /// <param name="revision">The revision that it replaces; 0 for a new one.</param>
    /// <param name="changes">What else is written in the same transaction.</param>
    /// <param name="conditions">What else must hold.</param>
    /// <param name="told">What the log is told.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<StateResult<TransactionAnswer>> WriteAsync(
        VpxiRecord vpxi,
        long revision,
        IReadOnlyList<CalendarChange> changes,
        IReadOnlyList<Compare> conditions,
        AuditEvent? told,
        CancellationToken cancellation) =>
        WriteAsync(vpxi, revision, changes, conditions, told, [], cancellation);

    /// <summary>Writes a record if nobody else has, with other changes and what others want done.</summary>
    public Task<StateResult<TransactionAnswer>> WriteAsync(
        VpxiRecord vpxi,
        long revision,
        IReadOnlyList<CalendarChange> changes,
        IReadOnlyList<Compare> conditions,
        AuditEvent? told,
        IReadOnlyList<Operation> more,
        CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> key = keys.Vpxi(vpxi.Id);
        return ChangeAsync(
            key,
            revision,
            [new PutOperation(key, RecordCodec.Write(vpxi)), .. EntryOf(told), .. more],
            changes,
            conditions,
            cancellation);
    }

    /// <summary>Deletes a record if nobody else has written it, together with other changes.</summary>
    public Task<StateResult<TransactionAnswer>> DeleteAsync(
        StoredVpxi vpxi, IReadOnlyList<CalendarChange> changes, AuditEvent? told, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> key = keys.Vpxi(vpxi.Record.Id);
        return ChangeAsync(
            key,
            vpxi.Revision,
            [new DeleteOperation(KeyRange.Single(key)), .. EntryOf(told)],
            changes,
            [],
            cancellation);
    }

    /// <summary>Writes calendars as long as nobody has written the record.</summary>
    public Task<StateResult<TransactionAnswer>> ChangeAsync(
        StoredVpxi vpxi, IReadOnlyList<CalendarChange> changes, CancellationToken cancellation) =>
        ChangeAsync(keys.Vpxi(vpxi.Record.Id), vpxi.Revision, [], changes, [], cancellation);

    /// <summary>Writes calendars in parts, as long as nobody has written the record.</summary>
    /// <returns>Null if all are written; otherwise what became of the part that is not.</returns>
    public async Task<StateResult<TransactionAnswer>?> ChangeInPartsAsync(
        StoredVpxi vpxi, IReadOnlyList<CalendarChange> changes, CancellationToken cancellation)
    {
        foreach (CalendarChange[] part in changes.Chunk(AllocatorParts.MostChanges))
        {
            StateResult<TransactionAnswer> answer = await ChangeAsync(vpxi, part, cancellation);
            if (answer is not { Value.Succeeded: true })
            {
                return answer;
            }
        }

        return null;
    }

    private static StoredVpxi? Readable(KeyValue item)
    {
        try
        {
            return Stored(item);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static StoredVpxi Stored(KeyValue item) => new(RecordCodec.ReadVpxi(item.Value), item.ModRevision);

    private IEnumerable<Operation> EntryOf(AuditEvent? told) => told is null ? [] : [outbox.Entry(told)];

    private Task<StateResult<TransactionAnswer>> ChangeAsync(
        ReadOnlyMemory<byte> key,
        long revision,
        IReadOnlyList<Operation> operations,
        IReadOnlyList<CalendarChange> changes,
        IReadOnlyList<Compare> conditions,
        CancellationToken cancellation) => store.TransactAsync(
        new Transaction(
            [Compare.ModRevision(key, revision), .. changes.Select(change => change.Condition), .. conditions],
            [.. changes.Select(change => change.Put).OfType<PutOperation>(), .. operations],
            []),
        cancellation);
}
