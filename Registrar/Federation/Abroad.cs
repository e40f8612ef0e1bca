using System.Security.Cryptography;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Infrastructures;
using HiperNet.Registrar.State;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Federation;

/// <summary>
/// Resources of other registrars for own infrastructures: design flow 6. It is planned over what they have told; each
/// of them decides by itself on its own calendars. All of them hold, or none; all of them confirm, or none.
/// </summary>
public sealed class Abroad : IAbroad
{
    private readonly PeerClients clients;
    private readonly PeerPool pool;
    private readonly Allocator allocator;
    private readonly OutTransfers transfers;
    private readonly Principal own;
    private readonly TimeProvider time;

    /// <summary>Asks others.</summary>
    /// <param name="clients">The others.</param>
    /// <param name="pool">What they have told.</param>
    /// <param name="allocator">Books what is own.</param>
    /// <param name="store">The store.</param>
    /// <param name="root">With what all keys of the registrar begin.</param>
    /// <param name="own">The registrar.</param>
    /// <param name="time">The clock.</param>
    public Abroad(
        PeerClients clients,
        PeerPool pool,
        Allocator allocator,
        EtcdClient store,
        string root,
        Principal own,
        TimeProvider time)
    {
        (this.clients, this.pool, this.allocator, this.own, this.time) = (clients, pool, allocator, own, time);
        transfers = new OutTransfers(store, new InfrastructureKeys(root));
    }

    /// <inheritdoc/>
    public async Task<AllocatorResult> HoldAsync(
        HoldRequest request, PublicKey user, AllocatorResult refused, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(user);
        HashSet<string> without = new(StringComparer.Ordinal);
        AllocatorResult last = refused;
        while (true)
        {
            IReadOnlyList<OfferRecord> others = await pool.OffersAsync(without, cancellation);
            if (others.Count == 0)
            {
                return last;
            }

            AllocatorResult held = await allocator.HoldAsync(
                request with { Others = others }, request.Owner, cancellation);
            if (held.Fault != AllocatorFault.None)
            {
                return held.Fault == AllocatorFault.Refused ? last : held;
            }

            (string? peer, string? why) = await HoldAtPeersAsync(held.Vpxi!, user, cancellation);
            if (why is null)
            {
                return held;
            }

            await CancelAsync(request.Id, cancellation);
            await allocator.ReleaseAsync(request.Id, request.Owner, cancellation);
            last = new AllocatorResult(AllocatorFault.Refused, null, null, why);
            if (peer is null)
            {
                return last;
            }

            without.Add(peer); // There may be a plan without whom refuses.
        }
    }

