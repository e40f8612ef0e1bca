using HiperNet.Registrar.Audit;
using HiperNet.Registrar.State;
using HiperNet.Vpxi.Model;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Registrar.Bookings;

/// <summary>Plans an infrastructure and books it for a short time; one try.</summary>
internal sealed class Holder(AllocatorParts parts, Releaser releaser)
{
    /// <summary>A result, or null if another change was quicker; and whether what is free was not enough.</summary>
    public async Task<(AllocatorResult? Result, bool IsRefused)> TryAsync(
        HoldRequest request, Infrastructure wanted, string by, bool isFresh, CancellationToken cancellation)
    {
        (StoredVpxi? known, AllocatorResult? failed) = await parts.Vpxis.ReadAsync(request.Id, cancellation);
        if (failed is not null)
        {
            return (failed, false);
        }

        if (known is not null)
        {
            return (await AgainAsync(request, known, isFresh, cancellation), false);
        }

        StateResult<PoolSnapshot> read = request.Others.Count > 0
            ? await parts.Pool.ReadAsync(request.Others, cancellation)
            : await parts.Pool.ReadAsync(withWithdrawn: false, isFresh, cancellation);
        if (!read.IsDone)
        {
            return (AllocatorResult.Failed(read.Fault, read.Detail), false);
        }

        PoolSnapshot snapshot = read.Value;
        AllocationResult planned = Allocations.Plan(snapshot.Bookings, wanted, request.Options, cancellation);
        if (planned.Allocation is not { } allocation)
        {
            // Somebody may have made room since: only the store itself refuses.
            return snapshot.IsCached
                ? await TryAsync(request, wanted, by, isFresh: true, cancellation)
                : (AllocatorResult.Refused(planned.Refusal!), true);
        }

        VpxiRecord vpxi = new(
            request.Id,
            request.Owner,
            VpxiState.Held,
            parts.Now + parts.Options.HoldSeconds,
            request.Document,
            allocation);
        return (await BookAsync(snapshot, vpxi, request.Conditions, by, cancellation), false);
    }

    /// <summary>Plans with what is free now, and books nothing.</summary>
    public async Task<(Allocation? Plan, AllocatorResult? Failure)> PlanAsync(
        Infrastructure wanted, AllocationOptions options, CancellationToken cancellation)
    {
        StateResult<PoolSnapshot> read = await parts.Pool.ReadAsync(
            withWithdrawn: false, isFresh: true, cancellation);
        if (!read.IsDone)
        {
            return (null, AllocatorResult.Failed(read.Fault, read.Detail));
        }

        AllocationResult planned = Allocations.Plan(read.Value.Bookings, wanted, options, cancellation);
        return (planned.Allocation, planned.Refusal is null ? null : AllocatorResult.Refused(planned.Refusal));
    }

    /// <summary>The same question again has the same answer; another one has another name.</summary>
    private async Task<AllocatorResult?> AgainAsync(
        HoldRequest request, StoredVpxi known, bool isFresh, CancellationToken cancellation)
    {
        if (known.Record.Owner != request.Owner || known.Record.Document != request.Document)
        {
            return AllocatorResult.Failed(AllocatorFault.Name, $"'{request.Id}' is used for something else");
        }

        if (known.Record.State is VpxiState.Held or VpxiState.Allocated && !known.Record.HasLapsed(parts.Now))
        {
            return AllocatorResult.Done(known.Record);
        }

        // A try of ours that broke off, or a hold that lapsed: its bookings go before new ones come.
        AllocatorResult? released = await releaser.TryAsync(
            known, Parting.OfTime(known.Record, parts.Outbox.Registrar), isFresh, cancellation);
        return released is { Fault: not AllocatorFault.None } ? released : null;
    }

    private async Task<AllocatorResult?> BookAsync(
        PoolSnapshot snapshot,
        VpxiRecord vpxi,
        IReadOnlyList<Compare> conditions,
        string by,
        CancellationToken cancellation)
    {
        if (snapshot.Bookings.Book(vpxi.Id, vpxi.Allocation, out PoolBookings booked) is { } conflict)
        {
            // Bookings of this name without a record cannot be, unless somebody writes to the store by hand.
            return snapshot.IsCached ? null : AllocatorResult.Failed(AllocatorFault.Name, conflict);
        }

        CalendarChange[] changes =
            [.. Own(vpxi.Allocation).Select(resource => snapshot.Change(parts.Keys, resource, booked, parts.Now))];
        Compare[] offers = snapshot.OffersUnchanged(parts.Keys, vpxi.Allocation);
        return changes.Length + offers.Length <= AllocatorParts.MostChanges
            ? AllocatorResult.Of(
                await parts.Vpxis.WriteAsync(
                    vpxi,
                    0,
                    changes,
                    [.. offers, .. conditions],
                    parts.Events.Booked(AuditNames.VpxiHeld, vpxi, by),
                    cancellation),
                vpxi)
            : await BookInPartsAsync(vpxi, changes, (offers, conditions), by, cancellation);
    }

    /// <summary>What is ours to book: other registrars book theirs.</summary>
    private static IEnumerable<string> Own(Allocation allocation) =>
        allocation.Resources.Where(resource => !ForeignName.IsForeign(resource));

    /// <summary>
    /// Announces the infrastructure, books part by part, and says that it is held. Where a part fails all is taken
    /// back.
    /// </summary>
    private async Task<AllocatorResult?> BookInPartsAsync(
        VpxiRecord vpxi,
        CalendarChange[] changes,
        (Compare[] Offers, IReadOnlyList<Compare> Others) conditions,
        string by,
        CancellationToken cancellation)
    {
        VpxiRecord announced = vpxi with { State = VpxiState.Booking };
        StateResult<TransactionAnswer> begun = await parts.Vpxis.WriteAsync(
            announced,
            0,
            [],
            conditions.Others,
            parts.Events.Booked(AuditNames.VpxiBegun, announced, by),
            cancellation);
        if (AllocatorResult.Of(begun, announced) is not { Fault: AllocatorFault.None })
        {
            return AllocatorResult.Of(begun, announced);
        }

        StoredVpxi stored = new(announced, begun.Value!.Revision);
        if (await parts.Vpxis.ChangeInPartsAsync(stored, changes, cancellation) is { } failed)
        {
            await releaser.TryAsync(stored, new Parting(AuditNames.VpxiUndone, by), isFresh: true, cancellation);
            return AllocatorResult.Of(failed, announced);
        }

        StateResult<TransactionAnswer> held = await parts.Vpxis.WriteAsync(
            vpxi,
            stored.Revision,
            [],
            [.. conditions.Offers.Take(AllocatorParts.MostChanges), .. conditions.Others],
            parts.Events.Booked(AuditNames.VpxiHeld, vpxi, by),
            cancellation);
        if (AllocatorResult.Of(held, vpxi) is { Fault: AllocatorFault.None } done)
        {
            return done;
        }

        await releaser.TryAsync(stored, new Parting(AuditNames.VpxiUndone, by), isFresh: true, cancellation);
        return AllocatorResult.Of(held, vpxi);
    }
}
