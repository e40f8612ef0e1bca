using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Spki.Reduction;

/// <content>Threshold subjects (RFC 2693 section 6.3.3): each branch carries a share, k shares make the whole.</content>
internal sealed partial class ProofSearch
{
    private void StartThreshold(ThresholdSubject threshold, Principal? issuer, Arrival arrival, Label label)
    {
        (Delegation incoming, Delegation outgoing) = arrival switch
        {
            GrantArrival grant => (grant.Incoming, grant.Outgoing),
            BranchArrival branch => (branch.Tally.Incoming, branch.Tally.Delegation),
            _ => throw new InvalidOperationException("A definition has no threshold."),
        };
        ThresholdTally tally = new(threshold, arrival, incoming, outgoing);
        tallies.Add(tally);
        for (int i = 0; i < threshold.Branches.Length; i++)
        {
            BranchArrival branch = new(arrival.Source, arrival.Premise, tally, i);
            StartSubject(threshold.Branches[i], issuer, branch, label);
        }
    }

    private void ConcludeThreshold(
        ThresholdTally tally, Party holder, Delegation delegation, IReadOnlyList<AuthorityFact> shares)
    {
        // Each share was checked on its way; a search that explains has counted the fault there.
        if (IsStrict && tally.Incoming.Kind == DelegationKind.Named && !tally.Incoming.Permits(holder.Id))
        {
            return;
        }

        Label label = shares.Select(share => share.Label).Aggregate(Label.Join);
        Derivation derivation = new(source: null, [.. shares.Select(share => share.Derivation)]);
        Branch branch = tally.Outcome switch
        {
            GrantArrival grant => grant.Branch,
            BranchArrival outer => new Branch(outer.Tally, outer.Index, Entry: null),
            _ => throw new InvalidOperationException("A definition has no threshold."),
        };
        Conclude(new AuthorityFact(branch, holder, delegation, label, derivation));
    }
}
