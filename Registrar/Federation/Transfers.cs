using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Infrastructures;
using HiperNet.Registrar.Resources;
using HiperNet.Registrar.Rights;
using HiperNet.Registrar.State;
using HiperNet.Spki.Keys;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Registrar.Federation;

/// <summary>
/// Own resources for infrastructures of other registrars. A transfer is an infrastructure here, whose owner is the
/// registrar that asks: it is planned, booked, provisioned, ended and lapses as any other.
/// </summary>
public sealed class Transfers
{
    private const string Prefix = "x-";
    private const int IdDigits = 40;

    private readonly InfrastructureParts parts;
    private readonly Lifecycle lifecycle;
    private readonly Ending ending;
    private readonly RunReader reader;
    private readonly Announcements announcements;

    /// <summary>Gives to others.</summary>
    public Transfers(InfrastructureParts parts, Lifecycle lifecycle, Ending ending)
    {
        (this.parts, this.lifecycle, this.ending) = (parts, lifecycle, ending);
        reader = new RunReader(parts);
        announcements = new Announcements(parts);
    }

    /// <summary>Plans a part of another registrar's infrastructure on own resources, and holds it.</summary>
    /// <param name="caller">The other registrar.</param>
    /// <param name="peer">What it is called here.</param>
    /// <param name="request">What it asks for.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Outcome<TransferView>> HoldAsync(
        Caller caller, string peer, TransferRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        if (Fault(request) is { } fault)
        {
            return Outcome<TransferView>.Failed(AllocatorFault.Document, fault);
        }

        string id = IdOf(caller.Principal, request.Id);
        TransferTerms terms = new(request.Id, request.Network, request.Owner, [.. request.Nodes.Order()]);
        Outcome<StoredRun> known = await reader.ReadAsync(id, cancellation);
        if (known.Value is { Run.Transfer: { } before } && !IsSame(before, terms))
        {
            return Outcome<TransferView>.Failed(AllocatorFault.Name, "the name is used for something else");
        }

