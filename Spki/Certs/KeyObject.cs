using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>A public key as an item of a sequence, for the objects that name it by its hash.</summary>
public sealed class KeyObject : SpkiObject
{
    /// <summary>The item that holds <paramref name="key"/>.</summary>
    public KeyObject(PublicKey key)
        : base(key.Sexp) => Key = key;

    /// <summary>The key.</summary>
    public PublicKey Key { get; }

    internal static KeyObject? Read(SexpList node, ref CertError error)
    {
        if (PublicKey.TryParse(node, out PublicKey? key, out KeyFault fault))
        {
            return new KeyObject(key!);
        }

        error = new CertError(CertFault.BadPrincipal, "public-key", fault);
        return null;
    }
}
