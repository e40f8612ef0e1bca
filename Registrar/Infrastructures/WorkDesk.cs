using System.Text;
using System.Text.Json;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.State;
using HiperNet.Spki.Keys;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Registrar.Infrastructures;

/// <summary>What agents have to run, and what they say of it.</summary>
public sealed class WorkDesk
{
    private const int MostVpxis = 1000;
    private const int MostDetail = 500;
    private const int MostAddresses = 16;
    private const int MostAddress = 64;
    private static readonly string[] States = ["waiting", "starting", "running", "suspended", "ended", "failed"];

    private readonly InfrastructureParts parts;
    private readonly RunReader reader;
    private readonly Grants grants;
    private readonly Announcements announcements;
    private readonly Lifecycle lifecycle;

    /// <summary>A desk.</summary>
    public WorkDesk(InfrastructureParts parts, Lifecycle lifecycle)
    {
        this.parts = parts;
        this.lifecycle = lifecycle;
        reader = new RunReader(parts);
        grants = new Grants(parts);
        announcements = new Announcements(parts);
    }

    /// <summary>All that an offer's agent has to run.</summary>
    public async Task<Outcome<WorkView>> WorkAsync(string offer, CancellationToken cancellation)
    {
        StateResult<TransactionAnswer> read = await parts.Store.TransactAsync(
            new Transaction(
                [],
                [
                    new RangeOperation(new RangeQuery(KeyRange.Single(parts.Own.Work(offer)))),
                    new RangeOperation(new RangeQuery(KeyRange.Prefix(parts.Own.WorksOf(offer))) { Limit = MostVpxis }),
                ],
                []),
            cancellation);
        if (!read.IsDone)
        {
            return Outcome<WorkView>.Failed(read);
        }

        long revision = read.Value.Answers[0].Page?.First?.ModRevision ?? 0;
        int prefix = Encoding.UTF8.GetByteCount(parts.Own.WorksOf(offer));
        List<WorkVpxi> work = [];
        foreach (KeyValue item in read.Value.Answers[1].Page?.Items ?? [])
        {
            Outcome<WorkVpxi> one = await OfAsync(
                offer, Encoding.UTF8.GetString(item.Key.Span[prefix..]), cancellation);
            if (one.Failure is { Fault: not AllocatorFault.Unknown } failure)
            {
                return Outcome<WorkView>.Failed(failure);
            }

            if (one.Value is { } vpxi)
            {
                work.Add(vpxi);
            }
        }

        return Outcome<WorkView>.Done(new WorkView(revision, parts.Now, work));
    }

    /// <summary>Takes down what an agent says of a node, and gives the node what it needs to take part.</summary>
    public async Task<Outcome<NodeAnswer>> ReportAsync(
        string offer, string id, string name, NodeReport report, CancellationToken cancellation)
    {
        if (Fault(report) is { } fault || !Grants.TryRead(report.Key, out PublicKey? key))
        {
            return Outcome<NodeAnswer>.Failed(AllocatorFault.Document, Fault(report) ?? "the node's key is none");
        }

        NodeRecord node = new(
            name, key.Principal.ToString(), report.Key, report.Hit, report.Addresses, report.State, report.Detail);
        Bundle? issued = null;
        Outcome<VpxiView> changed = await lifecycle.ChangeAsync(
            id,
            (stored, vpxi) =>
            {
                if (stored.Run.Wanted is Wanted.Nothing or Wanted.End || !IsOn(vpxi, name, offer))
                {
                    return null;
                }

                NodeRecord? before = stored.Nodes.FirstOrDefault(one => one.Name == name);
                issued = stored.Run.Transfer is null ? grants.OfNode(node, vpxi) : null;
                return Changes(stored, before, node, issued);
            },
            cancellation);
        if (changed.Value is null)
        {
            return changed.As<NodeAnswer>();
        }

        // What is kept may be the one of before: of two that hold, the one that others know is given.
        StateResult<StoredBundles> kept = await parts.Bundles.ReadAsync(node.Principal, Grants.About(id), cancellation);
        if (!kept.IsDone)
        {
            return Outcome<NodeAnswer>.Failed(kept);
        }

        TransferState? told = issued is null ? await ToldAsync(id, cancellation) : null;
        return Outcome<NodeAnswer>.Done(new NodeAnswer(
        [
            .. kept.Value.Current(parts.Now).Select(certificate => certificate.Sequence),
            .. told?.Certificates ?? [],
        ]));
    }

