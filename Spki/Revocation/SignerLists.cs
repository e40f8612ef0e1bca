using HiperNet.Spki.Certs;

namespace HiperNet.Spki.Revocation;

/// <summary>
/// The revocation lists of one signer. Where lists overlap, which RFC 2693 section 5.2 forbids their signer, all of
/// them count. When none is current and whole, the last whole one and what came after it still cancel what they name,
/// and vouch for nothing.
/// </summary>
internal sealed class SignerLists
{
    private readonly Dictionary<ObjectId, CancelList> lists = [];

    public ICollection<CancelList> All => lists.Values;

    public bool Contains(ObjectId id) => lists.ContainsKey(id);

    public void Add(CancelList list) => lists.TryAdd(list.Statement.Object.Id, list);

    public void Remove(CancelList list) => lists.Remove(list.Statement.Object.Id);

    /// <summary>Whether what counts at <paramref name="now"/> cancels the target.</summary>
    public bool Cancels(RevocationTarget target, SpkiTime now)
    {
        List<CancelList> started = [.. lists.Values.Where(list => list.Validity.NotBefore <= now)];
        List<CancelList> counting = [.. started.Where(list => now <= list.Validity.NotAfter)];
        if (!counting.Exists(IsComplete))
        {
            // A part of a list must not take the place of the last whole one.
            SpkiTime last = started.Where(IsComplete).Select(list => list.Validity.NotAfter).DefaultIfEmpty(SpkiTime.Always).Max();
            counting = [.. started.Where(list => list.Validity.NotAfter >= last)];
        }

        return counting.SelectMany(WithPredecessors).Any(list => list.Cancels(target));
    }

    /// <summary>The complete lists that are current.</summary>
    public IEnumerable<CancelList> Current(SpkiTime now) =>
        lists.Values.Where(list => list.Validity.Contains(now) && IsComplete(list));

    /// <summary>The last second before a list takes effect that cancels the target.</summary>
    public SpkiTime LastSecondBeforeCanceled(RevocationTarget target, SpkiTime now)
    {
        SpkiTime until = SpkiTime.Forever;
        foreach (CancelList list in lists.Values)
        {
            if (list.Validity.NotBefore > now && WithPredecessors(list).Any(part => part.Cancels(target)))
            {
                until = SpkiTime.Min(until, new SpkiTime(list.Validity.NotBefore.Seconds - 1));
            }
        }

        return until;
    }

    /// <summary>A list and all it adds to, as far as they are known.</summary>
    public IEnumerable<CancelList> WithPredecessors(CancelList list)
    {
        // Predecessors are named by hash, so they cannot form a loop.
        for (CancelList? part = list; part is not null; part = Before(part))
        {
            yield return part;
        }
    }

    private bool IsComplete(CancelList list) => WithPredecessors(list).Last().Predecessor is null;

    private CancelList? Before(CancelList list) =>
        list.Predecessor is { } id ? lists.GetValueOrDefault(id) : null;
}
