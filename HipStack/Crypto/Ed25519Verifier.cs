using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Crypto;

/// <summary>Pure Ed25519 (RFC 8032).</summary>
internal sealed class Ed25519Verifier : IVerifier
{
    private const int KeyOffset = 4;

    private readonly KeyHandle key;

    private Ed25519Verifier(KeyHandle key) => this.key = key;

    /// <summary>Loads an EdDSA identity.</summary>
    public static Ed25519Verifier Load(HostIdentity identity) =>
        new(Ed25519.LoadPublic(identity.Encoding.Span[KeyOffset..]));

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        signature.Length == Ed25519.SignatureBytes && Ed25519.Verify(key, data, signature);

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
