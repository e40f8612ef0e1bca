using System.Collections.Immutable;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Revocation;

namespace HiperNet.Spki.Reduction;

/// <summary>
/// The common case without the general search: a plain chain that lasts as long as any proof could. No proof
/// outlasts both the longest grant of the root and the longest certificate about the subject, so a chain of
/// certificates that all last until then needs no comparison with others.
/// </summary>
internal sealed class Shortcut
{
    private readonly DecisionQuery query;
    private readonly RevocationState revocations;
    private readonly DecisionOptions options;
    private readonly IReadOnlySet<PooledCertificate> excluded;
    private readonly SpkiTime bound;
    private int looked;

    private Shortcut(
        DecisionQuery query,
        RevocationState revocations,
        DecisionOptions options,
        IReadOnlySet<PooledCertificate> excluded,
        SpkiTime bound)
    {
        this.query = query;
        this.revocations = revocations;
        this.options = options;
        this.excluded = excluded;
        this.bound = bound;
    }

    /// <summary>The derivation of such a chain, and how long it lasts; null if there is none.</summary>
    public static (Derivation Derivation, SpkiTime Until)? Find(
        DecisionQuery query,
        CertificatePool pool,
        RevocationState revocations,
        DecisionOptions options,
        IReadOnlySet<PooledCertificate> excluded)
    {
        // Entries of an ACL may have conditions of their own; they are few, and left to the general search.
        if (query.Root is not { Self: { } self, Acl: null } || query.Subject.Kind != PartyKind.Key)
        {
            return null;
        }

        SpkiTime longest = SpkiTime.Min(
            LongestEnd(pool.IssuedBy(self), query.Time), LongestEnd(pool.Mentioning(query.Subject), query.Time));
        if (longest < query.Time)
        {
            return null;
        }

        Shortcut shortcut = new(query, revocations, options, excluded, longest);
        return new ShortcutSearch(pool, shortcut.MayUse).Find([self], query.Subject.Id) is { } chain
            ? (shortcut.Derive(chain), longest)
            : null;
    }

    private static SpkiTime LongestEnd(ReadOnlySpan<PooledCertificate> certificates, SpkiTime now)
    {
        SpkiTime longest = SpkiTime.Always;
        foreach (PooledCertificate certificate in certificates)
        {
            Validity validity = certificate.Certificate.Validity;
            longest = validity.Contains(now) && validity.NotAfter > longest ? validity.NotAfter : longest;
        }

        return longest;
    }

    private bool MayUse(PooledCertificate pooled) =>
        ++looked <= options.MaxFacts
        && pooled.Certificate is AuthorizationCertificate grant
        && grant.Validity.NotAfter >= bound
        && grant.Validity.NotBefore <= query.Time
        && !(options.StrictDelegation && grant.Delegation.Kind == DelegationKind.Named)
        && !pooled.IsKnownBad
        && grant.Tag.Includes(query.Request)
        && !excluded.Contains(pooled)
        && revocations.Check(pooled.Target, query.Time) is { Status: RevocationStatus.Good } verdict
        && verdict.Until >= bound;

    private Derivation Derive(IReadOnlyList<PooledCertificate> chain)
    {
        Derivation derivation = new(source: null, []);
        foreach (PooledCertificate grant in chain)
        {
            ImmutableArray<Signed<RevocationObject>> evidence = revocations.Check(grant.Target, query.Time).Evidence;
            derivation = new Derivation(new Source(grant, Entry: null, evidence, []), [derivation]);
        }

        return derivation;
    }
}
