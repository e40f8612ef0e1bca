using System.Runtime.InteropServices;

namespace HiperNet.Spki.Discovery;

/// <summary>Certificates by some key; adding and removing one touches nothing else.</summary>
internal sealed class CertificateIndex<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, List<PooledCertificate>> entries = [];

    public void Add(TKey key, PooledCertificate certificate)
    {
        ref List<PooledCertificate>? list = ref CollectionsMarshal.GetValueRefOrAddDefault(entries, key, out _);
        list ??= new List<PooledCertificate>(1);
        list.Add(certificate);
    }

    public void Remove(TKey key, PooledCertificate certificate)
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

    public ReadOnlySpan<PooledCertificate> this[TKey key] =>
        entries.TryGetValue(key, out List<PooledCertificate>? list) ? CollectionsMarshal.AsSpan(list) : [];
}
