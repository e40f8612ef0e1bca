using System.Security.Cryptography;
using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Crypto;

/// <summary>RSASSA-PSS with SHA-256 and a salt of exactly 32 octets.</summary>
internal sealed class RsaVerifier : IVerifier
{
    private readonly RSA key;
    private readonly int modulusBytes;

    private RsaVerifier(RSA key, int modulusBytes)
    {
        this.key = key;
        this.modulusBytes = modulusBytes;
    }

    /// <summary>Loads an RSA identity, whose numbers are within the limits already; null if that fails.</summary>
    public static RsaVerifier? Load(HostIdentity identity)
    {
        ReadOnlySpan<byte> encoding = identity.Encoding.Span;
        int exponentBytes = encoding[0];
        byte[] exponent = encoding.Slice(1, exponentBytes).ToArray();
        byte[] modulus = encoding[(1 + exponentBytes)..].ToArray();
        try
        {
            RSA loaded = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent });
            return new RsaVerifier(loaded, modulus.Length);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        signature.Length == modulusBytes
            && key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
