using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Infrastructures;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Federation;

/// <summary>
/// What registrars tell each other again and again: what is new, what agents have to know, what is to be given back. A
/// message that is lost is only late.
/// </summary>
public sealed class FederationRounds
{
    private readonly PeerClients clients;
    private readonly PeerPool pool;
    private readonly Abroad abroad;
    private readonly Transfers given;
    private readonly InfrastructureParts parts;
    private readonly Lifecycle lifecycle;
    private readonly WorkDesk desk;
    private readonly OutTransfers transfers;
    private readonly RunReader reader;
    private readonly Announcements announcements;
    private bool isClean;

    /// <summary>Rounds.</summary>
    public FederationRounds(
        PeerClients clients,
        PeerPool pool,
        Abroad abroad,
        Transfers given,
        InfrastructureParts parts,
        Lifecycle lifecycle,
        WorkDesk desk)
    {
        (this.clients, this.pool, this.abroad, this.given) = (clients, pool, abroad, given);
        (this.parts, this.lifecycle, this.desk) = (parts, lifecycle, desk);
        transfers = new OutTransfers(parts.Store, parts.Own);
        reader = new RunReader(parts);
        announcements = new Announcements(parts);
    }

    /// <summary>One round.</summary>
    /// <returns>Peers that have told something that is refused, and why.</returns>
    public async Task<IReadOnlyList<(string Peer, SyncFault Fault)>> RunAsync(CancellationToken cancellation)
    {
        isClean = isClean || await CleanAsync(cancellation);
        List<(string, SyncFault)> faults = [];
        foreach (Peer peer in clients.All)
        {
            SyncFault fault = await pool.FollowAsync(peer, cancellation);
            if (fault != SyncFault.None)
            {
                faults.Add((peer.Name, fault));
            }
        }

        StateResult<IReadOnlyList<OutTransfer>> all = await transfers.AllAsync(cancellation);
        foreach (OutTransfer transfer in all.Value ?? [])
        {
            await OneAsync(transfer, cancellation);
        }

        return faults;
    }

    /// <summary>What is known of peers that there are not any more is forgotten, what they have is ended.</summary>
    private async Task<bool> CleanAsync(CancellationToken cancellation) =>
        await pool.ForgetOthersAsync(cancellation)
        && await given.EndOthersAsync(
            owner => clients.All.Any(peer => peer.Principal.ToString() == owner), cancellation);

    private async Task OneAsync(OutTransfer transfer, CancellationToken cancellation)
    {
        Outcome<StoredRun> found = await reader.ReadAsync(transfer.Vpxi, cancellation);
        if (found.Value is null)
        {
            if (found.Failure is { Fault: AllocatorFault.Unknown })
            {
                await abroad.EndAsync(transfer, cancellation);
            }

            return;
        }

        if (transfer.State == OutState.Ended)
        {
            await abroad.EndAsync(transfer, cancellation);
        }
        else if (clients.Of(transfer.Peer) is not { } client)
        {
            await LoseAsync(transfer, found.Value.Run, cancellation);
        }
        else if (transfer.State == OutState.Confirmed && found.Value.Run.Wanted is Wanted.Run or Wanted.Suspend)
        {
            await ExchangeAsync(transfer, found.Value, client, cancellation);
        }
    }

    private async Task ExchangeAsync(
        OutTransfer transfer, StoredRun stored, RegistrarClient client, CancellationToken cancellation)
    {
        Outcome<TransferState> state = await desk.StateAsync(stored, cancellation);
        if (state.Value is null)
        {
            return;
        }

        ApiAnswer<TransferView> answer = await client.TellTransferAsync(transfer.Id, state.Value, cancellation);
        if (answer.Problem is { Code: "unknown" or "denied" } or { Code: "state" })
        {
            await LoseAsync(transfer, stored.Run, cancellation);
            return;
        }

        if (answer.Value is not { } view || TransferCheck.OfNodes(view, NodesOf(transfer)) is not null)
        {
            return;
        }

        await TakeReportsAsync(stored, view, cancellation);
        if (!IsSame(transfer.View, view)
            && await transfers.PutAsync(transfer with { View = view }, cancellation))
        {
            await lifecycle.RenewAsync(stored.Run.Id, "certificates.issued", cancellation);
        }
    }

    private async Task TakeReportsAsync(StoredRun stored, TransferView view, CancellationToken cancellation)
    {
        foreach (TransferNode node in view.Nodes)
        {
            string? resource = stored.Vpxi?.Allocation.Nodes.FirstOrDefault(grant => grant.Node == node.Name)?.Resource;
            if (node.Report is { Key.Length: > 0, Addresses: not null } report && resource is not null)
            {
                await desk.ReportAsync(resource.Split('.')[0], stored.Run.Id, node.Name, report, cancellation);
            }
        }
    }

    private static string[] NodesOf(OutTransfer transfer) =>
        [.. transfer.View?.Nodes.Select(node => node.Name) ?? []];

    /// <summary>Whether the chains are the same: they are renewed from time to time.</summary>
    private static bool IsSame(TransferView? before, TransferView after) =>
        before is not null && after.Nodes.All(node => before.Nodes.Any(
            other => other.Name == node.Name && other.Chain.Span.SequenceEqual(node.Chain.Span)));

    /// <summary>The other registrar has left, or has taken back what it gave: the owner is told.</summary>
    private async Task LoseAsync(OutTransfer transfer, RunRecord run, CancellationToken cancellation) =>
        await parts.Store.TransactAsync(
            new Transaction(
                [],
                [
                    transfers.Delete(transfer),
                    announcements.ToOwner(
                        run,
                        "vpxi.degraded",
                        new Dictionary<string, string>(StringComparer.Ordinal)
                        {
                            ["registrar"] = transfer.Peer,
                            ["nodes"] = string.Join(' ', NodesOf(transfer)),
                        }),
                ],
                []),
            cancellation);
}
