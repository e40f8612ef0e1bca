using System.Collections.Immutable;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Revocation;

namespace HiperNet.Spki.Reduction;

/// <summary>Says why a request is denied, by searching for the chain with the fewest faults.</summary>
internal static class Explainer
{
    public static Denial Explain(
        DecisionQuery query,
        CertificatePool pool,
        RevocationState revocations,
        DecisionOptions options,
        SignatureBudget signatures)
    {
        ProofSearch search = new(
            query, pool, revocations, options, SearchMode.Explain, ImmutableHashSet<PooledCertificate>.Empty, signatures);
        AuthorityFact? goal = search.Run();
        ImmutableArray<DenialPart> faults = goal is null
            ? []
            : [.. goal.Derivation.InOrder().SelectMany(source => source.Faults).Distinct()];
        if (!faults.IsEmpty)
        {
            return new Denial(faults);
        }

        return new Denial([search.GaveUp ? GaveUp() : ThresholdNotMet(query, search) ?? MissingLink(query, search)]);
    }

    private static DenialPart GaveUp() => new(
        DenialReason.LimitReached, Certificate: null, Entry: null, "denied, and the reason costs more to find than allowed");

    private static DenialPart? ThresholdNotMet(DecisionQuery query, ProofSearch search)
    {
        ThresholdTally? closest = search.Tallies.MaxBy(tally => tally.BranchesTo(query.Subject) - tally.Subject.K);
        if (closest is null || closest.BranchesTo(query.Subject) is not (> 0 and var reached))
        {
            return null;
        }

        Source source = closest.Outcome.Source;
        return source.Fault(
            DenialReason.ThresholdNotMet,
            $"{reached} of the {closest.Subject.K} branches needed lead to {query.Subject}");
    }

    private static DenialPart MissingLink(DecisionQuery query, ProofSearch search)
    {
        string detail;
        if (search.Live.IsEmpty)
        {
            detail = $"no certificate is issued to {query.Subject}";
        }
        else
        {
            Principal from = search.Live.Sources.Concat(search.Live.Issuers).FirstOrDefault();
            detail = from == default
                ? $"{query.Subject} has a name, and no certificate is issued to that name"
                : $"no certificate leads from the root to {from}, from whom {query.Subject} has certificates";
        }

        return new DenialPart(DenialReason.MissingLink, Certificate: null, Entry: null, detail);
    }
}
