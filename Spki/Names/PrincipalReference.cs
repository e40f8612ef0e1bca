using System.Diagnostics.CodeAnalysis;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Names;

/// <summary>
/// How an object names a principal: by the key itself or by its hash, with hints where the key may be found
/// (draft-06, <c>principal = pub-key / hash-of-key</c>). Both mean the same <see cref="Principal"/>.
/// </summary>
/// <param name="Principal">The hash of the key.</param>
/// <param name="Key">The key, if the object holds it.</param>
/// <param name="Hints">Where the key may be found, if the object says so.</param>
public sealed record PrincipalReference(Principal Principal, PublicKey? Key = null, Uris? Hints = null)
{
    /// <summary>A reference by hash.</summary>
    public static implicit operator PrincipalReference(Principal principal) => new(principal);

    /// <summary>A reference that carries the key.</summary>
    public static implicit operator PrincipalReference(PublicKey key) => new(key.Principal, key);

    /// <summary>The object: <c>(public-key ...)</c> or <c>(hash sha256 ...)</c>.</summary>
    public SexpNode ToSexp()
    {
        if (Key is not null)
        {
            return Key.Sexp;
        }

        SexpList hash = Principal.ToSexp();
        return Hints is null ? hash : SexpList.Of([.. hash.Items, Hints.ToSexp()]);
    }

    /// <summary>Reads a key or a hash of one.</summary>
    public static bool TryParse(
        SexpNode node, [NotNullWhen(true)] out PrincipalReference? reference, out KeyFault fault)
    {
        reference = null;
        if (node is SexpList { Count: > 0 } list && list.Head.SequenceEqual("public-key"u8))
        {
            if (PublicKey.TryParse(node, out PublicKey? key, out fault))
            {
                reference = key;
            }

            return reference is not null;
        }

        Uris? hints = null;
        if (node is SexpList { Count: 4 } hinted && Uris.Parse(hinted[3]) is { } found)
        {
            hints = found;
            node = SexpList.Of(hinted[0], hinted[1], hinted[2]);
        }

        if (Principal.TryParse(node, out Principal principal, out fault))
        {
            reference = new PrincipalReference(principal, Key: null, hints);
        }

        return reference is not null;
    }
}
