using HiperNet.Registrar.Audit;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Revocations;
using HiperNet.Registrar.State;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Infrastructures;

/// <summary>
/// Ends infrastructures, from any state. First it is written down that one shall go; whoever finds that goes on with
/// it: its certificates are revoked, its bookings released, and what was known of it is forgotten.
/// </summary>
public sealed class Ending
{
    private const int MostDeletes = 48;
    private const int MostTold = 64;
    private readonly InfrastructureParts parts;
    private readonly RunReader reader;
    private readonly Announcements announcements;

    /// <summary>Ends infrastructures.</summary>
    public Ending(InfrastructureParts parts)
    {
        this.parts = parts;
        reader = new RunReader(parts);
        announcements = new Announcements(parts);
    }

    /// <summary>Ends an infrastructure; one that is not there is done already.</summary>
    /// <param name="id">Which one.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Outcome<VpxiView>> DeleteAsync(string id, string by, CancellationToken cancellation)
    {
        for (int i = 0; i < InfrastructureParts.Tries; i++)
        {
            Outcome<StoredRun> found = await reader.ReadAsync(id, cancellation);
            if (found.Value is not { } stored)
            {
                return found.Failure is { Fault: AllocatorFault.Unknown }
                    ? Outcome<VpxiView>.Done(Views.Ended(id, by))
                    : found.As<VpxiView>();
            }

            if (stored.Run.Wanted == Wanted.End)
            {
                return await FinishAsync(stored, by, cancellation);
            }

            if (await parts.Outbox.RefusalAsync(cancellation) is { } refusal)
            {
                return Outcome<VpxiView>.Failed(AllocatorFault.Log, refusal);
            }

            StateResult<TransactionAnswer> written = await MarkAsync(stored, by, [], cancellation);
            if (!written.IsDone && written.Fault != StateFault.UnknownOutcome)
            {
                return Outcome<VpxiView>.Failed(written);
            }
        }

        return Outcome<VpxiView>.Failed(AllocatorFault.Busy, $"others change '{id}' all the time; try again");
    }

    /// <summary>
    /// Ends an infrastructure whose bookings have lapsed or ended, if it has got none in the meantime: who holds it
    /// again at this moment has it.
    /// </summary>
    internal async Task EndLeftAsync(StoredRun stored, CancellationToken cancellation)
    {
        string registrar = parts.Issuer.Principal.ToString();
        if (await parts.Outbox.RefusalAsync(cancellation) is null
            && await MarkAsync(stored, registrar, [Compare.Absent(parts.Keys.Vpxi(stored.Run.Id))], cancellation)
                is { Value.Succeeded: true })
        {
            await DeleteAsync(stored.Run.Id, registrar, cancellation);
        }
    }

    /// <summary>Goes on with one that shall go.</summary>
    internal async Task<Outcome<VpxiView>> FinishAsync(
        StoredRun stored, string by, CancellationToken cancellation)
    {
        string id = stored.Run.Id;
        if (parts.Abroad is { } abroad && await abroad.CancelAsync(id, cancellation) is { } open)
        {
            return Outcome<VpxiView>.Failed(open);
        }

        if (await RevokeAsync(stored, cancellation) is { } failure)
        {
            return Outcome<VpxiView>.Failed(failure);
        }

        AllocatorResult released = await parts.Allocator.ReleaseAsync(id, by, cancellation);
        if (released.Fault != AllocatorFault.None)
        {
            return Outcome<VpxiView>.Failed(released);
        }

        // The record goes last: as long as it is there, somebody goes on.
        Operation[] deletes =
        [
            .. Worked(stored).Select(offer => new DeleteOperation(KeyRange.Single(parts.Own.WorkFor(offer, id)))),
            new DeleteOperation(KeyRange.Single(parts.Own.Told(id))),
            new DeleteOperation(KeyRange.Prefix(parts.Own.NodesOf(id))),
            new DeleteOperation(KeyRange.Prefix(parts.Own.SharesOf(id))),
            new DeleteOperation(KeyRange.Single(parts.Own.Run(id))),
        ];
        foreach (Operation[] some in deletes.Chunk(MostDeletes))
        {
            StateResult<TransactionAnswer> forgotten = await parts.Store.TransactAsync(
                new Transaction(
                    [
                        Compare.Absent(parts.Keys.Vpxi(id)),
                        // The name may be somebody else's by now, because others end it too.
                        Compare.ModRevision(parts.Own.Run(id), stored.RunRevision),
                    ],
                    some,
                    []),
                cancellation);
            if (!forgotten.IsDone)
            {
                return Outcome<VpxiView>.Failed(forgotten);
            }
        }

        return Outcome<VpxiView>.Done(Views.Ended(id, stored.Run.Owner));
    }

