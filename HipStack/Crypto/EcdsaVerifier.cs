using System.Security.Cryptography;
using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Crypto;

/// <summary>ECDSA with r | s of fixed length; the hash follows the curve.</summary>
internal sealed class EcdsaVerifier : IVerifier
{
    private const int PointOffset = 2;

    private readonly ECDsa key;
    private readonly HashAlgorithmName hash;
    private readonly int signatureBytes;

    private EcdsaVerifier(ECDsa key, EcdsaCurve curve, int signatureBytes)
    {
        this.key = key;
        hash = EcdsaHash.Of(curve);
        this.signatureBytes = signatureBytes;
    }

    /// <summary>Loads an ECDSA identity; null if its point is not on its curve.</summary>
    public static EcdsaVerifier? Load(HostIdentity identity)
    {
        ReadOnlySpan<byte> encoding = identity.Encoding.Span;
        EcdsaCurve curve = (EcdsaCurve)encoding[1];
        NamedCurve named = curve == EcdsaCurve.P256 ? NamedCurve.P256 : NamedCurve.P384;
        if (!named.Contains(encoding[PointOffset..]))
        {
            return null;
        }

        ECDsa loaded = ECDsa.Create(named.PublicKey(encoding[(PointOffset + 1)..]));
        return new EcdsaVerifier(loaded, curve, 2 * named.FieldBytes);
    }

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        signature.Length == signatureBytes
            && key.VerifyData(data, signature, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