        RunRecord run = new(
            id, caller.Name, caller.Key.Sexp.Canonical, Wanted.Nothing, Replan: false, [], [], 0, 0, 0)
        {
            Transfer = terms,
        };
        HoldRequest hold = new(id, caller.Name, request.Document, Options(caller, peer, request.Start))
        {
            Part = request.Nodes.ToHashSet(StringComparer.Ordinal),
        };
        Outcome<VpxiView> held = await lifecycle.HoldAsync(run, hold, caller.Key, cancellation);
        return held.Value is null
            ? held.As<TransferView>()
            : await ViewAsync(caller.Principal, request.Id, cancellation);
    }

    /// <summary>Confirms what is held, certifies the other registrar, and hands the nodes to their agents.</summary>
    public async Task<Outcome<TransferView>> ConfirmAsync(Principal caller, string id, CancellationToken cancellation)
    {
        Outcome<VpxiView> done = await lifecycle.ProvisionAsync(IdOf(caller, id), caller.ToString(), cancellation);
        return done.Value is null ? done.As<TransferView>() : await ViewAsync(caller, id, cancellation);
    }

    /// <summary>Takes down what the other registrar says of its infrastructure, for the agents.</summary>
    public async Task<Outcome<TransferView>> TellAsync(
        Principal caller, string id, TransferState state, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Members is null || state.Certificates is null)
        {
            return Outcome<TransferView>.Failed(AllocatorFault.Document, "members and certificates are missing");
        }

        byte[] value = JsonSerializer.SerializeToUtf8Bytes(state, ContractJson.Default.TransferState);
        if (value.Length > FederationLimits.StateOctets || state.Wanted is not ("run" or "suspend")
            || state.Members.Any(member => member is not { Name: not null, Addresses: not null }))
        {
            return Outcome<TransferView>.Failed(AllocatorFault.Document, "it is too long, or no state");
        }

        string own = IdOf(caller, id);
        bool isRunning = state.Wanted == "run";
        Outcome<StoredRun> found = await reader.ReadAsync(own, cancellation);
        Outcome<VpxiView>? changed = null;
        if (found.Value is { } stored && stored.Run.Wanted == (isRunning ? Wanted.Suspend : Wanted.Run))
        {
            changed = await lifecycle.WantAsync(own, isRunning, caller.ToString(), cancellation);
        }

        StateResult<RangePage> before = await parts.Store.RangeAsync(
            new RangeQuery(KeyRange.Single(parts.Own.Told(own))), cancellation);
        bool isKnown = before.Value?.First is { } kept && kept.Value.Span.SequenceEqual(value);
        if (changed?.Failure is null && !isKnown)
        {
            changed = await lifecycle.ChangeAsync(
                own,
                (now, _) => now.Run.Wanted is Wanted.Run or Wanted.Suspend
                    ? [new PutOperation(parts.Own.Told(own), value), .. announcements.Work(now.Run)]
                    : null,
                cancellation);
        }

        return changed?.Failure is { } failure
            ? Outcome<TransferView>.Failed(failure)
            : await ViewAsync(caller, id, cancellation);
    }

    /// <summary>Takes resources back, from any state; none is no error.</summary>
    public async Task<Outcome<TransferView>> EndAsync(Principal caller, string id, CancellationToken cancellation)
    {
        Outcome<VpxiView> ended = await ending.DeleteAsync(IdOf(caller, id), caller.ToString(), cancellation);
        return ended.Value is null
            ? ended.As<TransferView>()
            : Outcome<TransferView>.Done(new TransferView(id, "ended", 0, 0, null, []));
    }

    /// <summary>A transfer as it is told to who has asked for it.</summary>
    public async Task<Outcome<TransferView>> ViewAsync(Principal caller, string id, CancellationToken cancellation)
    {
        Outcome<StoredRun> found = await reader.ReadAsync(IdOf(caller, id), cancellation);
        if (found.Value is not { Vpxi: { } vpxi, Run.Transfer: not null } stored)
        {
            return found.Value is null
                ? found.As<TransferView>()
                : Outcome<TransferView>.Failed(AllocatorFault.Unknown, "it has lapsed or ended");
        }

        StateResult<ProofRecords> proofs = await parts.Offers.ProofsAsync(Grants.OffersOf(vpxi), cancellation);
        StateResult<StoredBundles> granted = await parts.Bundles.ReadAsync(
            stored.Run.Owner, Grants.About(stored.Run.Id), cancellation);
        if (!proofs.IsDone || !granted.IsDone)
        {
            return proofs.IsDone ? Outcome<TransferView>.Failed(granted) : Outcome<TransferView>.Failed(proofs);
        }

        VpxiView view = Views.Of(stored);
        StoredCertificate[] certificates = [.. granted.Value.Current(parts.Now)];
        return Outcome<TransferView>.Done(new TransferView(
            id,
            view.State,
            view.Start,
            view.End,
            view.HoldUntil,
            [.. vpxi.Allocation.Nodes.Select(grant => Node(grant, stored, proofs.Value, certificates))]));
    }

    /// <summary>Ends what registrars have here that are none of the peers any more.</summary>
    /// <param name="isPeer">Whether a principal is a peer's.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Whether all were looked at.</returns>
    public async Task<bool> EndOthersAsync(Func<string, bool> isPeer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(isPeer);
        string? after = null;
        do
        {
            StateResult<RunPage> page = await reader.ListAsync(after, cancellation);
            if (!page.IsDone)
            {
                return false;
            }

            foreach (RunRecord run in page.Value.Items.Where(run => run.Transfer is not null && !isPeer(run.Owner)))
            {
                Outcome<VpxiView> ended = await ending.DeleteAsync(
                    run.Id, parts.Issuer.Principal.ToString(), cancellation);
                if (ended.Value is null)
                {
                    return false;
                }
            }

            after = page.Value.HasMore ? page.Value.Items[^1].Id : null;
        }
        while (after is not null);
        return true;
    }

    /// <summary>The name that a transfer has here: each registrar has names of its own.</summary>
    internal static string IdOf(Principal caller, string id) => Prefix + Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{caller}/{id}")))[..IdDigits];

    private static bool IsSame(TransferTerms one, TransferTerms other) =>
        one.Id == other.Id && one.Network == other.Network && one.User.Span.SequenceEqual(other.User.Span)
        && one.Nodes.SequenceEqual(other.Nodes, StringComparer.Ordinal);

    private static TransferNode Node(
        NodeGrant grant, StoredRun stored, ProofRecords proofs, StoredCertificate[] certificates)
    {
        NodeRecord? node = stored.Nodes.FirstOrDefault(one => one.Name == grant.Node);
        NodeReport? report = node is null
            ? null
            : new NodeReport(node.Key, node.Hit, node.Addresses, node.State, node.Detail);
        ResourceRecord? resource = proofs.Find(grant.Resource);
        return new TransferNode(
            grant.Node, grant.Resource, resource?.Principal ?? "", Chain(resource, certificates), report);
    }

    private static ReadOnlyMemory<byte> Chain(ResourceRecord? resource, StoredCertificate[] certificates)
    {
        if (resource is null)
        {
            return default;
        }

        string tag = Grants.MachineTag(Principal.Of(Convert.FromHexString(resource.Principal))).ToString();
        return Array.Find(certificates, one => one.Tag == tag) is { } granted
            ? Grants.Join(resource.Certificates, granted.Sequence)
            : resource.Certificates;
    }

    private string? Fault(TransferRequest request) =>
        !VpxiRecord.IsId(request.Id) || request.Id.Length < FederationLimits.LeastId
            ? "a name has 16 to 64 letters, digits and hyphens"
        : !VpxiRecord.IsId(request.Network) ? "the network has no name"
        : !Grants.TryRead(request.Owner, out _) ? "the owner's key is none"
        : request.Document is null || request.Nodes is null || request.Nodes.Any(node => node is null)
            || request.Nodes.Count is 0 or > FederationLimits.Nodes
            ? $"1 to {FederationLimits.Nodes} nodes are asked for"
        : request.Start < parts.Now - FederationLimits.Skew ? "it starts in the past"
        : null;

    private static AllocationOptions Options(Caller caller, string peer, long start) => new()
    {
        Asker = $"sha256:{caller.Name}", Communities = [peer], NotBefore = start, LaterStarts = 0,
    };
}
