using HiperNet.Registrar.Client.Signatures;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Identity;

/// <summary>Verifies messages with an SPKI key.</summary>
public sealed class SpkiMessageKey(PublicKey key) : IMessageKey
{
    /// <summary>The key.</summary>
    public PublicKey Key => key;

    /// <inheritdoc/>
    public string Algorithm => NameOf(key.Algorithm);

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> signatureBase, ReadOnlySpan<byte> signature) =>
        key.VerifyMessage(signatureBase, signature);

    /// <summary>The name of an algorithm in RFC 9421 section 3.3.</summary>
    internal static string NameOf(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.P256 => "ecdsa-p256-sha256",
        KeyAlgorithm.P384 => "ecdsa-p384-sha384",
        KeyAlgorithm.Ed25519 => "ed25519",
        _ => "rsa-v1_5-sha256",
    };
}
