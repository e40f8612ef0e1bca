using System.Globalization;
using HiperNet.Registrar.Audit;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Resources;
using HiperNet.Registrar.Rights;
using HiperNet.Registrar.State;
using HiperNet.Spki.Keys;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Registrar.Infrastructures;

/// <summary>
/// From a wish to running nodes. Each step is a transaction, and each can be asked again: a registrar that dies between
/// two steps leaves something that the next request, or the sweep, goes on with.
/// </summary>
public sealed class Lifecycle
{
    private const int MostBundles = 48;
    private const int MostNamed = 6;
    private const int MostTold = 10;
    private readonly InfrastructureParts parts;
    private readonly RunReader reader;
    private readonly Grants grants;
    private readonly Announcements announcements;

    /// <summary>A life cycle.</summary>
    public Lifecycle(InfrastructureParts parts)
    {
        this.parts = parts;
        reader = new RunReader(parts);
        grants = new Grants(parts);
        announcements = new Announcements(parts);
    }

    /// <summary>Plans an infrastructure and holds what it gets for a short while.</summary>
    public async Task<Outcome<VpxiView>> CreateAsync(
        Caller caller, VpxiRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        if (!VpxiRecord.IsId(request.Id))
        {
            return Outcome<VpxiView>.Failed(AllocatorFault.Name, "a name has 1 to 64 letters, digits and hyphens");
        }

        RunRecord run = new(
            request.Id, caller.Name, caller.Key.Sexp.Canonical, Wanted.Nothing, request.Replan, [], [], 0, 0, 0);
        HoldRequest hold = new(request.Id, caller.Name, request.Document, Options(caller.Name));
        return await HoldAsync(run, hold, caller.Key, cancellation);
    }

    /// <summary>Writes down who wants it, and holds it.</summary>
    internal async Task<Outcome<VpxiView>> HoldAsync(
        RunRecord run, HoldRequest request, PublicKey caller, CancellationToken cancellation)
    {
        (Compare[] claim, AllocatorResult? failure) = await ClaimAsync(run, cancellation);
        if (failure is not null)
        {
            return Outcome<VpxiView>.Failed(failure);
        }

        // Nothing is held of which nobody has written down who wants it.
        HoldRequest claimed = request with { Conditions = claim };
        AllocatorResult held = await parts.Allocator.HoldAsync(claimed, run.Owner, cancellation);
        if (held.Fault == AllocatorFault.Refused && run.Transfer is null && parts.Abroad is { } abroad)
        {
            held = await abroad.HoldAsync(claimed, caller, held, cancellation);
        }

        if (held.Fault != AllocatorFault.None)
        {
            await ForgetAsync(run.Id, claim, cancellation);
            return Outcome<VpxiView>.Failed(held);
        }

        return await ChangeAsync(
            run.Id,
            (stored, vpxi) => stored.Run.Wanted == Wanted.End ? null : stored.Run.Wanted != Wanted.Nothing ? [] :
            [
                .. Keep([.. Lead(stored.Run, vpxi)], $"vpxi/{run.Id}"),
                announcements.ToOwner(stored.Run, "vpxi.held"),
            ],
            cancellation);
    }

