using HiperNet.Registrar.State;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Registrar.Bookings;

/// <summary>
/// Gives an infrastructure another end; one try. It is one transaction if it is small enough. Otherwise calendars are
/// written in parts as long as nobody has written the record, which says meanwhile that it is not settled: a longer
/// window is booked before the record has it, and a shorter one after, so that what the record says is always booked.
/// </summary>
internal sealed class Extender(AllocatorParts parts, Settler settler)
{
    /// <summary>A result, or null if another change was quicker.</summary>
    public async Task<AllocatorResult?> TryAsync(
        StoredVpxi vpxi, long end, string by, bool isFresh, CancellationToken cancellation)
    {
        VpxiRecord record = vpxi.Record;
        if (record.UnsettledUntil is { } until)
        {
            if (until <= parts.Now)
            {
                await settler.TrySettleAsync(vpxi, cancellation);
            }

            return null;
        }

        if (record.Expires == end)
        {
            return AllocatorResult.Done(record);
        }

        StateResult<PoolSnapshot> read = await parts.Pool.ReadAsync(
            withWithdrawn: true, isFresh, cancellation);
        if (!read.IsDone)
        {
            return AllocatorResult.Failed(read.Fault, read.Detail);
        }

        if (WantedDocument.Read(record.Document, out string error) is not { } wanted)
        {
            return AllocatorResult.Failed(AllocatorFault.Document, error, record);
        }

        if (!read.Value.Has(record.Allocation))
        {
            return read.Value.IsCached
                ? await TryAsync(vpxi, end, by, isFresh: true, cancellation)
                : AllocatorResult.Failed(AllocatorFault.State, "a resource of it is not there any more", record);
        }

        AllocationResult planned = Extension.Plan(read.Value.Bookings, record.Id, record.Allocation, wanted, end);
        if (planned.Allocation is not { } longer)
        {
            return read.Value.IsCached
                ? await TryAsync(vpxi, end, by, isFresh: true, cancellation)
                : AllocatorResult.Refused(planned.Refusal!, record);
        }

        read.Value.Bookings.Cancel(record.Id, record.Allocation).Book(record.Id, longer, out PoolBookings booked);
        CalendarChange[] changes = read.Value.Changes(parts, longer, booked);
        VpxiRecord next = record with { Expires = longer.Window.End, Allocation = longer };
        return changes.Length <= AllocatorParts.MostChanges
            ? await WriteAsync(vpxi, next, changes, by, cancellation)
            : next.Expires > record.Expires
                ? await LengthenAsync(vpxi, next, changes, by, cancellation)
                : await ShortenAsync(vpxi, next, by, cancellation);
    }

    /// <summary>Books part by part, then says so. Where a part fails the old end is booked again.</summary>
    private async Task<AllocatorResult?> LengthenAsync(
        StoredVpxi vpxi, VpxiRecord next, CalendarChange[] changes, string by, CancellationToken cancellation)
    {
        VpxiRecord marked = vpxi.Record with { UnsettledUntil = parts.SettleTime };
        StateResult<TransactionAnswer> begun =
            await parts.Vpxis.WriteAsync(marked, vpxi.Revision, [], [], null, cancellation);
        if (AllocatorResult.Of(begun, marked) is not { Fault: AllocatorFault.None })
        {
            return AllocatorResult.Of(begun, vpxi.Record);
        }

        StoredVpxi stored = new(marked, begun.Value!.Revision);
        StateResult<TransactionAnswer>? failed = await parts.Vpxis.ChangeInPartsAsync(stored, changes, cancellation);
        AllocatorResult? result = failed is null
            ? await WriteAsync(stored, next, [], by, cancellation)
            : AllocatorResult.Of(failed, vpxi.Record);
        if (result is not { Fault: AllocatorFault.None })
        {
            await settler.TrySettleAsync(stored, cancellation);
        }

        return result;
    }

    /// <summary>Says so first; what is booked too long until somebody settles it is in nobody's window.</summary>
    private async Task<AllocatorResult?> ShortenAsync(
        StoredVpxi vpxi, VpxiRecord next, string by, CancellationToken cancellation)
    {
        VpxiRecord marked = next with { UnsettledUntil = parts.SettleTime };
        StateResult<TransactionAnswer> written = await parts.Vpxis.WriteAsync(
            marked, vpxi.Revision, [], [], parts.Events.Extended(vpxi.Record, next, by), cancellation);
        if (AllocatorResult.Of(written, marked) is not { Fault: AllocatorFault.None })
        {
            return AllocatorResult.Of(written, vpxi.Record);
        }

        StoredVpxi? settled = await settler.TrySettleAsync(
            new StoredVpxi(marked, written.Value!.Revision), cancellation);
        return AllocatorResult.Done(settled?.Record ?? marked);
    }

    private async Task<AllocatorResult?> WriteAsync(
        StoredVpxi vpxi,
        VpxiRecord next,
        IReadOnlyList<CalendarChange> changes,
        string by,
        CancellationToken cancellation) => AllocatorResult.Of(
        await parts.Vpxis.WriteAsync(
            next, vpxi.Revision, changes, [], parts.Events.Extended(vpxi.Record, next, by), cancellation),
        next);
}
