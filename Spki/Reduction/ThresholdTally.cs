using HiperNet.Spki.Certs;

namespace HiperNet.Spki.Reduction;

/// <summary>
/// Counts, for one threshold, the branches that lead to the same party (RFC 2693 section 6.3.3). A branch counts
/// once, and so does a key that enters several branches under several names.
/// </summary>
internal sealed class ThresholdTally(ThresholdSubject subject, Arrival outcome, Delegation incoming, Delegation delegation)
{
    /// <summary>
    /// The most delegations that the shares of one party may combine to. Shares of named keys can be chosen so that
    /// all their intersections differ, which doubles with every share.
    /// </summary>
    public const int MaxDelegations = 256;

    private readonly Dictionary<Party, Count> counts = [];

    public ThresholdSubject Subject => subject;

    /// <summary>What a party that enough branches lead to arrives at.</summary>
    public Arrival Outcome => outcome;

    /// <summary>To whom the issuer may pass the right.</summary>
    public Delegation Incoming => incoming;

    /// <summary>To whom each branch may pass its share.</summary>
    public Delegation Delegation => delegation;

    /// <summary>Whether shares combine to more than <see cref="MaxDelegations"/>, so that not all were looked at.</summary>
    public bool IsTooComplex { get; private set; }

    /// <summary>How many branches lead to a party.</summary>
    public int BranchesTo(Party party) =>
        counts.TryGetValue(party, out Count? count) ? count.Votes.Select(vote => vote.Branch.Index).Distinct().Count() : 0;

    /// <summary>Counts a share that has reached a party.</summary>
    /// <returns>The delegations with which the party now holds the whole, each with the shares that make it up.</returns>
    public IEnumerable<(Delegation Delegation, IReadOnlyList<AuthorityFact> Shares)> Add(AuthorityFact share)
    {
        if (!counts.TryGetValue(share.Holder, out Count? count))
        {
            count = new Count([], []);
            counts.Add(share.Holder, count);
        }

        count.Votes.Add(share);
        List<Delegation> fresh = [.. count.Concluded.Keys.Select(share.Delegation.Intersect), share.Delegation];
        foreach (Delegation candidate in fresh)
        {
            count.Concluded.TryAdd(candidate, value: false);
        }

        if (count.Concluded.Count > MaxDelegations)
        {
            IsTooComplex = true;
            yield break;
        }

        foreach (Delegation candidate in count.Concluded.Where(entry => !entry.Value).Select(entry => entry.Key).ToList())
        {
            List<AuthorityFact> votes = [.. count.Votes.Where(vote => vote.Delegation.Covers(candidate))];
            if (Match(votes) is { } shares)
            {
                count.Concluded[candidate] = true;
                yield return (candidate, shares);
            }
        }
    }

    /// <summary>Shares of k different branches that were given to k different keys, or null if there are none.</summary>
    private List<AuthorityFact>? Match(List<AuthorityFact> votes)
    {
        Dictionary<object, AuthorityFact> byEntry = [];
        int matched = 0;
        foreach (IGrouping<int, AuthorityFact> branch in votes.GroupBy(vote => vote.Branch.Index))
        {
            if (TryAssign(branch.Key, votes, byEntry, []) && ++matched == subject.K)
            {
                return [.. byEntry.Values.OrderBy(vote => vote.Branch.Index)];
            }
        }

        return null;
    }

    /// <summary>Finds a key for a branch, moving other branches to other keys where needed (augmenting path).</summary>
    private static bool TryAssign(
        int branch, List<AuthorityFact> votes, Dictionary<object, AuthorityFact> byEntry, HashSet<object> tried)
    {
        foreach (AuthorityFact vote in votes.Where(vote => vote.Branch.Index == branch))
        {
            object entry = EntryOf(vote);
            if (!tried.Add(entry))
            {
                continue;
            }

            if (!byEntry.TryGetValue(entry, out AuthorityFact? holder)
                || TryAssign(holder.Branch.Index, votes, byEntry, tried))
            {
                byEntry[entry] = vote;
                return true;
            }
        }

        return false;
    }

    /// <summary>The key that a share was given to; a threshold inside this one counts as a party of its own.</summary>
    private static object EntryOf(AuthorityFact vote) => vote.Branch.Entry is { } key ? key : vote.Branch.Index;

    private sealed record Count(List<AuthorityFact> Votes, Dictionary<Delegation, bool> Concluded);
}