    /// <summary>The offers that may have been told to work for it, whether or not it came to be provisioned.</summary>
    private static IEnumerable<string> Worked(StoredRun stored) =>
        stored.Run.Offers.Union(stored.Vpxi is { } vpxi ? Grants.OffersOf(vpxi) : [], StringComparer.Ordinal);

    private Task<StateResult<TransactionAnswer>> MarkAsync(
        StoredRun stored, string by, IReadOnlyList<Compare> conditions, CancellationToken cancellation) =>
        parts.DoAsync(
            [Compare.ModRevision(parts.Own.Run(stored.Run.Id), stored.RunRevision), .. conditions],
            [.. Marks(stored, by)],
            cancellation);

    private IEnumerable<Operation> Marks(StoredRun stored, string by)
    {
        yield return new PutOperation(
            parts.Own.Run(stored.Run.Id), InfrastructureCodec.Write(stored.Run with { Wanted = Wanted.End }));
        yield return announcements.ToOwner(stored.Run, "vpxi.ended");
        yield return parts.Outbox.Entry(parts.Outbox.Event(
            AuditNames.VpxiWanted, by, $"vpxi/{stored.Run.Id}", ("wanted", nameof(Wanted.End))));
        foreach (Operation work in announcements.Work(stored.Run))
        {
            yield return work;
        }
    }

    /// <summary>
    /// Revokes what was issued and has not ended. A list that is full stops nothing: nodes are stopped by their
    /// agents, and the certificates end by themselves within hours.
    /// </summary>
    private async Task<AllocatorResult?> RevokeAsync(StoredRun stored, CancellationToken cancellation)
    {
        string about = Grants.About(stored.Run.Id);
        (string Subject, string About)[] kept =
        [
            (stored.Run.Owner, about),
            (stored.Run.Owner, Grants.AboutLeft(stored.Run.Id)),
            .. stored.Nodes.Select(node => (node.Principal, about)),
            .. stored.Shares.Select(share => (stored.Run.Owner, Grants.AboutShare(stored.Run.Id, share.Principal))),
        ];
        foreach ((string Subject, string About)[] some in kept.Distinct().Chunk(MostDeletes))
        {
            List<StoredCertificate> certificates = [];
            foreach ((string subject, string what) in some)
            {
                StateResult<StoredBundles> bundles = await parts.Bundles.ReadAsync(subject, what, cancellation);
                if (!bundles.IsDone)
                {
                    return AllocatorResult.Failed(bundles.Fault, bundles.Detail);
                }

                certificates.AddRange(bundles.Value.Current(parts.Now));
            }

            Operation[] deletes = [.. some.Select(one => parts.Bundles.Delete(one.Subject, one.About))];
            if (await RevokeAsync(stored, certificates, deletes, cancellation) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    private async Task<AllocatorResult?> RevokeAsync(
        StoredRun stored,
        List<StoredCertificate> certificates,
        Operation[] deletes,
        CancellationToken cancellation)
    {
        RevocationResult? revoked = certificates.Count == 0
            ? null
            : await parts.Revocations.RevokeAsync(
                [.. certificates.Select(Ending.Target)],
                [],
                [
                    .. deletes,
                    .. stored.Run.Agents.Take(MostTold).Select(agent => parts.Events.Entry(
                        agent, "revocations.changed", $"vpxi/{stored.Run.Id}")),
                    parts.Outbox.Entry(parts.Outbox.Event(
                        AuditNames.CertificatesRevoked, parts.Issuer.Principal.ToString(), $"vpxi/{stored.Run.Id}")),
                ],
                cancellation);
        if (revoked is { Fault: not (RevocationListFault.None or RevocationListFault.Full) })
        {
            return AllocatorResult.Failed(AllocatorFault.Store, $"{revoked.Fault}: {revoked.Detail}");
        }

        if (revoked is { Fault: RevocationListFault.None })
        {
            return null;
        }

        StateResult<TransactionAnswer> deleted = await parts.Store.TransactAsync(
            new Transaction([], deletes, []), cancellation);
        return deleted.IsDone ? null : AllocatorResult.Failed(deleted.Fault, deleted.Detail);
    }

    /// <summary>A certificate for a revocation list: its hash, and when it ends by itself.</summary>
    internal static (ObjectId Id, SpkiTime Until) Target(StoredCertificate certificate) => (
        new ObjectId(Principal.Of(Convert.FromHexString(certificate.Id))),
        certificate.NotAfter is { } last ? SpkiTime.OfUnix(last) : SpkiTime.Forever);
}