    /// <inheritdoc/>
    public async Task<AllocatorResult?> ConfirmAsync(
        VpxiRecord vpxi, Principal user, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(vpxi);
        IGrouping<string, string>[] needed = [.. ByPeer(vpxi)];
        if (needed.Length == 0)
        {
            return null;
        }

        StateResult<IReadOnlyList<OutTransfer>> read = await transfers.OfAsync(vpxi.Id, cancellation);
        if (!read.IsDone)
        {
            return AllocatorResult.Failed(read.Fault, read.Detail);
        }

        foreach (IGrouping<string, string> nodes in needed)
        {
            OutTransfer? transfer = read.Value.FirstOrDefault(
                one => one.Peer == nodes.Key && one.State is (OutState.Held or OutState.Confirmed));
            if (await ConfirmAsync(transfer, [.. nodes], user, cancellation) is { } why)
            {
                await CancelAsync(vpxi.Id, cancellation);
                return AllocatorResult.Failed(AllocatorFault.State, $"'{nodes.Key}' has not confirmed: {why}");
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public async Task<Outcome<IReadOnlyList<ForeignResource>>> ResourcesAsync(
        string id, CancellationToken cancellation)
    {
        StateResult<IReadOnlyList<OutTransfer>> read = await transfers.OfAsync(id, cancellation);
        return read.IsDone
            ? Outcome<IReadOnlyList<ForeignResource>>.Done(
            [
                .. read.Value.Where(transfer => transfer.State == OutState.Confirmed)
                    .SelectMany(transfer => transfer.View?.Nodes ?? [])
                    .Where(node => TransferCheck.PrincipalOf(node) is not null)
                    .Select(node => new ForeignResource(TransferCheck.PrincipalOf(node)!.Value, node.Chain))
                    .DistinctBy(resource => resource.Principal),
            ])
            : Outcome<IReadOnlyList<ForeignResource>>.Failed(read);
    }

    /// <inheritdoc/>
    public async Task<AllocatorResult?> CancelAsync(string id, CancellationToken cancellation)
    {
        StateResult<IReadOnlyList<OutTransfer>> read = await transfers.OfAsync(id, cancellation);
        if (!read.IsDone)
        {
            return AllocatorResult.Failed(read.Fault, read.Detail);
        }

        // First all are written down to go: whoever finds one goes on with it.
        foreach (OutTransfer transfer in read.Value.Where(one => one.State != OutState.Ended))
        {
            if (!await transfers.PutAsync(transfer with { State = OutState.Ended }, cancellation))
            {
                return AllocatorResult.Failed(AllocatorFault.Store, "a transfer could not be ended");
            }
        }

        foreach (OutTransfer transfer in read.Value)
        {
            await EndAsync(transfer, cancellation);
        }

        return null;
    }

    /// <summary>Gives a transfer back.</summary>
    /// <returns>Whether the other registrar knows.</returns>
    internal async Task<bool> EndAsync(OutTransfer transfer, CancellationToken cancellation)
    {
        if (clients.Of(transfer.Peer) is { } client
            && !(await client.EndTransferAsync(transfer.Id, cancellation)).IsDone)
        {
            return false;
        }

        await transfers.DeleteAsync(transfer, cancellation);
        return true;
    }

    private static string NewId() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>The nodes that are on resources of others, by whose these are.</summary>
    private static IEnumerable<IGrouping<string, string>> ByPeer(VpxiRecord vpxi) => vpxi.Allocation.Nodes
        .Where(grant => ForeignName.IsForeign(grant.Resource))
        .GroupBy(grant => ForeignName.PeerOf(grant.Resource)!, grant => grant.Node, StringComparer.Ordinal);

    private async Task<(string? Peer, string? Why)> HoldAtPeersAsync(
        VpxiRecord vpxi, PublicKey user, CancellationToken cancellation)
    {
        Dictionary<string, string> places = new(StringComparer.Ordinal);
        foreach (IGrouping<string, string> nodes in ByPeer(vpxi))
        {
            OutTransfer transfer = new(vpxi.Id, nodes.Key, NewId(), OutState.Asked, null);
            if (clients.Of(nodes.Key) is not { } client || !await transfers.PutAsync(transfer, cancellation))
            {
                return (null, "it cannot be written down");
            }

            ApiAnswer<TransferView> answer = await client.TransferAsync(
                new TransferRequest(
                    transfer.Id,
                    vpxi.Id,
                    user.Sexp.Canonical,
                    vpxi.Document,
                    [.. nodes],
                    vpxi.Allocation.Window.Start),
                cancellation);
            string? why = answer.Value is { } view
                ? TransferCheck.OfNodes(view, [.. nodes])
                : $"{answer.Problem?.Code}: {answer.Problem?.Detail}";
            if (why is not null)
            {
                return (nodes.Key, $"'{nodes.Key}' refuses: {why}");
            }

            foreach (TransferNode node in answer.Value!.Nodes)
            {
                places[node.Name] = ForeignName.Of(node.Resource, nodes.Key);
            }

            if (!await transfers.PutAsync(transfer with { State = OutState.Held, View = answer.Value }, cancellation))
            {
                return (null, "it cannot be written down");
            }
        }

        AllocatorResult placed = await allocator.PlaceAsync(vpxi.Id, places, cancellation);
        return (null, placed.Fault == AllocatorFault.None ? null : placed.Detail);
    }

    private async Task<string?> ConfirmAsync(
        OutTransfer? transfer, IReadOnlyCollection<string> nodes, Principal user, CancellationToken cancellation)
    {
        if (transfer is not { State: OutState.Held or OutState.Confirmed }
            || clients.Of(transfer.Peer) is not { } client)
        {
            return "it holds nothing (any more)";
        }

        if (transfer.State == OutState.Confirmed)
        {
            return null;
        }

        ApiAnswer<TransferView> answer = await client.ConfirmTransferAsync(transfer.Id, cancellation);
        if (answer.Value is not { } view)
        {
            return $"{answer.Problem?.Code}: {answer.Problem?.Detail}";
        }

        string? why = TransferCheck.OfNodes(view, nodes)
            ?? TransferCheck.OfChains(view, own, user, SpkiTime.From(time.GetUtcNow()));
        return why is null
            && !await transfers.PutAsync(transfer with { State = OutState.Confirmed, View = view }, cancellation)
                ? "it cannot be written down"
                : why;
    }
}
