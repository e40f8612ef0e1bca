using System.Security.Cryptography;
using HiperNet.Registrar.Audit;
using HiperNet.Registrar.State;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Registrar.Bookings;

/// <summary>
/// Books resources for infrastructures. Any number of registrars may share a store: every change of a calendar is a
/// transaction on the condition that nobody has written it since it was read, so that no two can have the same
/// capacity at the same time. An infrastructure of more resources than a transaction takes is booked in several, under
/// a record that lapses if its maker dies: docs/adr/0016.
/// </summary>
public sealed class Allocator
{
    /// <summary>How many tries use the pool in memory: it hears of what made the one before fail.</summary>
    private const int CachedTries = 3;

    private readonly AllocatorParts parts;
    private readonly Holder holder;
    private readonly Extender extender;
    private readonly Settler settler;
    private readonly Replanner replanner;
    private readonly Releaser releaser;

    /// <summary>An allocator on a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="keys">Where the registrar keeps what.</param>
    /// <param name="time">The clock, and what waits.</param>
    /// <param name="outbox">What the log is told by; every change has its entry in its own transaction.</param>
    /// <param name="options">How patient it is; null for the defaults.</param>
    /// <param name="cache">What it plans with first; null: it reads the pool for every request.</param>
    public Allocator(
        EtcdClient store,
        StateKeys keys,
        TimeProvider time,
        AuditOutbox outbox,
        AllocatorOptions? options = null,
        PoolCache? cache = null)
    {
        parts = new AllocatorParts(store, keys, time, outbox, options ?? new AllocatorOptions(), cache);
        settler = new Settler(parts);
        extender = new Extender(parts, settler);
        replanner = new Replanner(parts);
        releaser = new Releaser(parts);
        holder = new Holder(parts, releaser);
    }

