using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Sexp;

namespace HiperNet.Registrar.Certificates;

/// <summary>Reads certificates that others show. Any octets give an answer.</summary>
public static class ShownCertificates
{
    /// <summary>The most objects of a sequence.</summary>
    public const int MostObjects = 96;

    /// <summary>Reads a canonical sequence.</summary>
    /// <param name="octets">The octets.</param>
    /// <param name="items">Its objects, if the result is true; inner sequences are taken apart.</param>
    /// <param name="detail">What is wrong, if the result is false.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> octets, [NotNullWhen(true)] out ImmutableArray<SpkiObject>? items, out string detail)
    {
        items = null;
        if (!CanonicalParser.TryParse(octets, limits: null, out SexpNode? node, out SexpError syntax))
        {
            detail = $"no canonical S-expression: {syntax}";
            return false;
        }

        if (!SpkiObject.TryParse(node, out SpkiObject? read, out CertError error))
        {
            detail = $"no sequence of certificates: {error}";
            return false;
        }

        ImmutableArray<SpkiObject> flat =
            [.. read is Sequence outer
                ? outer.Items.SelectMany(item => item is Sequence inner ? inner.Items : [item])
                : [read]];
        detail = $"more than {MostObjects} objects";
        items = flat.Length <= MostObjects ? flat : null;
        return items is not null;
    }
}
