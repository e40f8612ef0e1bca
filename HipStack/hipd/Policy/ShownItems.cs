using System.Collections.Immutable;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Hipd.Policy;

/// <summary>
/// What of the items that we were told we show to peers: certificates about our keys, those that speak of their
/// issuers in turn, and the public keys that their signatures are checked with.
/// </summary>
internal static class ShownItems
{
    public static IEnumerable<SpkiObject> Of(ImmutableArray<SpkiObject> told, IEnumerable<Principal> ours)
    {
        HashSet<Principal> spokenOf = [.. ours];
        HashSet<SpkiObject> shown = [];
        while (told.Where(item => Certificates(item).Any(IsAboutOne) && shown.Add(item)).ToArray()
            is { Length: > 0 } more)
        {
            spokenOf.UnionWith(more.SelectMany(Certificates).Select(certificate => certificate.Issuer.Principal));
        }

        shown.UnionWith(told.Where(item => Parts(item).OfType<KeyObject>()
            .Any(key => spokenOf.Contains(key.Key.Principal))));
        return told.Where(shown.Contains);

        bool IsAboutOne(Certificate certificate) =>
            Party.Of(certificate.Subject) is { Kind: PartyKind.Key } party && spokenOf.Contains(party.Id);
    }

    /// <summary>Whether an item holds a certificate about one of these keys.</summary>
    public static bool IsAbout(SpkiObject item, IEnumerable<Principal> keys) => Certificates(item).Any(certificate =>
        Party.Of(certificate.Subject) is { } party && keys.Any(key => party == Party.Key(key)));

    /// <summary>The objects of a sequence, or the object itself.</summary>
    public static ImmutableArray<SpkiObject> Parts(SpkiObject item) =>
        item is Sequence sequence ? sequence.Items : [item];

    private static IEnumerable<Certificate> Certificates(SpkiObject item) => Parts(item).OfType<Certificate>();
}
