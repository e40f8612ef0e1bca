using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Resources;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;
using HiperNet.Vpxi.Model;

namespace HiperNet.Registrar.Infrastructures;

/// <summary>What a registrar grants for an infrastructure: design flows 2, 3 and 5.</summary>
internal sealed class Grants(InfrastructureParts parts)
{
    /// <summary>Clocks may be apart by this much.</summary>
    private const long Skew = 300;

    private const string VpxiWord = "vpxi-";
    private const string LeftWord = "left-";
    private const string ShareWord = "share-";
    private static readonly string[] MachineWords = ["use", "console", "start", "stop"];

    /// <summary>What bundles of an infrastructure are about.</summary>
    public static string About(string id) => VpxiWord + id;

    /// <summary>What the bundle of an owner is about that was granted on resources that it has left.</summary>
    public static string AboutLeft(string id) => LeftWord + id;

    /// <summary>What the bundle of an owner is about that lets a second user in.</summary>
    public static string AboutShare(string id, string principal) => $"{ShareWord}{id}-{principal}";

    /// <summary>The infrastructure that a bundle is about; null if it is about something else.</summary>
    public static string? VpxiOf(string about)
    {
        const int PrincipalAndHyphen = (2 * Principal.Bytes) + 1;
        return about.StartsWith(VpxiWord, StringComparison.Ordinal) ? about[VpxiWord.Length..]
            : about.StartsWith(ShareWord, StringComparison.Ordinal)
                && about.Length > ShareWord.Length + PrincipalAndHyphen
                ? about[ShareWord.Length..^PrincipalAndHyphen]
                : null;
    }

    /// <summary>The owner's right to the infrastructure itself, until its window ends.</summary>
    public Bundle OfHold(RunRecord run, VpxiRecord vpxi) =>
        new(run.Owner, About(run.Id), [Lead(PrincipalOf(run.OwnerKey), vpxi)]);

    /// <summary>The owner's rights: to the infrastructure, to each resource of it, and to its network.</summary>
    /// <param name="run">The infrastructure.</param>
    /// <param name="vpxi">Its bookings.</param>
    /// <param name="resources">The principals of its resources.</param>
    public Bundle OfOwner(RunRecord run, VpxiRecord vpxi, ResourceSet resources)
    {
        Principal owner = PrincipalOf(run.OwnerKey);
        (SpkiTime first, SpkiTime last) = Validity(vpxi.Allocation.Window);
        if (run.Transfer is { } terms)
        {
            return OfTransfer(run, resources, Delegation.To(PrincipalOf(terms.User)), (first, last));
        }

        return new Bundle(
            run.Owner,
            About(run.Id),
            [
                Lead(owner, vpxi),
                parts.Issuer.Issue(new Grant(owner, GrantTags.Net(run.Id), Delegation.None, first, last)),
                .. resources.Principals.Distinct().Select(resource => parts.Issuer.Issue(new Grant(
                    owner, GrantTags.Machine(resource, MachineWords), Delegation.None, first, last))),
                .. resources.Foreign.Select(foreign => Joined(foreign.Chain, parts.Issuer.Issue(new Grant(
                    owner, GrantTags.Machine(foreign.Principal, MachineWords), Delegation.None, first, last)))),
            ]);
    }

    /// <summary>Another registrar's right to resources, which it may pass on to its user alone (flow 6).</summary>
    private Bundle OfTransfer(
        RunRecord run, ResourceSet resources, Delegation only, (SpkiTime First, SpkiTime Last) validity) => new(
        run.Owner,
        About(run.Id),
        [
            .. resources.Principals.Distinct().Select(resource => parts.Issuer.Issue(new Grant(
                PrincipalOf(run.OwnerKey),
                GrantTags.Machine(resource, MachineWords),
                only,
                validity.First,
                validity.Last))),
        ]);

    /// <summary>What is granted of a resource: to use it, to see its console, to start and to stop it.</summary>
    public static TagExpression MachineTag(Principal resource) => GrantTags.Machine(resource, MachineWords);

    /// <summary>Two parts of a chain as one sequence; the second alone if one of them is none.</summary>
    public static ReadOnlyMemory<byte> Join(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second) =>
        ShownCertificates.TryRead(first, out ImmutableArray<SpkiObject>? before, out _)
        && ShownCertificates.TryRead(second, out ImmutableArray<SpkiObject>? after, out _)
            ? Sequence.Create([.. before.Value, .. after.Value]).Node.Canonical
            : second;

    /// <summary>A certificate with what stands before it in its chain, so that its subject has all of it.</summary>
    private static StoredCertificate Joined(ReadOnlyMemory<byte> chain, StoredCertificate last) =>
        last with { Sequence = Join(chain, last.Sequence) };

