using System.Collections.Immutable;
using HiperNet.HipStack.Identity;
using HiperNet.Hipd.Configuration;
using HiperNet.Hipd.Peers;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Revocation;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;

namespace HiperNet.Hipd.Policy;

/// <summary>
/// Decides who may talk to us. With certificates, each decision sees what we know and what this peer showed, and
/// nothing that another peer showed: a stranger fills no one's memory but its own.
/// </summary>
internal sealed class PeerPolicy
{
    /// <summary>
    /// What one decision may cost. Chains of people are short; what a hostile one may take away from the control
    /// thread is some milliseconds.
    /// </summary>
    private static readonly DecisionOptions Limits = new() { MaxFacts = 10_000, MaxSignatureChecks = 32 };

    private readonly IReadOnlyList<Identity> identities;
    private readonly HostBook hosts;
    private readonly DaemonClock clock;
    private PolicySettings settings;
    private ImmutableArray<SpkiObject> told = [];

    public PeerPolicy(
        PolicySettings settings, IReadOnlyList<Identity> identities, HostBook hosts, DaemonClock clock)
    {
        this.settings = settings;
        this.identities = identities;
        this.hosts = hosts;
        this.clock = clock;
        Chain = ChainItems.Of(settings.Chain);
    }

    public PolicyMode Mode => settings.Mode;

    /// <summary>What we show to peers, each certificate with its signature as one sequence.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Chain { get; private set; }

    /// <summary>
    /// Adds certificates, which may come with their signatures in one sequence or one after the other, and lists.
    /// </summary>
    /// <returns>How many signed objects are about one of our keys, and are shown to peers from now on.</returns>
    public int Add(IReadOnlyList<SpkiObject> objects)
    {
        HashSet<string> known = [.. told.Select(CertificateRecords.IdOf)];
        SpkiObject[] added =
            [.. ChainItems.Read(ChainItems.Of(objects)).Where(item => known.Add(CertificateRecords.IdOf(item)))];
        told = [.. told, .. added];
        ShowOwn();
        return added.Count(IsAboutUs);
    }

    /// <summary>Takes from what was told the object with this hash, or the sequence that holds it.</summary>
    /// <returns>How many were taken.</returns>
    public int Remove(string id)
    {
        int before = told.Length;
        told =
        [
            .. told.Where(item => CertificateRecords.IdOf(item) != id
                && !ShownItems.Parts(item).Any(part => CertificateRecords.IdOf(part) == id)),
        ];
        ShowOwn();
        return before - told.Length;
    }

    /// <summary>Takes another policy over; what was told stays.</summary>
    public void Replace(PolicySettings other)
    {
        settings = other;
        ShowOwn();
    }

    /// <summary>Decides on a peer.</summary>
    /// <param name="identity">The key that it has proven.</param>
    /// <param name="chain">What it showed.</param>
    public PeerDecision Decide(HostIdentity identity, IReadOnlyList<ReadOnlyMemory<byte>> chain) => settings.Mode switch
    {
        PolicyMode.Any => Unlimited("the policy lets anybody talk to us"),
        PolicyMode.Listed => hosts.Find(Hit.Of(identity)) is { } host
            ? Unlimited($"{host.Name ?? host.Hit.ToString()} is a listed host")
            : Refused("it is not a listed host", decision: null),
        _ => DecideByCertificates(identity, chain),
    };

    private IEnumerable<Principal> Ours => identities.Select(identity => identity.Public.Principal);

    /// <summary>What we show: what the configuration names, and what was told that leads to one of our keys.</summary>
    private void ShowOwn() => Chain = ChainItems.Of([.. settings.Chain, .. ShownItems.Of(told, Ours)]);

    private bool IsAboutUs(SpkiObject item) => ShownItems.IsAbout(item, Ours);

    private static PeerDecision Unlimited(string reason) =>
        new(IsGranted: true, Until: null, reason, new Everything(TimeSpan.MaxValue), Decision: null);

    private static PeerDecision Refused(string reason, Decision? decision) =>
        new(IsGranted: false, Until: null, reason, Rights: null, decision);

