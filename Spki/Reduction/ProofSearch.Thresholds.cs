using System.Collections.Immutable;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Spki.Reduction;

/// <content>
/// Threshold subjects (RFC 2693 section 6.3.3): each branch carries a share, k shares make the whole.
/// </content>
internal sealed partial class ProofSearch
{
    private readonly Dictionary<ThresholdSubject, Dictionary<(Delegation, Delegation), ThresholdTally>> tallies =
        new(ReferenceEqualityComparer.Instance);

    private void StartThreshold(ThresholdSubject threshold, Principal? issuer, Arrival arrival, Label label)
    {
        (Delegation incoming, Delegation outgoing) = arrival switch
        {
            GrantArrival grant => (grant.Incoming, grant.Outgoing),
            BranchArrival branch => (branch.Tally.Incoming, branch.Tally.Delegation),
            _ => throw new InvalidOperationException("A definition has no threshold."),
        };
        if (!tallies.TryGetValue(threshold, out Dictionary<(Delegation, Delegation), ThresholdTally>? known))
        {
            known = [];
            tallies.Add(threshold, known);
        }

        if (!known.TryGetValue((incoming, outgoing), out ThresholdTally? tally))
        {
            tally = new ThresholdTally(arrival.Source, threshold, incoming, outgoing);
            known.Add((incoming, outgoing), tally);
            StartBranches(tally, issuer);
        }

        ThresholdWaiter waiter = new(arrival, label);
        foreach (Agreement agreement in tally.Wait(waiter))
        {
            Forward(agreement, waiter);
        }
    }

    private void StartBranches(ThresholdTally tally, Principal? issuer)
    {
        for (int i = 0; i < tally.Subject.Branches.Length; i++)
        {
            // What led to the certificate is counted once, by those who wait, and not once for each branch.
            StartSubject(tally.Subject.Branches[i], issuer, new BranchArrival(tally.Source, tally, i), Label.Best);
        }
    }

    private void Count(ThresholdTally tally, AuthorityFact share)
    {
        foreach (Agreement agreement in tally.Add(share, Spend))
        {
            foreach (ThresholdWaiter waiter in tally.Waiters)
            {
                Forward(agreement, waiter);
            }
        }
    }

    private void Forward(Agreement agreement, ThresholdWaiter waiter)
    {
        ImmutableArray<Derivation> premises = [.. agreement.Shares.Select(share => share.Derivation)];
        Derivation derivation = new(
            source: null,
            waiter.Arrival.Premise is { } premise ? [premise, .. premises] : premises,
            agreement.Narrowest);
        Branch branch = waiter.Arrival switch
        {
            GrantArrival grant => grant.Branch,
            BranchArrival outer => new Branch(outer.Tally, outer.Index, Entry: null),
            _ => throw new InvalidOperationException("A definition has no threshold."),
        };
        Conclude(new AuthorityFact(
            branch, agreement.Holder, agreement.Delegation, Label.Join(waiter.Label, agreement.Label), derivation));
    }
}
