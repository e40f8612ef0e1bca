using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Revocation;

namespace HiperNet.Spki.Reduction;

/// <summary>The one decision that everything else asks.</summary>
public static class Decider
{
    /// <summary>
    /// How often a proof with a bad signature is searched for again before every signature is checked.
    /// </summary>
    private const int OptimisticRounds = 8;

    /// <summary>
    /// Decides a query by 5-tuple reduction, name reduction, thresholds, validity and revocation (RFC 2693 section 6).
    /// The grant must include the request: an intersection that is not empty is not enough.
    /// </summary>
    /// <param name="query">The question.</param>
    /// <param name="pool">The certificates, in no order. Signatures that are checked are remembered there.</param>
    /// <param name="revocations">
    /// The revocation lists and revalidations. One-time answers are not consumed here.
    /// </param>
    /// <param name="options">Strictness and cost; <see cref="DecisionOptions.Default"/> if null.</param>
    /// <returns>Granted with a proof, or denied with the reason; and until when it holds.</returns>
    public static Decision Decide(
        DecisionQuery query, CertificatePool pool, RevocationState revocations, DecisionOptions? options = null)
    {
        options ??= DecisionOptions.Default;
        if (!query.Request.IsGround)
        {
            return Deny(DenialReason.StarInRequest, "the request contains a star form", SpkiTime.Forever);
        }

        if (query.Root.Self is { } self && query.Subject == Party.Key(self))
        {
            return Decision.Granted(new Proof([]), SpkiTime.Forever);
        }

        SignatureBudget signatures = new(options.MaxSignatureChecks);
        HashSet<PooledCertificate> excluded = new(ReferenceEqualityComparer.Instance);
        for (int round = 0; ; round++)
        {
            if (round < OptimisticRounds && Shortcut.Find(query, pool, revocations, options, excluded) is { } shortcut)
            {
                if (AllSigned(shortcut.Derivation, pool, signatures, excluded))
                {
                    return Decision.Granted(shortcut.Derivation.ToProof(), shortcut.Until);
                }

                continue;
            }

            SearchMode mode = round < OptimisticRounds ? SearchMode.Optimistic : SearchMode.Checked;
            ProofSearch search = new(query, pool, revocations, options, mode, excluded, signatures);
            AuthorityFact? goal = signatures.IsSpent ? null : search.Run();
            if (search.GaveUp && mode == SearchMode.Optimistic)
            {
                // What nobody signed may be what costs so much.
                round = OptimisticRounds - 1;
                continue;
            }

            if (search.GaveUp || signatures.IsSpent)
            {
                return Deny(DenialReason.LimitReached, "the search costs more than allowed", query.Time);
            }

            if (goal is null)
            {
                SpkiTime until = search.UnchangedUntil;
                Denial denial = Explainer.Explain(query, pool, revocations, options, signatures);
                return Decision.Denied(denial, until);
            }

            if (AllSigned(goal.Derivation, pool, signatures, excluded))
            {
                return Decision.Granted(goal.Derivation.ToProof(), goal.Label.Until);
            }
        }
    }

    private static bool AllSigned(
        Derivation derivation, CertificatePool pool, SignatureBudget signatures, HashSet<PooledCertificate> excluded)
    {
        int before = excluded.Count;
        foreach (Source source in derivation.InOrder())
        {
            if (source.Certificate is { } certificate && signatures.Check(certificate, pool) != SignatureFault.None)
            {
                excluded.Add(certificate);
            }
        }

        return excluded.Count == before;
    }

    private static Decision Deny(DenialReason reason, string detail, SpkiTime until) =>
        Decision.Denied(new Denial([new DenialPart(reason, Certificate: null, Entry: null, detail)]), until);
}