    private static string? Fault(NodeReport report) =>
        report.Hit is null or { Length: > MostAddress } ? "a Host Identity Tag has at most 64 letters"
        : report.Addresses is null || report.Addresses.Count > MostAddresses
            || report.Addresses.Any(address => address is null or { Length: > MostAddress })
            ? $"there are at most {MostAddresses} addresses of {MostAddress} letters"
        : !States.Contains(report.State) ? $"a state is one of {string.Join(", ", States)}"
        : report.Detail is { Length: > MostDetail } ? $"a detail has at most {MostDetail} letters"
        : null;

    private static bool IsOn(VpxiRecord vpxi, string node, string offer) => vpxi.Allocation.Nodes.Any(grant =>
        grant.Node == node && grant.Resource.StartsWith(offer + ".", StringComparison.Ordinal));

    private List<Operation> Changes(StoredRun stored, NodeRecord? before, NodeRecord node, Bundle? bundle)
    {
        List<Operation> changes = [];
        if (before != node && !(before is not null && IsSame(before, node)))
        {
            changes.Add(new PutOperation(
                parts.Own.Node(stored.Run.Id, node.Name), InfrastructureCodec.Write(node)));
        }

        if (bundle is not null && (before is null || before.Principal != node.Principal))
        {
            changes.AddRange(lifecycle.Keep([bundle], $"vpxi/{stored.Run.Id}"));
        }

        if (before?.State != node.State)
        {
            changes.Add(announcements.ToOwner(
                stored.Run,
                "vpxi.node",
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["node"] = node.Name, ["state"] = node.State, ["detail"] = node.Detail ?? "",
                }));
        }

        if (!node.IsReachedLike(before))
        {
            changes.AddRange(announcements.Work(stored.Run));
        }

