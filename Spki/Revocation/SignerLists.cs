using System.Collections.Immutable;
using HiperNet.Spki.Certs;

namespace HiperNet.Spki.Revocation;

/// <summary>
/// The revocation lists of one signer. Where lists overlap, which RFC 2693 section 5.2 forbids their signer, all of
/// them count. A list is whole if everything that it adds to is known. When no whole list is current, the last one
/// and what came after it still cancel what they name, and vouch for nothing.
/// </summary>
internal sealed class SignerLists
{
    private readonly Dictionary<ObjectId, CancelList> lists = [];
    private SpkiTime lookedAt;
    private Situation? situation;

    public ICollection<CancelList> All => lists.Values;

    public bool Contains(ObjectId id) => lists.ContainsKey(id);

    public void Add(CancelList list)
    {
        lists.TryAdd(list.Statement.Object.Id, list);
        situation = null;
    }

    public void Remove(CancelList list)
    {
        lists.Remove(list.Statement.Object.Id);
        situation = null;
    }

    /// <summary>Whether what counts at <paramref name="now"/> cancels the target.</summary>
    public bool Cancels(RevocationTarget target, SpkiTime now) => At(now).Counting.Exists(list => list.Cancels(target));

    /// <summary>
    /// The whole list that is current and ends last, with its predecessors, first to last; or nothing.
    /// </summary>
    public ImmutableArray<Signed<RevocationObject>> Current(SpkiTime now, out SpkiTime until)
    {
        until = At(now).CurrentUntil;
        return At(now).Current;
    }

    /// <summary>The last second before a list takes effect that cancels the target.</summary>
    public SpkiTime LastSecondBeforeCanceled(RevocationTarget target, SpkiTime now)
    {
        HashSet<CancelList> harmless = new(ReferenceEqualityComparer.Instance);
        foreach (CancelList list in At(now).Coming)
        {
            for (CancelList? part = list; part is not null && harmless.Add(part); part = Before(part))
            {
                if (part.Cancels(target))
                {
                    return new SpkiTime(list.Validity.NotBefore.Seconds - 1);
                }
            }
        }

        return SpkiTime.Forever;
    }

    /// <summary>
    /// What the lists are at an instant. Certificates are checked by the hundred at the same one, so it is kept;
    /// to make it takes one look at every list, however long their chains are.
    /// </summary>
    private Situation At(SpkiTime now)
    {
        if (situation is null || lookedAt != now)
        {
            situation = Look(now);
            lookedAt = now;
        }

        return situation;
    }

    private Situation Look(SpkiTime now)
    {
        Dictionary<CancelList, bool> whole = FindWhole();
        List<CancelList> started = [.. lists.Values.Where(list => list.Validity.NotBefore <= now)];
        List<CancelList> counting = [.. started.Where(list => now <= list.Validity.NotAfter)];
        CancelList? current = counting.Where(list => whole[list]).MaxBy(list => list.Validity.NotAfter);
        if (current is null)
        {
            // The last whole list still cancels, and so does whatever came after it, whole or not.
            SpkiTime last = started.Where(list => whole[list])
                .Select(list => list.Validity.NotAfter)
                .DefaultIfEmpty(SpkiTime.Always)
                .Max();
            counting = [.. started.Where(list => list.Validity.NotAfter >= last)];
        }

        HashSet<CancelList> parts = new(ReferenceEqualityComparer.Instance);
        foreach (CancelList list in counting)
        {
            for (CancelList? part = list; part is not null && parts.Add(part); part = Before(part))
            {
                // The set is what is wanted.
            }
        }

        return new Situation(
            [.. parts],
            current is null ? [] : [.. WithPredecessors(current).Select(list => list.Statement).Reverse()],
            current?.Validity.NotAfter ?? SpkiTime.Always,
            [.. lists.Values.Where(list => list.Validity.NotBefore > now).OrderBy(list => list.Validity.NotBefore)]);
    }

    private Dictionary<CancelList, bool> FindWhole()
    {
        Dictionary<CancelList, bool> whole = new(ReferenceEqualityComparer.Instance);
        Stack<CancelList> chain = new();
        foreach (CancelList list in lists.Values)
        {
            CancelList? part = list;
            for (; part is not null && !whole.ContainsKey(part); part = Before(part))
            {
                chain.Push(part);
            }

            bool isWhole = part is not null
                ? whole[part]
                : chain.TryPeek(out CancelList? first) && first.Predecessor is null;
            while (chain.TryPop(out CancelList? next))
            {
                whole[next] = isWhole;
            }
        }

        return whole;
    }

    /// <summary>A list and all it adds to, as far as they are known.</summary>
    private IEnumerable<CancelList> WithPredecessors(CancelList list)
    {
        // Predecessors are named by hash, so they cannot form a loop.
        for (CancelList? part = list; part is not null; part = Before(part))
        {
            yield return part;
        }
    }

    private CancelList? Before(CancelList list) =>
        list.Predecessor is { } id ? lists.GetValueOrDefault(id) : null;

    /// <summary>What the lists are at an instant.</summary>
    /// <param name="Counting">Those that cancel, each once.</param>
    /// <param name="Current">The one that vouches, with its predecessors, first to last.</param>
    /// <param name="CurrentUntil">Its end.</param>
    /// <param name="Coming">Those that have not started, the first first.</param>
    private sealed record Situation(
        List<CancelList> Counting,
        ImmutableArray<Signed<RevocationObject>> Current,
        SpkiTime CurrentUntil,
        ImmutableArray<CancelList> Coming);
}