    /// <summary>Confirms what is held, issues its certificates and hands it to the agents.</summary>
    public async Task<Outcome<VpxiView>> ProvisionAsync(string id, string by, CancellationToken cancellation)
    {
        Outcome<StoredRun> before = await reader.ReadAsync(id, cancellation);
        if (before.Value is not { Vpxi: { } vpxi } stored)
        {
            return Missing(before);
        }

        if (stored.Run.Wanted is Wanted.Run or Wanted.Suspend)
        {
            return Outcome<VpxiView>.Done(Views.Of(stored));
        }

        if (stored.Run.Wanted == Wanted.End)
        {
            return Outcome<VpxiView>.Failed(AllocatorFault.State, $"'{id}' is {Views.Of(stored).State}");
        }

        if (parts.Abroad is { } abroad)
        {
            Principal user = Grants.PrincipalOf(stored.Run.OwnerKey);
            if (await abroad.ConfirmAsync(vpxi, user, cancellation) is { } refused)
            {
                // All or nothing: what is held here goes too, and the sweep forgets the rest.
                await parts.Allocator.ReleaseAsync(id, by, cancellation);
                return Outcome<VpxiView>.Failed(refused);
            }
        }

        Outcome<ResourceSet> resources = await ResourcesAsync(vpxi, cancellation);
        if (resources.Value is null)
        {
            return resources.As<VpxiView>();
        }

        AllocatorResult confirmed = await parts.Allocator.ConfirmAsync(id, by, cancellation);
        if (confirmed.Fault != AllocatorFault.None)
        {
            return Outcome<VpxiView>.Failed(confirmed);
        }

        // Who works for it is written first: of what nobody wants to run yet, there is no work.
        foreach (string[] some in Grants.OffersOf(vpxi).Chunk(MostBundles))
        {
            Outcome<VpxiView> written = await ChangeAsync(
                id,
                (now, _) => now.Run.Wanted != Wanted.Nothing ? [] :
                    [.. some.Select(offer => new PutOperation(parts.Own.WorkFor(offer, id), "1"u8.ToArray()))],
                cancellation);
            if (written.Value is null)
            {
                return written;
            }
        }

        return await ChangeAsync(
            id,
            (now, current) => now.Run.Wanted == Wanted.End ? null
                : now.Run.Wanted != Wanted.Nothing ? []
                : Provisioning(now, current, resources.Value, by),
            cancellation);
    }

    /// <summary>Suspends an infrastructure that runs, or lets a suspended one run.</summary>
    public Task<Outcome<VpxiView>> WantAsync(string id, bool isRunning, string by, CancellationToken cancellation)
    {
        Wanted wanted = isRunning ? Wanted.Run : Wanted.Suspend;
        return ChangeAsync(
            id,
            (stored, _) => stored.Run.Wanted is not (Wanted.Run or Wanted.Suspend) ? null
                : stored.Run.Wanted == wanted ? []
                :
                [
                    Put(stored.Run with { Wanted = wanted }),
                    parts.Outbox.Entry(parts.Outbox.Event(
                        AuditNames.VpxiWanted, by, $"vpxi/{id}", ("wanted", wanted.ToString()))),
                    announcements.ToOwner(stored.Run, isRunning ? "vpxi.resumed" : "vpxi.suspended"),
                    .. announcements.Work(stored.Run),
                ],
            cancellation);
    }

    /// <summary>
    /// Gives an infrastructure another end, with certificates that fit; if it is refused the old one stays.
    /// </summary>
    public async Task<Outcome<VpxiView>> ExtendAsync(
        string id, long end, string by, CancellationToken cancellation)
    {
        Outcome<StoredRun> before = await reader.ReadAsync(id, cancellation);
        if (before.Value is not { Vpxi: not null })
        {
            return Missing(before);
        }

        AllocatorResult extended = await parts.Allocator.ExtendAsync(id, end, by, cancellation);
        return extended.Fault == AllocatorFault.None
            ? await RenewAsync(id, "vpxi.extended", cancellation)
            : Outcome<VpxiView>.Failed(extended);
    }

    /// <summary>Issues all certificates of an infrastructure again.</summary>
    /// <param name="id">Which one.</param>
    /// <param name="name">What the owner is told.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Outcome<VpxiView>> RenewAsync(string id, string name, CancellationToken cancellation)
    {
        Outcome<StoredRun> before = await reader.ReadAsync(id, cancellation);
        if (before.Value is not { Vpxi: { } vpxi } stored)
        {
            return Missing(before);
        }

        Outcome<ResourceSet> resources = await ResourcesAsync(vpxi, cancellation);
        if (resources.Value is null)
        {
            return resources.As<VpxiView>();
        }

        bool isProvisioned = stored.Run.Wanted is Wanted.Run or Wanted.Suspend;
        Bundle[] bundles = [.. Bundles(stored, vpxi, isProvisioned ? resources.Value : ResourceSet.Empty)];
        foreach (Bundle[] some in bundles.Chunk(MostBundles))
        {
            Outcome<VpxiView> written = await ChangeAsync(
                id,
                (now, _) => now.Run.Wanted == Wanted.End ? null : [.. Keep(some, $"vpxi/{id}")],
                cancellation);
            if (written.Value is null)
            {
                return written;
            }
        }

        return await ChangeAsync(
            id,
            (now, current) => now.Run.Wanted == Wanted.End ? null :
            [
                Put(now.Run with
                {
                    Due = isProvisioned ? grants.Due(current.Allocation.Window) : 0,
                    End = current.Allocation.Window.End,
                }),
                announcements.ToOwner(now.Run, name),
                .. announcements.Work(now.Run),
            ],
            cancellation);
    }

