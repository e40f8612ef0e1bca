using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Crypto;

/// <summary>
/// A host's private key, which signs its packets (RFC 7401 section 6.4.2). One thread at a time may use it.
/// </summary>
public sealed class HostKey : IDisposable
{
    private readonly ISigner signer;

    internal HostKey(ISigner signer)
    {
        this.signer = signer;
        Identity = signer.Identity;
        Hit = Hit.Of(Identity);
    }

    /// <summary>The public half, as HOST_ID carries it.</summary>
    public HostIdentity Identity { get; }

    /// <summary>The name of this key.</summary>
    public Hit Hit { get; }

    /// <summary>Makes a new key.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such type.</exception>
    public static HostKey Generate(HostKeyType type) => type switch
    {
        HostKeyType.Rsa2048 => new HostKey(new RsaSigner(RSA.Create(2048))),
        HostKeyType.Rsa3072 => new HostKey(new RsaSigner(RSA.Create(3072))),
        HostKeyType.P256 => new HostKey(new EcdsaSigner(ECDsa.Create(ECCurve.NamedCurves.nistP256))),
        HostKeyType.P384 => new HostKey(new EcdsaSigner(ECDsa.Create(ECCurve.NamedCurves.nistP384))),
        HostKeyType.Ed25519 => new HostKey(Ed25519Signer.Generate()),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such type of host key."),
    };

    /// <summary>
    /// Reads an unencrypted PKCS#8 key: RSA within the limits of <see cref="HostIdentity"/>, P-256, P-384 or
    /// Ed25519. It comes from the machine's own disk, not from a network.
    /// </summary>
    /// <param name="der">A PrivateKeyInfo in DER; nothing may follow it. The caller clears it.</param>
    /// <param name="key">The key, if the result is true.</param>
    [SuppressMessage(
        "Reliability", "CA2000:Dispose objects before losing scope", Justification = "The host key owns the signer.")]
    public static bool TryImportPkcs8(ReadOnlySpan<byte> der, [NotNullWhen(true)] out HostKey? key)
    {
        ISigner? loaded = Pkcs8Reader.Read(der);
        key = loaded is null ? null : new HostKey(loaded);
        return key is not null;
    }

    /// <summary>
    /// Signs: RSASSA-PSS with SHA-256, MGF1 of the same and a salt of 32 octets; ECDSA as r | s of the curve's
    /// length, with SHA-256 for P-256 and SHA-384 for P-384; pure Ed25519.
    /// </summary>
    /// <param name="data">What HIP_SIGNATURE covers.</param>
    /// <returns>The Signature field, without the algorithm before it.</returns>
    public byte[] Sign(ReadOnlySpan<byte> data) => signer.Sign(data);

    /// <inheritdoc/>
    public void Dispose() => signer.Dispose();
}
