using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Identity;

/// <summary>
/// A registrar's key as that of its TLS server. The certificate is signed by the key itself and says nothing but the
/// key: a client asks whether it is the registrar's (docs/adr/0018).
/// </summary>
public static class TlsIdentity
{
    private static readonly TimeSpan Past = TimeSpan.FromDays(1);
    private static readonly TimeSpan Future = TimeSpan.FromDays(3650);

    /// <summary>Makes the certificate.</summary>
    /// <param name="key">The key: P-256, P-384 or RSA. .NET's TLS has no Ed25519.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="NotSupportedException">The key is of another kind.</exception>
    public static X509Certificate2 Create(PrivateKey key, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(key);
        byte[] pkcs8 = Pkcs8.Export(key);
        try
        {
            return key.Public.Algorithm switch
            {
                KeyAlgorithm.P256 => OfCurve(pkcs8, key, HashAlgorithmName.SHA256, now),
                KeyAlgorithm.P384 => OfCurve(pkcs8, key, HashAlgorithmName.SHA384, now),
                KeyAlgorithm.Ed25519 => throw new NotSupportedException(
                    "a TLS server needs a key of type p256, p384, rsa2048 or rsa3072"),
                _ => OfRsa(pkcs8, key, now),
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    /// <summary>Whether a DER SubjectPublicKeyInfo is the key of a principal.</summary>
    public static bool Is(Principal principal, ReadOnlyMemory<byte> subjectPublicKeyInfo) =>
        Pkcs8.TryImportPublic(
            PemEncoding.WriteString("PUBLIC KEY", subjectPublicKeyInfo.Span), out Spki.Keys.PublicKey? key, out _)
        && key.Principal == principal;

    private static X509Certificate2 OfCurve(
        byte[] pkcs8, PrivateKey key, HashAlgorithmName hash, DateTimeOffset now)
    {
        using ECDsa curve = ECDsa.Create();
        curve.ImportPkcs8PrivateKey(pkcs8, out _);
        return SelfSigned(new CertificateRequest(Name(key), curve, hash), now);
    }

    private static X509Certificate2 OfRsa(byte[] pkcs8, PrivateKey key, DateTimeOffset now)
    {
        using RSA rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(pkcs8, out _);
        return SelfSigned(
            new CertificateRequest(Name(key), rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), now);
    }

    private static X509Certificate2 SelfSigned(CertificateRequest request, DateTimeOffset now) =>
        request.CreateSelfSigned(now - Past, now + Future);

    private static string Name(PrivateKey key) => $"CN={key.Public.Principal}";
}
