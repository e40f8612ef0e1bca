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

    /// <summary>Adds certificates or revocations.</summary>
    public void Add(IEnumerable<SpkiObject> objects) => told = [.. told, .. objects];

    /// <summary>Takes from what was told the object with this hash, or the sequence that holds it.</summary>
    /// <returns>How many were taken.</returns>
    public int Remove(string id)
    {
        int before = told.Length;
        told = [.. told.Where(item => !Parts(item).Any(part => CertificateRecords.IdOf(part) == id))];
        return before - told.Length;
    }

    /// <summary>Adds those certificates to what we show that are about one of our keys, or lead to one that is.</summary>
    /// <returns>How many were added.</returns>
    public int AddOwn(IReadOnlyList<SpkiObject> objects)
    {
        SpkiObject[] own = [.. objects.Where(item => Parts(item).OfType<AuthorizationCertificate>().Any(IsAboutUs))];
        Chain = [.. Chain, .. ChainItems.Of(own)];
        return own.Length;
    }

    /// <summary>Takes another policy over; what was told stays.</summary>
    public void Replace(PolicySettings other)
    {
        settings = other;
        Chain = ChainItems.Of(other.Chain);
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

    private static ImmutableArray<SpkiObject> Parts(SpkiObject item) => item is Sequence sequence ? sequence.Items : [item];

    private bool IsAboutUs(AuthorizationCertificate certificate) =>
        Party.Of(certificate.Subject) is { } party
        && identities.Any(identity => party == Party.Key(identity.Public.Principal));

    private static PeerDecision Unlimited(string reason) =>
        new(IsGranted: true, Until: null, reason, Everything.Instance, Decision: null);

    private static PeerDecision Refused(string reason, Decision? decision) =>
        new(IsGranted: false, Until: null, reason, Rights: null, decision);

    private PeerDecision DecideByCertificates(HostIdentity identity, IReadOnlyList<ReadOnlyMemory<byte>> chain)
    {
        if (SpkiKeys.Of(identity) is not { } key)
        {
            return Refused("SPKI takes no key of its kind", decision: null);
        }

        (CertificatePool pool, RevocationState revocations) = Load(key, chain);
        Decision? denied = null;
        foreach (SexpNode vpxi in settings.Vpxis)
        {
            Decision decision = Decide(key, NetRequests.Everything(vpxi), pool, revocations);
            if (decision.IsGranted)
            {
                return Granted(decision, isUnrestricted: true, (_, _) => decision);
            }

            denied ??= decision;
            Decision? narrow = NarrowRights.Samples(vpxi, pool)
                .Select(sample => Decide(key, sample, pool, revocations))
                .Where(sample => sample.IsGranted)
                .MaxBy(sample => sample.Until.Seconds);
            if (narrow is not null)
            {
                return Granted(narrow, isUnrestricted: false, (protocol, port) =>
                    Decide(key, NetRequests.Service(vpxi, protocol, port), pool, revocations));
            }
        }

        return Refused(denied?.ToString() ?? "no VPXI is configured", denied);
    }

    private PeerDecision Granted(Decision decision, bool isUnrestricted, Func<byte, ushort, Decision> decide)
    {
        TimeSpan? until = clock.At(decision.Until);
        PeerRights rights = new(
            until ?? TimeSpan.MaxValue,
            isUnrestricted,
            (protocol, port) => decide(protocol, port) is { IsGranted: true } service
                ? clock.At(service.Until) ?? TimeSpan.MaxValue
                : null,
            () => clock.Now);
        return new PeerDecision(IsGranted: true, until, decision.ToString(), rights, decision);
    }

    private Decision Decide(PublicKey key, TagExpression request, CertificatePool pool, RevocationState revocations)
    {
        Decision? best = null;
        foreach (TrustRoot root in Roots())
        {
            DecisionQuery query = new(root, Party.Key(key.Principal), request, clock.SpkiNow);
            Decision decision = Decider.Decide(query, pool, revocations, DecisionOptions.Default);
            if (decision.IsGranted && (best is not { IsGranted: true } || best.Until < decision.Until))
            {
                best = decision;
            }

            best ??= decision;
        }

        return best ?? throw new InvalidOperationException("There is always a root: our own key.");
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

    private (CertificatePool Pool, RevocationState Revocations) Load(
        PublicKey peer, IReadOnlyList<ReadOnlyMemory<byte>> chain)
    {
        CertificatePool pool = new();
        RevocationState revocations = new();
        pool.AddKey(peer);
        foreach (PublicKey key in settings.Roots.Concat(identities.Select(identity => identity.Public)))
        {
            pool.AddKey(key);
        }

        ObjectLoader.Load(settings.Known.Concat(told).Concat(ChainItems.Read(chain)), pool, revocations);
        return (pool, revocations);
    }
}
