using HiperNet.Registrar.State;
using HiperNet.Vpxi.Model;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Registrar.Bookings;

/// <summary>
/// Plans the rest of an infrastructure's window anew, without what may not be booked any more; one try. The new
/// bookings take the place of the old ones in one transaction, so that it has all of the one or all of the other. What
/// can stay where it is does.
/// </summary>
internal sealed class Replanner(AllocatorParts parts)
{
    /// <summary>The most calendars and offers of a plan anew: what goes with it needs room too.</summary>
    private const int MostChanges = 64;

    /// <summary>What goes with a change of bookings, beside the calendars and the record.</summary>
    private const int MostAccompanying = EtcdLimits.Operations - MostChanges - 2;

    /// <summary>A result, or null if another change was quicker.</summary>
    public async Task<AllocatorResult?> TryAsync(
        StoredVpxi vpxi,
        AllocationOptions options,
        Func<VpxiRecord, Task<Accompaniment?>> accompany,
        string by,
        CancellationToken cancellation)
    {
        VpxiRecord record = vpxi.Record;
        if (record.UnsettledUntil is not null)
        {
            return null; // Whoever sweeps settles it.
        }

        if (WantedDocument.Read(record.Document, out string error) is not { } wanted)
        {
            return AllocatorResult.Failed(AllocatorFault.Document, error, record);
        }

        if (Rest(wanted, record.Allocation, parts.Now) is not { } rest)
        {
            return AllocatorResult.Failed(AllocatorFault.State, "a part of it has a time of its own", record);
        }

        StateResult<PoolSnapshot> all = await parts.Pool.ReadAsync(withWithdrawn: true, isFresh: true, cancellation);
        StateResult<PoolSnapshot> open = await parts.Pool.ReadAsync(withWithdrawn: false, isFresh: true, cancellation);
        if (!all.IsDone || !open.IsDone)
        {
            StateResult<PoolSnapshot> failed = all.IsDone ? open : all;
            return AllocatorResult.Failed(failed.Fault, failed.Detail);
        }

        PoolBookings free = open.Value.Besides(record.Id);
        AllocationResult planned = Plan(free, rest, record.Allocation, options, cancellation);
        if (planned.Allocation is not { } allocation)
        {
            return AllocatorResult.Refused(planned.Refusal!, record);
        }

        return free.Book(record.Id, allocation, out PoolBookings booked) is { } conflict
            ? AllocatorResult.Failed(AllocatorFault.Busy, conflict, record)
            : await WriteAsync(vpxi, allocation, (all.Value, open.Value, booked), accompany, by, cancellation);
    }

    private static AllocationResult Plan(
        PoolBookings free,
        Infrastructure rest,
        Allocation before,
        AllocationOptions options,
        CancellationToken cancellation)
    {
        Dictionary<string, string> kept = before.Nodes
            .Where(grant => free.Pool.FindNode(grant.Resource) >= 0)
            .ToDictionary(grant => grant.Node, grant => grant.Resource, StringComparer.Ordinal);
        AllocationOptions here = options with { LaterStarts = 0, Kept = kept };
        AllocationResult planned = Allocations.Plan(free, rest, here, cancellation);
        return planned.Allocation is not null || kept.Count == 0
            ? planned
            : Allocations.Plan(free, rest, options with { LaterStarts = 0 }, cancellation);
    }

    /// <summary>
    /// What is left of an infrastructure, at the times for which it was booked; null if that is not the whole of it for
    /// one stretch of time.
    /// </summary>
    private static Infrastructure? Rest(Infrastructure wanted, Allocation booked, long now)
    {
        long start = Math.Max(now, booked.Window.Start);
        if (wanted.Timeline.Count > 0
            || start >= booked.Window.End
            || booked.Nodes.Any(grant => grant.Window != booked.Window)
            || booked.Links.Any(grant => grant.Window != booked.Window))
        {
            return null;
        }

        Period period = Period.Of(new TimeWindow(start, booked.Window.End));
        return wanted with
        {
            Period = period,
            Nodes = [.. wanted.Nodes.Select(node => node with { Period = period })],
            Links = [.. wanted.Links.Select(link => link with { Period = period })],
        };
    }

    private async Task<AllocatorResult?> WriteAsync(
        StoredVpxi vpxi,
        Allocation allocation,
        (PoolSnapshot All, PoolSnapshot Open, PoolBookings Booked) pool,
        Func<VpxiRecord, Task<Accompaniment?>> accompany,
        string by,
        CancellationToken cancellation)
    {
        VpxiRecord next = vpxi.Record with { Allocation = allocation };
        HashSet<string> used = [.. allocation.Resources];
        CalendarChange[] changes =
        [
            .. used.Select(resource => pool.Open.Change(parts.Keys, resource, pool.Booked, parts.Now)),
            .. vpxi.Record.Allocation.Resources.Where(resource => !used.Contains(resource))
                .Select(resource => pool.All.Without(parts.Keys, resource, next.Id, parts.Now))
                .OfType<CalendarChange>(),
        ];
        Compare[] offers = pool.Open.OffersUnchanged(parts.Keys, allocation);
        if (changes.Length + offers.Length > MostChanges)
        {
            return AllocatorResult.Failed(AllocatorFault.State, "it has too many resources to be planned anew", next);
        }

        if (await accompany(next) is not { } with || with.Operations.Count > MostAccompanying)
        {
            return AllocatorResult.Failed(AllocatorFault.State, "it cannot be handed over as it is", next);
        }

        return AllocatorResult.Of(
            await parts.Vpxis.WriteAsync(
                next,
                vpxi.Revision,
                changes,
                [.. offers, .. with.Conditions],
                parts.Events.Replanned(next, by),
                with.Operations,
                cancellation),
            next);
    }
}
