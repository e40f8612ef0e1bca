using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Revocation;
using HiperNet.Spki.Tags;

namespace HiperNet.Spki.Reduction;

/// <summary>The latest answers of one verifier; the least recently used gives way.</summary>
internal sealed class DecisionCache(int capacity)
{
    private readonly Dictionary<Key, LinkedListNode<Entry>> entries = [];
    private readonly LinkedList<Entry> byUse = new();

    public int Count => entries.Count;

    public Decision? Find(
        Party subject, TagExpression request, SpkiTime now, CertificatePool pool, RevocationState revocations)
    {
        Key key = new(subject, request);
        if (!entries.TryGetValue(key, out LinkedListNode<Entry>? node))
        {
            return null;
        }

        Entry entry = node.Value;
        bool holds = entry.DecidedAt <= now
            && now <= entry.Decision.Until
            && entry.RevocationVersion == revocations.Version
            && (entry.RemovalVersion == pool.RemovalVersion || StillHasAll(entry, pool))
            && (entry.Decision.IsGranted || entry.AdditionVersion == pool.AdditionVersion);
        if (!holds)
        {
            byUse.Remove(node);
            entries.Remove(key);
            return null;
        }

        if (node != byUse.First)
        {
            byUse.Remove(node);
            byUse.AddFirst(node);
        }

        return entry.Decision;
    }

    public void Add(
        Party subject,
        TagExpression request,
        SpkiTime now,
        Decision decision,
        CertificatePool pool,
        RevocationState revocations)
    {
        if (capacity == 0)
        {
            return;
        }

        if (entries.Count == capacity && byUse.Last is { } last)
        {
            entries.Remove(last.Value.Key);
            byUse.RemoveLast();
        }

        Entry entry = new(
            new Key(subject, request),
            decision,
            now,
            pool.AdditionVersion,
            pool.RemovalVersion,
            revocations.Version);
        entries[entry.Key] = byUse.AddFirst(entry);
    }

    private static bool StillHasAll(Entry entry, CertificatePool pool) =>
        entry.Decision.Proof?.Steps.All(
            step => step.Certificate is null || pool.Find(step.Certificate.Certificate.Id) is not null) ?? true;

    private readonly record struct Key(Party Subject, TagExpression Request);

    private sealed record Entry(
        Key Key,
        Decision Decision,
        SpkiTime DecidedAt,
        int AdditionVersion,
        int RemovalVersion,
        int RevocationVersion);
}
