using HiperNet.Spki.Certs;
using HiperNet.Spki.Sexp;

namespace HiperNet.Hipd.Policy;

/// <summary>
/// Certificates as CERT parameters carry them: each as an SPKI sequence of its own, with its signature and, where
/// it is at hand, the issuer's key, in canonical form (spec/hip.md).
/// </summary>
internal static class ChainItems
{
    /// <summary>The most certificates of one peer that are looked at.</summary>
    public const int MaxPeerCertificates = 32;

    /// <summary>The most revocation lists and revalidations of one peer that are looked at.</summary>
    public const int MaxPeerLists = 4;

    /// <summary>Deals objects out to items. What comes between two signatures stays together.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Of(IReadOnlyList<SpkiObject> objects)
    {
        List<ReadOnlyMemory<byte>> items = [];
        List<SpkiObject> current = [];
        foreach (SpkiObject item in Flat(objects))
        {
            current.Add(item);
            if (item is Signature or KeyObject)
            {
                items.Add(Sequence.Create(current).Node.Canonical);
                current = [];
            }
        }

        if (current.Count > 0)
        {
            items.Add(Sequence.Create(current).Node.Canonical);
        }

        return items;
    }

    /// <summary>
    /// The objects of what a peer shows, out of their sequences. Each list costs a signature when it is loaded, and
    /// each certificate one when it is needed, so that few are taken.
    /// </summary>
    public static SpkiObject[] ReadPeer(IReadOnlyList<ReadOnlyMemory<byte>> items)
    {
        List<SpkiObject> taken = [];
        int certificates = 0;
        int lists = 0;
        foreach (SpkiObject item in Flat(Read(items)))
        {
            certificates += item is Certificate ? 1 : 0;
            lists += item is RevocationObject ? 1 : 0;
            if (certificates > MaxPeerCertificates || lists > MaxPeerLists)
            {
                break;
            }

            taken.Add(item);
        }

        return [.. taken];
    }

    /// <summary>The objects of a peer's items; what is none is left out, as it grants nothing.</summary>
    public static IEnumerable<SpkiObject> Read(IReadOnlyList<ReadOnlyMemory<byte>> items)
    {
        foreach (ReadOnlyMemory<byte> item in items)
        {
            if (SexpNode.TryParse(item, limits: null, out SexpNode? node, out _)
                && SpkiObject.TryParse(node, out SpkiObject? value, out _))
            {
                yield return value;
            }
        }
    }

    private static IEnumerable<SpkiObject> Flat(IEnumerable<SpkiObject> objects) =>
        objects.SelectMany(item => item is Sequence inner ? [.. inner.Items] : new[] { item });
}
