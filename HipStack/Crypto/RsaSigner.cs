using System.Security.Cryptography;
using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Crypto;

/// <summary>RSASSA-PSS with SHA-256; the framework's salt is as long as the hash. It owns the key.</summary>
internal sealed class RsaSigner : ISigner
{
    private readonly RSA key;

    /// <exception cref="ArgumentException">The key is outside the limits of a Host Identity.</exception>
    public RsaSigner(RSA key)
    {
        this.key = key;
        RSAParameters numbers = key.ExportParameters(includePrivateParameters: false);
        Identity = HostIdentity.FromRsa(numbers.Modulus, numbers.Exponent);
    }

    /// <inheritdoc/>
    public HostIdentity Identity { get; }

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> data) =>
        key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
