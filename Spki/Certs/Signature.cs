using System.Security.Cryptography;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Names;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>
/// A signature, <c>(signature (hash ..) principal (sig-val ..))</c>. The hash is over the canonical bytes of the
/// object as received; the value is over that hash. See spec/keys.md.
/// </summary>
public sealed class Signature : SpkiObject
{
    private Signature(SexpList node, SpkiHash hash, PrincipalReference signer, SexpList value)
        : base(node)
    {
        Hash = hash;
        Signer = signer;
        Value = value;
    }

    /// <summary>The hash of what is signed.</summary>
    public SpkiHash Hash { get; }

    /// <summary>Who says to have signed.</summary>
    public PrincipalReference Signer { get; }

    /// <summary>The <c>(sig-val ...)</c>.</summary>
    public SexpList Value { get; }

    /// <summary>
    /// Signs <paramref name="target"/>. The signature names the signer by hash, unless told to carry the key.
    /// </summary>
    public static Signature Create(SpkiObject target, PrivateKey key, bool withKey = false)
    {
        SpkiHash hash = SpkiHash.Of(key.Public.SignatureHash, target.Node.Canonical.Span);
        PrincipalReference signer = withKey ? key.Public : key.Public.Principal;
        SexpList node = SexpList.Of("signature", hash.ToSexp(), signer.ToSexp(), key.SignDigest(hash.Value.Span));
        return Built<Signature>(node);
    }

    /// <summary>Whether the hash is that of <paramref name="target"/>, byte for byte as received.</summary>
    public bool Covers(SpkiObject target) =>
        CryptographicOperations.FixedTimeEquals(
            SpkiHash.Of(Hash.Algorithm, target.Node.Canonical.Span).Value.Span, Hash.Value.Span);

    /// <summary>
    /// Checks that <paramref name="key"/> signed <paramref name="target"/>, cheap checks first: the signer is the
    /// key, the hash is the one that goes with the key and is that of the object, and only then the arithmetic.
    /// </summary>
    public SignatureFault Check(SpkiObject target, PublicKey key)
    {
        if (Signer.Principal != key.Principal)
        {
            return SignatureFault.OtherSigner;
        }

        if (Hash.Algorithm != key.SignatureHash)
        {
            return SignatureFault.OtherHashAlgorithm;
        }

        if (!Covers(target))
        {
            return SignatureFault.OtherObject;
        }

        return key.VerifyDigest(Hash.Value.Span, Value, out _) ? SignatureFault.None : SignatureFault.BadValue;
    }

    internal static Signature? Read(SexpList list, ref CertError error)
    {
        if (list is not [_, SexpList hashNode, SexpList signerNode, SexpList { Count: > 1 } value]
            || !value.Head.SequenceEqual("sig-val"u8))
        {
            return Refuse.With<Signature>(ref error, CertFault.BadField, "signature");
        }

        return FieldReader.Hash(hashNode, "signature", ref error) is { } hash
            && FieldReader.Principal(signerNode, "signature", ref error) is { } signer
                ? new Signature(list, hash, signer, value)
                : null;
    }
}
