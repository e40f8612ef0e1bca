using System.Security.Cryptography;
using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Crypto;

/// <summary>ECDSA with r | s of fixed length; the hash follows the curve. It owns the key.</summary>
internal sealed class EcdsaSigner : ISigner
{
    private readonly ECDsa key;
    private readonly HashAlgorithmName hash;

    /// <exception cref="ArgumentException">The key is on neither curve of a Host Identity.</exception>
    public EcdsaSigner(ECDsa key)
    {
        this.key = key;
        ECParameters numbers = key.ExportParameters(includePrivateParameters: false);
        EcdsaCurve curve = (numbers.Curve.IsNamed ? numbers.Curve.Oid.Value : null) switch
        {
            "1.2.840.10045.3.1.7" => EcdsaCurve.P256,
            "1.3.132.0.34" => EcdsaCurve.P384,
            _ => throw new ArgumentException("A host key is on P-256 or P-384.", nameof(key)),
        };
        hash = EcdsaHash.Of(curve);
        Identity = HostIdentity.FromEcdsa(curve, [4, .. numbers.Q.X!, .. numbers.Q.Y!]);
    }

    /// <inheritdoc/>
    public HostIdentity Identity { get; }

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> data) =>
        key.SignData(data, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