    /// <summary>An infrastructure.</summary>
    public async Task<Outcome<VpxiView>> ViewAsync(string id, CancellationToken cancellation)
    {
        Outcome<StoredRun> found = await reader.ReadAsync(id, cancellation);
        return found.Value is { } stored ? Outcome<VpxiView>.Done(Views.Of(stored)) : found.As<VpxiView>();
    }

    /// <summary>All that was granted to an infrastructure.</summary>
    public async Task<Outcome<Manifest>> ManifestAsync(string id, CancellationToken cancellation)
    {
        Outcome<StoredRun> found = await reader.ReadAsync(id, cancellation);
        if (found.Value is not { Vpxi: { } vpxi } stored)
        {
            return Missing(found).As<Manifest>();
        }

        List<CertificateView> certificates = [];
        foreach (string subject in stored.Nodes.Select(node => node.Principal).Prepend(stored.Run.Owner).Distinct())
        {
            StateResult<StoredBundles> kept = await parts.Bundles.ReadAsync(
                subject, Grants.About(id), cancellation);
            if (!kept.IsDone)
            {
                return Outcome<Manifest>.Failed(kept);
            }

            certificates.AddRange(CertificateViews.Of(kept.Value.Items));
        }

        return Outcome<Manifest>.Done(new Manifest(
            Views.Of(stored), vpxi.Document, Views.Json(vpxi.Allocation), certificates));
    }

