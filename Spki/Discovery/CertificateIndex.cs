using System.Runtime.InteropServices;

namespace HiperNet.Spki.Discovery;

/// <summary>Certificates by some key; adding and removing one touches nothing else.</summary>
internal sealed class CertificateIndex<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, List<PooledCertificate>> entries = [];

    public ReadOnlySpan<PooledCertificate> this[TKey key] =>
        entries.TryGetValue(key, out List<PooledCertificate>? list) ? CollectionsMarshal.AsSpan(list) : [];

    /// <summary>Puts a certificate in, or takes it out.</summary>
    public void Set(TKey key, PooledCertificate certificate, bool isIn)
    {
        if (isIn)
        {
            Add(key, certificate);
        }
        else
        {
            Remove(key, certificate);
        }
    }

    /// <summary>Takes out all at once, in one look at each.</summary>
    public void RemoveAll(Predicate<PooledCertificate> isGone)
    {
        foreach ((TKey key, List<PooledCertificate> list) in entries)
        {
            list.RemoveAll(isGone);
            if (list.Count == 0)
            {
                entries.Remove(key);
            }
        }
    }

    private void Add(TKey key, PooledCertificate certificate)
    {
        ref List<PooledCertificate>? list = ref CollectionsMarshal.GetValueRefOrAddDefault(entries, key, out _);
        list ??= new List<PooledCertificate>(1);
        list.Add(certificate);
    }

    private void Remove(TKey key, PooledCertificate certificate)
    {
        if (!entries.TryGetValue(key, out List<PooledCertificate>? list))
        {
            return;
        }

        // The order means nothing, so the last takes the place of the one that goes.
        int at = list.IndexOf(certificate);
        if (at >= 0)
        {
            list[at] = list[^1];
            list.RemoveAt(list.Count - 1);
        }

        if (list.Count == 0)
        {
            entries.Remove(key);
        }
    }
}
