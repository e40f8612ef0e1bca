using System.Collections.Immutable;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Revocation;

namespace HiperNet.Spki.Reduction;

/// <summary>Says why a request is denied, by searching for the chain with the fewest faults.</summary>
internal static class Explainer
{
    /// <summary>How often a chain with a bad signature that nobody had checked is given up for another.</summary>
    private const int Rounds = 4;

    public static Denial Explain(
        DecisionQuery query,
        CertificatePool pool,
        RevocationState revocations,
        DecisionOptions options,
        SignatureBudget signatures)
    {
        for (int round = 1; ; round++)
        {
            ProofSearch search = new(
                query,
                pool,
                revocations,
                options,
                SearchMode.Explain,
                ImmutableHashSet<PooledCertificate>.Empty,
                signatures);
            if (search.Run() is not { } goal)
            {
                DenialPart part = search.GaveUp
                    ? GaveUp()
                    : ThresholdNotMet(query, search) ?? MissingLink(query, search);
                return new Denial([part]);
            }

            ImmutableArray<DenialPart> faults = FaultsOf(goal, pool, signatures, out bool isNew);
            if (!isNew || round == Rounds || signatures.IsSpent)
            {
                return new Denial(faults.IsEmpty ? [GaveUp()] : faults);
            }
        }
    }

    /// <summary>What is wrong along a chain, signatures included, which the search took for good.</summary>
    private static ImmutableArray<DenialPart> FaultsOf(
        AuthorityFact goal, CertificatePool pool, SignatureBudget signatures, out bool isNew)
    {
        isNew = false;
        List<DenialPart> faults = [];
        foreach (Source source in goal.Derivation.InOrder())
        {
            faults.AddRange(source.Faults);
            if (source.Certificate is not { IsChecked: false } certificate || signatures.IsSpent)
            {
                continue;
            }

            SignatureFault fault = signatures.Check(certificate, pool);
            if (certificate.IsKnownBad)
            {
                isNew = true;
                faults.Add(source.SignatureFault(fault));
            }
        }

        return [.. faults.Distinct()];
    }

    private static DenialPart GaveUp() => new(
        DenialReason.LimitReached,
        Certificate: null,
        Entry: null,
        "denied, and the reason costs more to find than allowed");

    private static DenialPart? ThresholdNotMet(DecisionQuery query, ProofSearch search)
    {
        // The hash decides between thresholds that come equally close: the order of the pool must not.
        ThresholdTally? closest = search.Tallies
            .Where(tally => tally.BranchesTo(query.Subject) > 0)
            .OrderBy(tally => tally.Subject.K - tally.BranchesTo(query.Subject))
            .ThenBy(tally => tally.Source.Certificate?.Certificate.Id ?? default)
            .ThenBy(tally => tally.Subject.K)
            .FirstOrDefault();
        if (closest is null)
        {
            return null;
        }

        int reached = closest.BranchesTo(query.Subject);
        Source source = closest.Source;
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