    /// <summary>Infrastructures by name: those of an owner, or all.</summary>
    /// <param name="owner">Whose, in hexadecimal; null for everybody's.</param>
    /// <param name="after">The last name that is known; null to begin.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Outcome<Page<VpxiView>>> ListAsync(
        string? owner, string? after, CancellationToken cancellation)
    {
        StateResult<RunPage> page = await reader.ListAsync(after, cancellation);
        if (!page.IsDone)
        {
            return Outcome<Page<VpxiView>>.Failed(page);
        }

        List<VpxiView> views = [];
        foreach (RunRecord run in page.Value.Items.Where(run => owner is null || run.Owner == owner))
        {
            Outcome<VpxiView> view = await ViewAsync(run.Id, cancellation);
            views.Add(view.Value ?? Views.Ended(run.Id, run.Owner));
        }

        string? next = page.Value.HasMore ? page.Value.Items[^1].Id : null;
        return Outcome<Page<VpxiView>>.Done(new Page<VpxiView>(views, next));
    }

    /// <summary>
    /// Who has to know at once if a bundle changes: the agents of the infrastructure that it is about.
    /// </summary>
    /// <param name="about">What it is about.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<IReadOnlyList<string>> ListenersAsync(string about, CancellationToken cancellation)
    {
        string? id = Grants.VpxiOf(about);
        Outcome<StoredRun>? found = id is null ? null : await reader.ReadAsync(id, cancellation);
        return found?.Value?.Run.Agents ?? [];
    }

    /// <summary>Who asks for what, as the planner wants it.</summary>
    internal AllocationOptions Options(string owner) => new()
    {
        Asker = $"sha256:{owner}", Communities = [parts.Name], NotBefore = parts.Now,
    };

    /// <summary>Changes an infrastructure, on the condition that nobody has since it was read.</summary>
    /// <param name="id">Which one.</param>
    /// <param name="change">
    /// What is written; nothing if it is so already, and null if its state does not allow it.
    /// </param>
    /// <param name="cancellation">Ends the waiting.</param>
    internal async Task<Outcome<VpxiView>> ChangeAsync(
        string id, Func<StoredRun, VpxiRecord, IReadOnlyList<Operation>?> change, CancellationToken cancellation)
    {
        for (int i = 0; i < InfrastructureParts.Tries; i++)
        {
            Outcome<StoredRun> before = await reader.ReadAsync(id, cancellation);
            if (before.Value is not { Vpxi: { } vpxi } stored)
            {
                return Missing(before);
            }

            if (change(stored, vpxi) is not { } operations)
            {
                return Outcome<VpxiView>.Failed(AllocatorFault.State, $"'{id}' is {Views.Of(stored).State}");
            }

            if (operations.Count == 0)
            {
                return Outcome<VpxiView>.Done(Views.Of(stored));
            }

            if (await parts.Outbox.RefusalAsync(cancellation) is { } refusal)
            {
                return Outcome<VpxiView>.Failed(AllocatorFault.Log, refusal);
            }

            StateResult<TransactionAnswer> written = await parts.DoAsync(
                [
                    Compare.ModRevision(parts.Own.Run(id), stored.RunRevision),
                    Compare.CreateRevision(parts.Keys.Vpxi(id), 0, CompareRelation.Greater),
                ],
                operations,
                cancellation);
            if (!written.IsDone && written.Fault != StateFault.UnknownOutcome)
            {
                return Outcome<VpxiView>.Failed(written);
            }

            if (written is { Value.Succeeded: true })
            {
                return await ViewAsync(id, cancellation);
            }
        }

        return Outcome<VpxiView>.Failed(AllocatorFault.Busy, $"others change '{id}' all the time; try again");
    }

    /// <summary>What keeps a run.</summary>
    internal PutOperation Put(RunRecord run) => new(parts.Own.Run(run.Id), InfrastructureCodec.Write(run));

    private static Outcome<VpxiView> Missing(Outcome<StoredRun> found) => found.Value is null
        ? found.As<VpxiView>()
        : Outcome<VpxiView>.Failed(AllocatorFault.Unknown, $"'{found.Value.Run.Id}' has lapsed or ended");

    private List<Operation> Provisioning(
        StoredRun stored, VpxiRecord vpxi, ResourceSet resources, string by)
    {
        RunRecord run = stored.Run with
        {
            Wanted = Wanted.Run,
            Offers = Grants.OffersOf(vpxi),
            Agents = resources.Owners,
            Due = grants.Due(vpxi.Allocation.Window),
            End = vpxi.Allocation.Window.End,
        };
        return
        [
            Put(run),
            .. Keep([.. Bundles(stored, vpxi, resources)], $"vpxi/{run.Id}"),
            announcements.ToOwner(stored.Run, "vpxi.provisioned"),
            parts.Outbox.Entry(parts.Outbox.Event(AuditNames.VpxiProvisioned, by, $"vpxi/{stored.Run.Id}")),
            .. announcements.Work(run),
        ];
    }

    /// <summary>What keeps bundles, and tells the log of every certificate in them.</summary>
    internal IEnumerable<Operation> Keep(IReadOnlyList<Bundle> bundles, string about) =>
    [
        .. bundles.Select(parts.Bundles.Put),
        .. bundles.SelectMany(bundle => bundle.Certificates.Chunk(MostNamed).Select(some => (bundle.Subject, some)))
            .Chunk(MostTold)
            .Select(told => parts.Outbox.Entry(parts.Outbox.Event(
                AuditNames.CertificatesIssued,
                parts.Issuer.Principal.ToString(),
                about,
                [.. told.Select((one, i) => (
                    string.Create(CultureInfo.InvariantCulture, $"to_{i}"),
                    $"{one.Subject}: {string.Join(' ', one.some.Select(certificate => certificate.Id))}"))]))),
    ];

    private IEnumerable<Bundle> Bundles(StoredRun stored, VpxiRecord vpxi, ResourceSet resources)
    {
        foreach (Bundle first in resources.IsEmpty
            ? Lead(stored.Run, vpxi)
            : [grants.OfOwner(stored.Run, vpxi, resources)])
        {
            yield return first;
        }

        // The network of a part is the other registrar's, which certifies its members.
        foreach (NodeRecord node in stored.Run.Transfer is null ? stored.Nodes : [])
        {
            yield return grants.OfNode(node, vpxi);
        }

        foreach (ShareRecord share in stored.Shares.Where(share => share.State == "granted"))
        {
            yield return grants.OfShare(stored.Run, vpxi, share);
        }
    }

    /// <summary>Another registrar has its rights by its own; who asks here has one to what is held.</summary>
    private IEnumerable<Bundle> Lead(RunRecord run, VpxiRecord vpxi) =>
        run.Transfer is null ? [grants.OfHold(run, vpxi)] : [];

    internal async Task<Outcome<ResourceSet>> ResourcesAsync(VpxiRecord vpxi, CancellationToken cancellation)
    {
        StateResult<ProofRecords> proofs = await parts.Offers.ProofsAsync(Grants.OffersOf(vpxi), cancellation);
        if (!proofs.IsDone)
        {
            return Outcome<ResourceSet>.Failed(proofs);
        }

        if (grants.Resources(vpxi, proofs.Value, out string detail) is not { } resources)
        {
            return Outcome<ResourceSet>.Failed(AllocatorFault.State, detail);
        }

        if (parts.Abroad is not { } abroad)
        {
            return Outcome<ResourceSet>.Done(resources);
        }

        Outcome<IReadOnlyList<ForeignResource>> foreign = await abroad.ResourcesAsync(vpxi.Id, cancellation);
        return foreign.Value is { } others
            ? Outcome<ResourceSet>.Done(resources with { Foreign = others })
            : foreign.As<ResourceSet>();
    }

    /// <summary>Writes down who wants it, before anything is held.</summary>
    /// <returns>That it still stands there, as a condition of the hold; or why it was not done.</returns>
    private async Task<(Compare[] Claim, AllocatorResult? Failure)> ClaimAsync(
        RunRecord run, CancellationToken cancellation)
    {
        Outcome<StoredRun> known = await reader.ReadAsync(run.Id, cancellation);
        if (known.Value is { } stored && stored.Run.Owner != run.Owner)
        {
            return ([], AllocatorResult.Failed(AllocatorFault.Name, $"'{run.Id}' is taken"));
        }

        if (known.Failure is { Fault: not AllocatorFault.Unknown })
        {
            return ([], known.Failure);
        }

        if (known.Value is { } before && (before.Run.Wanted == Wanted.End || IsOver(before)))
        {
            // What the one before has left is cleared away first: nodes, work, certificates.
            return ([], AllocatorResult.Failed(
                AllocatorFault.Busy, $"the '{run.Id}' of before is being ended; try again in some seconds"));
        }

        if (known.Value is { Vpxi: not null } there)
        {
            return ([Compare.ModRevision(parts.Own.Run(run.Id), there.RunRevision)], null);
        }

        StateResult<TransactionAnswer> written = await parts.Store.TransactAsync(
            new Transaction(
                [Compare.ModRevision(parts.Own.Run(run.Id), known.Value?.RunRevision ?? 0)], [Put(run)], []),
            cancellation);
        return !written.IsDone ? ([], AllocatorResult.Failed(written.Fault, written.Detail))
            : written.Value.Succeeded
                ? ([Compare.ModRevision(parts.Own.Run(run.Id), written.Value.Revision)], null)
            : ([], AllocatorResult.Failed(
                AllocatorFault.Busy, $"'{run.Id}' is asked for at this moment; try again"));
    }

    /// <summary>Whether it was provisioned, and its window is over.</summary>
    private static bool IsOver(StoredRun stored) => stored.Vpxi is null && stored.Run.Wanted != Wanted.Nothing;

    /// <summary>Forgets a claim for which nothing is held, if it is still the same claim.</summary>
    private async Task ForgetAsync(string id, Compare[] claim, CancellationToken cancellation) =>
        await parts.Store.TransactAsync(
            new Transaction(
                [Compare.Absent(parts.Keys.Vpxi(id)), .. claim],
                [new DeleteOperation(KeyRange.Single(parts.Own.Run(id)))],
                []),
            cancellation);
}