    /// <summary>A node's right to its infrastructure's network.</summary>
    public Bundle OfNode(NodeRecord node, VpxiRecord vpxi)
    {
        Principal subject = PrincipalOf(node.Key);
        (SpkiTime first, SpkiTime last) = Validity(vpxi.Allocation.Window);
        return new Bundle(
            node.Principal,
            About(vpxi.Id),
            [parts.Issuer.Issue(new Grant(subject, GrantTags.Net(vpxi.Id), Delegation.None, first, last))]);
    }

    /// <summary>
    /// To the owner, with a second user as the one to whom it may be passed on (flow 5): the network, and its use.
    /// </summary>
    public Bundle OfShare(RunRecord run, VpxiRecord vpxi, ShareRecord share)
    {
        Principal owner = PrincipalOf(run.OwnerKey);
        Delegation only = Delegation.To(PrincipalOf(share.Key));
        (SpkiTime first, SpkiTime last) = Validity(vpxi.Allocation.Window);
        return new Bundle(
            run.Owner,
            AboutShare(run.Id, share.Principal),
            [
                parts.Issuer.Issue(new Grant(owner, GrantTags.Net(run.Id), only, first, last)),
                parts.Issuer.Issue(new Grant(owner, GrantTags.Vpxi(run.Id, "join"), only, first, last)),
            ]);
    }

    /// <summary>
    /// When what is issued now is to be issued anew: after two thirds of its time, but not if it reaches to the end.
    /// </summary>
    public long Due(TimeWindow window)
    {
        (_, SpkiTime last) = Validity(window);
        long start = Math.Max(parts.Now, window.Start);
        return last.Unix >= window.End - 1 ? 0 : start + ((last.Unix - start) / 3 * 2);
    }

    /// <summary>The principals of the resources that an infrastructure is on.</summary>
    /// <param name="vpxi">Its bookings.</param>
    /// <param name="proofs">The resources of the offers that it is on.</param>
    /// <param name="detail">Which resource has not granted what it must, if the result is null.</param>
    public ResourceSet? Resources(VpxiRecord vpxi, ProofRecords proofs, out string detail)
    {
        List<Principal> principals = [];
        foreach (string resource in vpxi.Allocation.Nodes.Select(grant => grant.Resource).Distinct())
        {
            if (ForeignName.IsForeign(resource) || proofs.Find(resource) is not { } found)
            {
                continue; // A switch, on which nothing is started: offers of all else have certificates.
            }

            if (found.NotAfter < parts.Now)
            {
                detail = $"{resource} has not certified this registrar anew";
                return null;
            }

            principals.Add(Principal.Of(Convert.FromHexString(found.Principal)));
        }

        detail = "";
        return new ResourceSet(principals, [.. proofs.Items.Select(proof => proof.Owner).Distinct()]);
    }

    /// <summary>The offers that an infrastructure is on.</summary>
    public static IReadOnlyList<string> OffersOf(VpxiRecord vpxi) =>
    [
        .. vpxi.Allocation.Nodes.Select(grant => grant.Resource.Split('.')[0])
            .Where(offer => !ForeignName.IsForeign(offer))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The principal of a public key that was kept.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static Principal PrincipalOf(ReadOnlyMemory<byte> key) =>
        TryRead(key, out PublicKey? read) ? read.Principal : throw new InvalidDataException("a key that is none");

    /// <summary>Reads a public key.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> octets, [NotNullWhen(true)] out PublicKey? key)
    {
        key = null;
        return CanonicalParser.TryParse(octets, limits: null, out SexpNode? node, out _)
            && PublicKey.TryParse(node, out key, out _);
    }

    private StoredCertificate Lead(Principal owner, VpxiRecord vpxi) => parts.Issuer.Issue(new Grant(
        owner,
        GrantTags.Vpxi(vpxi.Id),
        Delegation.Any,
        SpkiTime.OfUnix(parts.Now - Skew),
        SpkiTime.OfUnix(vpxi.Allocation.Window.End - 1)));

    /// <summary>
    /// From now, or the window's start, until the window's end, and not longer than certificates live. In the window
    /// the first second is some minutes ago, for clocks that are behind; what is issued before it begins with it,
    /// because the resource is somebody else's until then.
    /// </summary>
    private (SpkiTime First, SpkiTime Last) Validity(TimeWindow window)
    {
        long start = Math.Max(parts.Now, window.Start);
        long last = Math.Min(window.End - 1, start + (long)parts.Life.TotalSeconds);
        return (SpkiTime.OfUnix(window.Start <= parts.Now ? parts.Now - Skew : window.Start), SpkiTime.OfUnix(last));
    }
}
