using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>A statement about certificates by the principal that their online tests name; it must be signed.</summary>
public abstract class RevocationObject : SpkiObject
{
    private protected RevocationObject(SexpList node)
        : base(node)
    {
    }
}
