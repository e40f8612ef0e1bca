using System.Security.Cryptography;
using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Crypto;

/// <summary>Pure Ed25519 (RFC 8032), which the framework lacks. It owns the key.</summary>
internal sealed class Ed25519Signer : ISigner
{
    private readonly KeyHandle key;

    private Ed25519Signer(KeyHandle key)
    {
        this.key = key;
        Span<byte> point = stackalloc byte[Ed25519.KeyBytes];
        Ed25519.ReadPublic(key, point);
        Identity = HostIdentity.FromEd25519(point);
    }

    /// <inheritdoc/>
    public HostIdentity Identity { get; }

    /// <summary>A new key.</summary>
    public static Ed25519Signer Generate()
    {
        Span<byte> seed = stackalloc byte[Ed25519.KeyBytes];
        RandomNumberGenerator.Fill(seed);
        try
        {
            return FromSeed(seed);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    /// <summary>The key of a seed of 32 octets.</summary>
    public static Ed25519Signer FromSeed(ReadOnlySpan<byte> seed) => new(Ed25519.LoadPrivate(seed));

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        byte[] signature = new byte[Ed25519.SignatureBytes];
        Ed25519.Sign(key, data, signature);
        return signature;
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
