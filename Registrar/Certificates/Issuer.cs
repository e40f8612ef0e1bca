using System.Security.Cryptography;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Registrar.Certificates;

/// <summary>Signs what a registrar grants.</summary>
/// <param name="key">The registrar's key; its owner disposes of it.</param>
public sealed class Issuer(PrivateKey key)
{
    private const int SerialDigits = 16;

    /// <summary>The registrar's public key.</summary>
    public PublicKey Key => key.Public;

    /// <summary>The registrar's principal.</summary>
    public Principal Principal => key.Public.Principal;

    /// <summary>
    /// Makes a certificate and signs it. No two are equal: what is granted again in the same second is not what was
    /// revoked.
    /// </summary>
    public StoredCertificate Issue(Grant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);
        AuthorizationCertificate certificate = AuthorizationCertificate.Create(
            Principal,
            new KeySubject(grant.Subject),
            grant.Tag,
            grant.Delegation,
            Validity.Between(grant.NotBefore, grant.NotAfter),
            new CertificateDetails(Comment: Serial()));
        Sequence sequence = Sequence.Create(
            new KeyObject(key.Public), certificate, Signature.Create(certificate, key));
        return CertificateViews.Of(certificate, sequence.Node.Canonical);
    }

    private static SexpAtom Serial() =>
        SexpAtom.Of($"serial {RandomNumberGenerator.GetHexString(SerialDigits, lowercase: true)}");
}
