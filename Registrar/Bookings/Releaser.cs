using HiperNet.Registrar.Audit;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Bookings;

/// <summary>Takes all bookings of an infrastructure away, then its record; one try.</summary>
internal sealed class Releaser(AllocatorParts parts)
{
    /// <summary>A result, or null if another change was quicker.</summary>
    public async Task<AllocatorResult?> TryAsync(
        StoredVpxi vpxi, Parting parting, bool isFresh, CancellationToken cancellation)
    {
        StateResult<PoolSnapshot> read = await parts.Pool.ReadAsync(
            withWithdrawn: true, isFresh, cancellation);
        if (!read.IsDone)
        {
            return AllocatorResult.Failed(read.Fault, read.Detail);
        }

        CalendarChange[] changes =
        [
            .. vpxi.Record.Allocation.Resources
                .Select(resource => read.Value.Without(parts.Keys, resource, vpxi.Record.Id, parts.Now))
                .OfType<CalendarChange>(),
        ];
        return changes.Length <= AllocatorParts.MostChanges
            ? AllocatorResult.Of(
                await parts.Vpxis.DeleteAsync(vpxi, changes, Told(vpxi, parting), cancellation), vpxi.Record)
            : await ReleaseInPartsAsync(vpxi, changes, parting, cancellation);
    }

    /// <summary>The log is told once: when it begins to go.</summary>
    private AuditEvent? Told(StoredVpxi vpxi, Parting parting) =>
        vpxi.Record.State == VpxiState.Releasing ? null : parts.Events.Parted(vpxi.Record, parting);

    /// <summary>Says that it is released, so that no part of it can be booked any more; then part by part.</summary>
    private async Task<AllocatorResult?> ReleaseInPartsAsync(
        StoredVpxi vpxi, CalendarChange[] changes, Parting parting, CancellationToken cancellation)
    {
        if (vpxi.Record.State != VpxiState.Releasing)
        {
            VpxiRecord releasing = vpxi.Record with { State = VpxiState.Releasing };
            StateResult<TransactionAnswer> marked = await parts.Vpxis.WriteAsync(
                releasing, vpxi.Revision, [], [], Told(vpxi, parting), cancellation);
            if (AllocatorResult.Of(marked, releasing) is not { Fault: AllocatorFault.None })
            {
                return AllocatorResult.Of(marked, releasing);
            }

            vpxi = new StoredVpxi(releasing, marked.Value!.Revision);
        }

        CalendarChange[] last = changes[..AllocatorParts.MostChanges];
        if (await parts.Vpxis.ChangeInPartsAsync(vpxi, changes[last.Length..], cancellation) is { } failed)
        {
            return AllocatorResult.Of(failed, vpxi.Record);
        }

        return AllocatorResult.Of(
            await parts.Vpxis.DeleteAsync(vpxi, last, Told(vpxi, parting), cancellation), vpxi.Record);
    }
}
