using HiperNet.Registrar.State;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Registrar.Bookings;

/// <summary>Gives an infrastructure another end, in one transaction; one try.</summary>
internal sealed class Extender(AllocatorParts parts)
{
    /// <summary>A result, or null if another change was quicker.</summary>
    public async Task<AllocatorResult?> TryAsync(
        StoredVpxi vpxi, long end, string by, CancellationToken cancellation)
    {
        StateResult<PoolSnapshot> read = await parts.Pool.ReadAsync(withWithdrawn: true, cancellation);
        if (!read.IsDone)
        {
            return AllocatorResult.Failed(read.Fault, read.Detail);
        }

        VpxiRecord record = vpxi.Record;
        if (WantedDocument.Read(record.Document, out string error) is not { } wanted)
        {
            return AllocatorResult.Failed(AllocatorFault.Document, error, record);
        }

        AllocationResult planned = Extension.Plan(read.Value.Bookings, record.Id, record.Allocation, wanted, end);
        if (planned.Allocation is not { } longer)
        {
            return AllocatorResult.Refused(planned.Refusal!, record);
        }

        read.Value.Bookings.Cancel(record.Id, record.Allocation).Book(record.Id, longer, out PoolBookings booked);
        CalendarChange[] changes =
            [.. longer.Resources.Select(name => read.Value.Change(parts.Keys, name, booked, parts.Now))];
        if (changes.Length > AllocatorParts.MostChanges)
        {
            return AllocatorResult.Failed(
                AllocatorFault.TooLarge, $"{changes.Length} resources cannot be extended at once", record);
        }

        VpxiRecord next = record with { Expires = longer.Window.End, Allocation = longer };
        return AllocatorResult.Of(
            await parts.Vpxis.WriteAsync(
                next, vpxi.Revision, changes, [], parts.Events.Extended(record, next, by), cancellation),
            next);
    }
}
