using System.Collections.Immutable;
using HiperNet.Spki.Certs;

namespace HiperNet.Spki.Reduction;

/// <summary>
/// Counts, for the threshold of one certificate or entry, the branches that lead to the same party (RFC 2693
/// section 6.3.3). A branch counts once, and so does a key that enters several branches under several names. Whose
/// right it is plays no part, so one tally serves everybody who passes a right on by that certificate: they wait
/// for agreements. Otherwise a branch that leads back to the issuer would start the threshold within itself forever.
/// </summary>
internal sealed class ThresholdTally(
    Source source, ThresholdSubject subject, Delegation incoming, Delegation delegation)
{
    private readonly Dictionary<Party, Count> counts = [];
    private readonly List<ThresholdWaiter> waiters = [];
    private readonly List<Agreement> agreements = [];

    public Source Source => source;

    public ThresholdSubject Subject => subject;

    /// <summary>To whom the issuer may pass the right.</summary>
    public Delegation Incoming => incoming;

    /// <summary>To whom each branch may pass its share.</summary>
    public Delegation Delegation => delegation;

    /// <summary>How many branches lead to a party.</summary>
    public int BranchesTo(Party party) =>
        counts.TryGetValue(party, out Count? count)
            ? count.Votes.Select(vote => vote.Branch.Index).Distinct().Count()
            : 0;

    /// <summary>Adds a waiter.</summary>
    /// <returns>What was agreed on already.</returns>
    public IReadOnlyList<Agreement> Wait(ThresholdWaiter waiter)
    {
        waiters.Add(waiter);
        return agreements;
    }

    /// <summary>Who waits for agreements.</summary>
    public IReadOnlyList<ThresholdWaiter> Waiters => waiters;

    /// <summary>Counts a share that has reached a party.</summary>
    /// <param name="share">The share.</param>
    /// <param name="spend">Told what it costs; false when that is more than allowed.</param>
    /// <returns>The agreements that it completes.</returns>
    public IReadOnlyList<Agreement> Add(AuthorityFact share, Func<int, bool> spend)
    {
        if (!counts.TryGetValue(share.Holder, out Count? count))
        {
            count = new Count([], []);
            counts.Add(share.Holder, count);
        }

        if (!IsNeeded(share, count.Votes))
        {
            return [];
        }

        count.Votes.Add(share);
        List<Agreement> fresh = [];
        foreach (Delegation candidate in Candidates(share, count.Votes, spend))
        {
            if (count.Agreed.Exists(known => known.Covers(candidate)) || !spend(count.Votes.Count))
            {
                continue;
            }

            if (Match([.. count.Votes.Where(vote => vote.Delegation.Covers(candidate))]) is { } shares)
            {
                count.Agreed.Add(candidate);
                fresh.Add(new Agreement(share.Holder, candidate, shares));
            }
        }

        agreements.AddRange(fresh);
        return fresh;
    }

    /// <summary>
    /// Whether a share can matter. The other branches use up fewer than k keys, so a branch that came with k keys
    /// always has one to spare, and every further one is worse.
    /// </summary>
    private bool IsNeeded(AuthorityFact share, List<AuthorityFact> votes) =>
        votes.Where(vote => vote.Branch.Index == share.Branch.Index && vote.Delegation.Covers(share.Delegation))
            .Select(EntryOf)
            .Distinct()
            .Count() < subject.K;

    /// <summary>What the share and one share of some of the other branches permit together, the widest first.</summary>
    private static IEnumerable<Delegation> Candidates(
        AuthorityFact share, List<AuthorityFact> votes, Func<int, bool> spend)
    {
        HashSet<Delegation> candidates = [share.Delegation];
        foreach (IGrouping<int, AuthorityFact> branch in votes.GroupBy(vote => vote.Branch.Index))
        {
            if (branch.Key == share.Branch.Index)
            {
                continue;
            }

            List<Delegation> others = [.. branch.Select(vote => vote.Delegation).Distinct()];
            foreach (Delegation candidate in candidates.ToList())
            {
                if (!spend(others.Count))
                {
                    return [];
                }

                candidates.UnionWith(others.Select(candidate.Intersect));
            }
        }

        return candidates.OrderByDescending(candidate => candidate.Kind)
            .ThenByDescending(candidate => candidate.Named.Length);
    }

    /// <summary>
    /// Shares of k different branches that were given to k different keys, or null if there are none.
    /// </summary>
    private ImmutableArray<AuthorityFact>? Match(List<AuthorityFact> votes)
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

    private sealed record Count(List<AuthorityFact> Votes, List<Delegation> Agreed);
}
