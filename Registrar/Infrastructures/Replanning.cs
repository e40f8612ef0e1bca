using HiperNet.Registrar.Audit;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Revocations;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Infrastructures;

/// <summary>
/// What comes of a resource that disappears: the owner is told, and where he asked for it the infrastructure is planned
/// anew. New bookings, new certificates and the handing over are one transaction; what was granted on the resources
/// that it has left is revoked after that, by whoever looks next.
/// </summary>
internal sealed class Replanning(InfrastructureParts parts, Lifecycle lifecycle)
{
    private readonly Grants grants = new(parts);
    private readonly Announcements announcements = new(parts);

    private string Registrar => parts.Issuer.Principal.ToString();

    /// <summary>Looks at an infrastructure that is allocated.</summary>
    /// <param name="stored">The infrastructure.</param>
    /// <param name="vpxi">Its bookings.</param>
    /// <param name="silent">The offers that are silent.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Whether something was done.</returns>
    public async Task<bool> LookAsync(
        StoredRun stored, VpxiRecord vpxi, IReadOnlySet<string> silent, CancellationToken cancellation)
    {
        if (stored.Run.HasMoved)
        {
            await RevokeAsync(stored, cancellation);
            return true;
        }

        string[] gone = [.. vpxi.Allocation.Resources.Select(resource => resource.Split('.')[0])
            .Where(silent.Contains)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
        bool isNew = !gone.SequenceEqual(stored.Run.Degraded, StringComparer.Ordinal);
        if (isNew)
        {
            await TellAsync(stored.Run.Id, gone, cancellation);
        }
        else if (gone.Length > 0 && stored.Run.Replan && IsOurs(stored, vpxi))
        {
            AllocatorResult result = await parts.Allocator.ReplanAsync(
                stored.Run.Id,
                lifecycle.Options(stored.Run.Owner),
                next => HandOverAsync(stored, vpxi, next, cancellation),
                Registrar,
                cancellation);
            return result.Fault == AllocatorFault.None;
        }

        return isNew;
    }

    /// <summary>Whether it is this registrar's alone: what others have booked for it is not moved with it.</summary>
    private static bool IsOurs(StoredRun stored, VpxiRecord vpxi) =>
        stored.Run.Transfer is null && !vpxi.Allocation.Resources.Any(ForeignName.IsForeign);

    private Task<Outcome<VpxiView>> TellAsync(
        string id, string[] gone, CancellationToken cancellation) => lifecycle.ChangeAsync(
        id,
        (stored, _) =>
            stored.Run.Wanted == Wanted.End || gone.SequenceEqual(stored.Run.Degraded, StringComparer.Ordinal) ? [] :
            [
                lifecycle.Put(stored.Run with { Degraded = gone }),
                .. gone.Except(stored.Run.Degraded, StringComparer.Ordinal).Select(offer => announcements.ToOwner(
                    stored.Run,
                    "vpxi.degraded",
                    new Dictionary<string, string>(StringComparer.Ordinal) { ["offer"] = offer })),
            ],
        cancellation);

    /// <summary>What goes with new bookings; null if a resource of them cannot be had.</summary>
    private async Task<Accompaniment?> HandOverAsync(
        StoredRun stored, VpxiRecord before, VpxiRecord next, CancellationToken cancellation)
    {
        string id = stored.Run.Id;
        Outcome<ResourceSet> resources = await lifecycle.ResourcesAsync(next, cancellation);
        HashSet<string> moved = [.. before.Allocation.Nodes.Except(next.Allocation.Nodes, Places.Same)
            .Select(grant => grant.Node)];
        NodeRecord[] leaving = [.. stored.Nodes.Where(node => moved.Contains(node.Name))];
        if (resources.Value is not { } on
            || await KeptAsync(id, [stored.Run.Owner, .. leaving.Select(node => node.Principal)], cancellation)
                is not { } left)
        {
            return null;
        }

        RunRecord run = stored.Run with
        {
            Offers = Grants.OffersOf(next),
            Agents = on.Owners,
            Due = grants.Due(next.Allocation.Window),
            Degraded = [],
            HasMoved = true,
        };
        RunRecord everybody = run with
        {
            Offers = [.. run.Offers.Union(stored.Run.Offers, StringComparer.Ordinal)],
            Agents = [.. run.Agents.Union(stored.Run.Agents, StringComparer.Ordinal)],
        };
        return new Accompaniment(
            [Compare.ModRevision(parts.Own.Run(id), stored.RunRevision)],
            [
                lifecycle.Put(run),
                parts.Bundles.Put(grants.OfOwner(run, next, on)),
                parts.Bundles.Put(new Bundle(run.Owner, Grants.AboutLeft(id), left)),
                .. leaving.SelectMany(node => new[]
                {
                    new DeleteOperation(KeyRange.Single(parts.Own.Node(id, node.Name))),
                    parts.Bundles.Delete(node.Principal, Grants.About(id)),
                }),
                .. stored.Run.Offers.Except(run.Offers, StringComparer.Ordinal)
                    .Select(offer => new DeleteOperation(KeyRange.Single(parts.Own.WorkFor(offer, id)))),
                .. run.Offers.Except(stored.Run.Offers, StringComparer.Ordinal)
                    .Select(offer => new PutOperation(parts.Own.WorkFor(offer, id), "1"u8.ToArray())),
                .. announcements.Work(everybody),
                announcements.ToOwner(run, "vpxi.replanned"),
            ]);
    }

    /// <summary>The certificates that these have of an infrastructure; null if the store does not say.</summary>
    private async Task<StoredCertificate[]?> KeptAsync(
        string id, IReadOnlyList<string> subjects, CancellationToken cancellation)
    {
        List<StoredCertificate> all = [];
        foreach (string subject in subjects.Distinct(StringComparer.Ordinal))
        {
            StateResult<StoredBundles> kept = await parts.Bundles.ReadAsync(subject, Grants.About(id), cancellation);
            if (!kept.IsDone)
            {
                return null;
            }

            all.AddRange(kept.Value.Current(parts.Now));
        }

        return [.. all];
    }

    private async Task RevokeAsync(StoredRun stored, CancellationToken cancellation)
    {
        string id = stored.Run.Id;
        string about = Grants.AboutLeft(id);
        StateResult<StoredBundles> left = await parts.Bundles.ReadAsync(stored.Run.Owner, about, cancellation);
        if (!left.IsDone || await parts.Outbox.RefusalAsync(cancellation) is not null)
        {
            return;
        }

        Compare[] conditions = [Compare.ModRevision(parts.Own.Run(id), stored.RunRevision)];
        Operation[] operations =
        [
            lifecycle.Put(stored.Run with { HasMoved = false }),
            parts.Bundles.Delete(stored.Run.Owner, about),
            .. stored.Run.Agents.Select(agent => parts.Events.Entry(agent, "revocations.changed", $"vpxi/{id}")),
            parts.Outbox.Entry(parts.Outbox.Event(AuditNames.CertificatesRevoked, Registrar, $"vpxi/{id}")),
        ];
        RevocationResult revoked = await parts.Revocations.RevokeAsync(
            [.. left.Value.Current(parts.Now).Select(Ending.Target)], conditions, operations, cancellation);
        if (revoked.Fault == RevocationListFault.Full)
        {
            // They end by themselves within hours.
            await parts.Store.TransactAsync(new Transaction(conditions, operations, []), cancellation);
        }
    }
}