    /// <summary>Plans an infrastructure and holds what it gets, until it is confirmed or lapses.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="by">The principal of who acts, here and below: for the log.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<AllocatorResult> HoldAsync(
        HoldRequest request, string by, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!VpxiRecord.IsId(request.Id))
        {
            return AllocatorResult.Failed(AllocatorFault.Name, "a name has 1 to 64 letters, digits and hyphens");
        }

        if (WantedDocument.Read(request.Document, out string error) is not { } wanted)
        {
            return AllocatorResult.Failed(AllocatorFault.Document, error);
        }

        if (request.Part is { } part)
        {
            wanted = WantedDocument.Part(wanted, part);
            if (wanted.Nodes.Count == 0 || wanted.Nodes.Count < part.Count)
            {
                return AllocatorResult.Failed(AllocatorFault.Document, "a node that is asked for is not described");
            }
        }

        bool swept = false;
        return await RepeatAsync(
            async isFresh =>
            {
                (AllocatorResult? result, bool isRefused) = await holder.TryAsync(
                    request, wanted, by, isFresh, cancellation);
                if (isRefused && !swept)
                {
                    // What has lapsed is in the way only until somebody looks.
                    swept = true;
                    return await SweepAsync(cancellation) > 0 ? null : result;
                }

                return result;
            },
            cancellation);
    }

    /// <summary>Writes down which resources other registrars have chosen; nothing of theirs is booked here.</summary>
    /// <param name="id">Which infrastructure.</param>
    /// <param name="places">The resource by the node.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<AllocatorResult> PlaceAsync(
        string id, IReadOnlyDictionary<string, string> places, CancellationToken cancellation = default) =>
        ChangeAsync(
            id,
            async (vpxi, _) =>
            {
                VpxiRecord next = vpxi.Record with
                {
                    Allocation = vpxi.Record.Allocation with
                    {
                        Nodes =
                        [
                            .. vpxi.Record.Allocation.Nodes.Select(grant =>
                                ForeignName.IsForeign(grant.Resource)
                                && places.TryGetValue(grant.Node, out string? resource)
                                && ForeignName.IsForeign(resource)
                                    ? grant with { Resource = resource }
                                    : grant),
                        ],
                    },
                };
                return AllocatorResult.Of(
                    await parts.Vpxis.WriteAsync(next, vpxi.Revision, [], [], null, cancellation), next);
            },
            cancellation);

    /// <summary>Says what would be granted now; nothing is held.</summary>
    /// <param name="document">What is asked for, in VXDL.</param>
    /// <param name="options">Who asks.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<(Allocation? Plan, AllocatorResult? Failure)> PlanAsync(
        string document, AllocationOptions options, CancellationToken cancellation = default) =>
        WantedDocument.Read(document, out string error) is { } wanted
            ? await holder.PlanAsync(wanted, options, cancellation)
            : (null, AllocatorResult.Failed(AllocatorFault.Document, error));

    /// <summary>Confirms a hold: it is booked until the end of its window.</summary>
    public Task<AllocatorResult> ConfirmAsync(string id, string by, CancellationToken cancellation = default) =>
        ChangeAsync(
            id,
            async (vpxi, _) =>
            {
                if (vpxi.Record.State == VpxiState.Allocated)
                {
                    return AllocatorResult.Done(vpxi.Record);
                }

                if (vpxi.Record.State != VpxiState.Held || vpxi.Record.HasLapsed(parts.Now))
                {
                    return AllocatorResult.Failed(AllocatorFault.State, "the hold has lapsed", vpxi.Record);
                }

                VpxiRecord next = vpxi.Record with
                {
                    State = VpxiState.Allocated, Expires = vpxi.Record.Allocation.Window.End,
                };
                return AllocatorResult.Of(
                    await parts.Vpxis.WriteAsync(
                        next, vpxi.Revision, [], [], parts.Events.Confirmed(next, by), cancellation),
                    next);
            },
            cancellation);

    /// <summary>Gives an infrastructure another end, or none of it: if it is refused the old end stays.</summary>
    /// <param name="id">Which one.</param>
    /// <param name="end">The first second after its window, in seconds since 1970.</param>
    /// <param name="by">The principal of who acts.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<AllocatorResult> ExtendAsync(
        string id, long end, string by, CancellationToken cancellation = default) =>
        ChangeAsync(
            id,
            async (vpxi, isFresh) =>
            {
                if (vpxi.Record.State != VpxiState.Allocated || vpxi.Record.Expires <= parts.Now)
                {
                    return AllocatorResult.Failed(AllocatorFault.State, "it is not allocated", vpxi.Record);
                }

                return await extender.TryAsync(vpxi, end, by, isFresh, cancellation);
            },
            cancellation);

    /// <summary>
    /// Plans the rest of an infrastructure's window anew, without resources of which nothing may be booked any more:
    /// all of the new bookings take the place of the old ones, or nothing is changed.
    /// </summary>
    /// <param name="id">Which one.</param>
    /// <param name="options">Who asks.</param>
    /// <param name="accompany">
    /// Gives what is done in the same transaction, for the infrastructure as it would be; null if it is not to be.
    /// </param>
    /// <param name="by">The principal of who acts.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<AllocatorResult> ReplanAsync(
        string id,
        AllocationOptions options,
        Func<VpxiRecord, Task<Accompaniment?>> accompany,
        string by,
        CancellationToken cancellation = default) =>
        ChangeAsync(
            id,
            async (vpxi, _) => vpxi.Record.State != VpxiState.Allocated || vpxi.Record.Expires <= parts.Now
                ? AllocatorResult.Failed(AllocatorFault.State, "it is not allocated", vpxi.Record)
                : await replanner.TryAsync(vpxi, options, accompany, by, cancellation),
            cancellation);

    /// <summary>Takes all bookings of an infrastructure away, and its record. Asking again changes nothing.</summary>
    public async Task<AllocatorResult> ReleaseAsync(string id, string by, CancellationToken cancellation = default)
    {
        Parting parting = new(AuditNames.VpxiReleased, by);
        AllocatorResult result = await ChangeAsync(
            id, (vpxi, isFresh) => releaser.TryAsync(vpxi, parting, isFresh, cancellation), cancellation);
        return result.Fault == AllocatorFault.Unknown
            ? new AllocatorResult(AllocatorFault.None, null, null, "there is none")
            : result;
    }

    /// <summary>
    /// Releases what has lapsed or ended, and what a registrar that died was releasing; books the old end again of what
    /// a registrar that died was extending.
    /// </summary>
    /// <returns>How many were released.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation = default)
    {
        (IReadOnlyList<StoredVpxi> all, AllocatorResult? failed) = await parts.Vpxis.AllAsync(cancellation);
        int released = 0;
        foreach (StoredVpxi stored in failed is null ? all : [])
        {
            VpxiRecord vpxi = stored.Record;
            if (IsOver(vpxi))
            {
                AllocatorResult result = await ChangeAsync(vpxi.Id, TryAsync, cancellation);
                released += result.Fault == AllocatorFault.None ? 1 : 0;
            }
            else if (vpxi.UnsettledUntil <= parts.Now)
            {
                await settler.TrySettleAsync(stored, cancellation);
            }
        }

        return released;

        Task<AllocatorResult?> TryAsync(StoredVpxi vpxi, bool isFresh) => IsOver(vpxi.Record)
            ? releaser.TryAsync(vpxi, Parting.OfTime(vpxi.Record, parts.Outbox.Registrar), isFresh, cancellation)
            : Task.FromResult<AllocatorResult?>(
                AllocatorResult.Failed(AllocatorFault.State, "it goes on", vpxi.Record));
    }

    /// <summary>A store that a newer registrar writes, or somebody by hand, is a fault like the others.</summary>
    private static async Task<AllocatorResult?> AttemptAsync(Func<bool, Task<AllocatorResult?>> attempt, bool isFresh)
    {
        try
        {
            return await attempt(isFresh);
        }
        catch (InvalidDataException exception)
        {
            return AllocatorResult.Failed(AllocatorFault.Store, exception.Message);
        }
    }

    /// <summary>Tries until there is a result; the first may use what is in memory.</summary>
    private async Task<AllocatorResult> RepeatAsync(
        Func<bool, Task<AllocatorResult?>> attempt, CancellationToken cancellation)
    {
        if (await parts.Outbox.RefusalAsync(cancellation) is { } why)
        {
            return AllocatorResult.Failed(AllocatorFault.Log, why);
        }

        for (int i = 0; i < parts.Options.Tries; i++)
        {
            if (await AttemptAsync(attempt, isFresh: i >= CachedTries) is { } result)
            {
                return result;
            }

            TimeSpan pause = parts.Options.Pause * (RandomNumberGenerator.GetInt32(1000) / 1000.0);
            await Task.Delay(pause, parts.Time, cancellation);
        }

        return AllocatorResult.Failed(AllocatorFault.Busy, "others change the same resources all the time; try again");
    }

    private bool IsOver(VpxiRecord vpxi) => vpxi.State == VpxiState.Releasing || vpxi.Expires <= parts.Now;

    private Task<AllocatorResult> ChangeAsync(
        string id, Func<StoredVpxi, bool, Task<AllocatorResult?>> change, CancellationToken cancellation) =>
        RepeatAsync(
            async isFresh =>
            {
                (StoredVpxi? vpxi, AllocatorResult? failed) = await parts.Vpxis.ReadAsync(id, cancellation);
                return failed ?? (vpxi is null
                    ? AllocatorResult.Failed(AllocatorFault.Unknown, $"there is no '{id}'")
                    : await change(vpxi, isFresh));
            },
            cancellation);
}