        return changes;
    }

    private static bool IsSame(NodeRecord before, NodeRecord node) =>
        node.IsReachedLike(before) && before.State == node.State && before.Detail == node.Detail;

    private async Task<Outcome<WorkVpxi>> OfAsync(string offer, string id, CancellationToken cancellation)
    {
        Outcome<StoredRun> found = await reader.ReadAsync(id, cancellation);
        if (found.Value is not { Vpxi: { State: VpxiState.Allocated } vpxi } stored
            || stored.Run.Wanted is not (Wanted.Run or Wanted.Suspend))
        {
            return found.Value is null
                ? Outcome<WorkVpxi>.Failed(found.Failure!)
                : Outcome<WorkVpxi>.Failed(AllocatorFault.Unknown, "not to run");
        }

        Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> certificates = await CertificatesAsync(stored, cancellation);
        if (certificates.Value is null)
        {
            return certificates.As<WorkVpxi>();
        }

        TransferState? told = stored.Run.Transfer is null ? null : await ToldAsync(id, cancellation);
        return Outcome<WorkVpxi>.Done(new WorkVpxi(
            id,
            stored.Run.Transfer is { } terms ? Grants.PrincipalOf(terms.User).ToString() : stored.Run.Owner,
            WordOf(stored.Run.Wanted),
            vpxi.Allocation.Window.Start,
            vpxi.Allocation.Window.End,
            vpxi.Document,
            [.. Nodes(offer, vpxi)],
            told?.Members ?? [.. Members(stored)],
            [.. certificates.Value, .. told?.Certificates ?? []])
        {
            Network = stored.Run.Transfer?.Network,
            Authority = stored.Run.Transfer is null ? default(ReadOnlyMemory<byte>?) : stored.Run.OwnerKey,
        });
    }

    /// <summary>What another registrar's agents have to know of an infrastructure.</summary>
    internal async Task<Outcome<TransferState>> StateAsync(StoredRun stored, CancellationToken cancellation)
    {
        Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> certificates = await CertificatesAsync(stored, cancellation);
        return certificates.Value is { } sequences
            ? Outcome<TransferState>.Done(new TransferState(WordOf(stored.Run.Wanted), [.. Members(stored)], sequences))
            : certificates.As<TransferState>();
    }

    /// <summary>What another registrar has said of a part of its infrastructure; null if nothing yet.</summary>
    internal async Task<TransferState?> ToldAsync(string id, CancellationToken cancellation)
    {
        StateResult<RangePage> page = await parts.Store.RangeAsync(
            new RangeQuery(KeyRange.Single(parts.Own.Told(id))), cancellation);
        return page is { IsDone: true, Value.First: { } item }
            ? JsonSerializer.Deserialize(item.Value.Span, ContractJson.Default.TransferState)
            : null;
    }

    private static string WordOf(Wanted wanted) => wanted == Wanted.Suspend ? "suspend" : "run";

    private async Task<Outcome<IReadOnlyList<ReadOnlyMemory<byte>>>> CertificatesAsync(
        StoredRun stored, CancellationToken cancellation)
    {
        List<ReadOnlyMemory<byte>> certificates = [];
        foreach ((string subject, string about) in Kept(stored))
        {
            StateResult<StoredBundles> kept = await parts.Bundles.ReadAsync(subject, about, cancellation);
            if (!kept.IsDone)
            {
                return Outcome<IReadOnlyList<ReadOnlyMemory<byte>>>.Failed(kept);
            }

            certificates.AddRange(kept.Value.Current(parts.Now).Select(certificate => certificate.Sequence));
        }

        return Outcome<IReadOnlyList<ReadOnlyMemory<byte>>>.Done(certificates);
    }

    /// <summary>Where the certificates of all who take part are kept: a second user's are from the owner.</summary>
    private static IEnumerable<(string Subject, string About)> Kept(StoredRun stored)
    {
        string about = Grants.About(stored.Run.Id);
        yield return (stored.Run.Owner, about);
        foreach (NodeRecord node in stored.Nodes)
        {
            yield return (node.Principal, about);
        }

        foreach (ShareRecord share in stored.Shares.Where(share => share.State == "granted"))
        {
            yield return (stored.Run.Owner, Grants.AboutShare(stored.Run.Id, share.Principal));
            yield return (share.Principal, Publication.AboutFrom(stored.Run.Owner));
        }
    }

    private static IEnumerable<WorkNode> Nodes(string offer, VpxiRecord vpxi)
    {
        string prefix = offer + ".";
        foreach (NodeGrant grant in vpxi.Allocation.Nodes)
        {
            if (grant.Resource.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return new WorkNode(
                    grant.Node,
                    grant.Resource[prefix.Length..],
                    grant.Amounts.GroupBy(amount => amount.Capacity.Name, StringComparer.Ordinal)
                        .ToDictionary(group => group.Key, group => group.Max(amount => amount.Amount)));
            }
        }
    }

    private static IEnumerable<WorkMember> Members(StoredRun stored)
    {
        foreach (NodeRecord node in stored.Nodes)
        {
            yield return new WorkMember(node.Name, node.Key, node.Hit, node.Addresses);
        }

        yield return new WorkMember(stored.Run.Owner, stored.Run.OwnerKey, null, []);
        foreach (ShareRecord share in stored.Shares.Where(share => share.State == "granted"))
        {
            yield return new WorkMember(share.Principal, share.Key, null, []);
        }
    }
}