    private PeerDecision DecideByCertificates(HostIdentity identity, IReadOnlyList<ReadOnlyMemory<byte>> chain)
    {
        if (SpkiKeys.Of(identity) is not { } key)
        {
            return Refused("SPKI takes no key of its kind", decision: null);
        }

        SpkiObject[] shown = ChainItems.ReadPeer(chain);
        (CertificatePool pool, RevocationState revocations) = Load(key, shown);
        Decision? best = Best(key, settings.Vpxis.Select(NetRequests.Everything), pool, revocations);
        if (best is { IsGranted: true })
        {
            TimeSpan? until = clock.At(best.Until);
            return new PeerDecision(
                IsGranted: true, until, best.ToString(), new Everything(until ?? TimeSpan.MaxValue), best);
        }

        AuthorizationCertificate[] certificates = ByInterest(key, shown, pool);
        return Best(key, settings.Vpxis.SelectMany(vpxi => NarrowRights.Samples(vpxi, certificates)), pool, revocations)
            is { IsGranted: true } narrow
            ? Narrow(narrow, key, pool, revocations)
            : Refused(best?.ToString() ?? "no VPXI is configured", best);
    }

    /// <summary>Those about the peer first, then what it showed with them, then what is known of others.</summary>
    private static AuthorizationCertificate[] ByInterest(PublicKey key, SpkiObject[] shown, CertificatePool pool)
    {
        HashSet<ObjectId> own = [.. shown.OfType<Certificate>().Select(certificate => certificate.Id)];
        return
        [
            .. pool.Certificates
                .Select(pooled => pooled.Certificate)
                .OfType<AuthorizationCertificate>()
                .OrderByDescending(certificate => Party.Of(certificate.Subject) == Party.Key(key.Principal))
                .ThenByDescending(certificate => own.Contains(certificate.Id)),
        ];
    }

    private PeerDecision Narrow(Decision decision, PublicKey key, CertificatePool pool, RevocationState revocations)
    {
        TimeSpan? until = clock.At(decision.Until);
        IReadOnlyList<SexpNode> vpxis = settings.Vpxis;
        PeerRights rights = new(
            until ?? TimeSpan.MaxValue,
            (protocol, port) =>
                Best(key, vpxis.Select(vpxi => NetRequests.Service(vpxi, protocol, port)), pool, revocations)
                    is { IsGranted: true } service
                    ? clock.At(service.Until) ?? TimeSpan.MaxValue
                    : null,
            () => clock.Now);
        return new PeerDecision(IsGranted: true, until, decision.ToString(), rights, decision);
    }

    /// <summary>
    /// The grant that lasts longest, of all roots and requests; else the last refusal, which is that of a configured
    /// root if there is one and tells people more.
    /// </summary>
    private Decision? Best(
        PublicKey key, IEnumerable<TagExpression> requests, CertificatePool pool, RevocationState revocations)
    {
        Decision? best = null;
        foreach (TagExpression request in requests)
        {
            foreach (TrustRoot root in Roots())
            {
                DecisionQuery query = new(root, Party.Key(key.Principal), request, clock.SpkiNow);
                Decision decision = Decider.Decide(query, pool, revocations, Limits);
                if (best is not { IsGranted: true } || (decision.IsGranted && best.Until < decision.Until))
                {
                    best = decision;
                }
            }
        }

        return best;
    }

    private IEnumerable<TrustRoot> Roots()
    {
        if (settings.Acl is { } acl)
        {
            yield return TrustRoot.Of(identities[0].Public.Principal, acl);
        }

        foreach (Identity identity in identities)
        {
            yield return TrustRoot.Of(identity.Public.Principal);
        }

        foreach (PublicKey root in settings.Roots)
        {
            yield return TrustRoot.Of(root.Principal);
        }
    }

    private (CertificatePool Pool, RevocationState Revocations) Load(PublicKey peer, SpkiObject[] shown)
    {
        CertificatePool pool = new();
        RevocationState revocations = new();
        pool.AddKey(peer);
        foreach (PublicKey key in settings.Roots.Concat(identities.Select(identity => identity.Public)))
        {
            pool.AddKey(key);
        }

        ObjectLoader.Load(settings.Known.Concat(told).Concat(shown), pool, revocations);
        return (pool, revocations);
    }
}
