using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Certificates;

/// <summary>Signs what a registrar grants.</summary>
/// <param name="key">The registrar's key; its owner disposes of it.</param>
public sealed class Issuer(PrivateKey key)
{
    /// <summary>The registrar's public key.</summary>
    public PublicKey Key => key.Public;

    /// <summary>The registrar's principal.</summary>
    public Principal Principal => key.Public.Principal;

    /// <summary>Makes a certificate and signs it.</summary>
    public StoredCertificate Issue(Grant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);
        AuthorizationCertificate certificate = AuthorizationCertificate.Create(
            Principal,
            new KeySubject(grant.Subject),
            grant.Tag,
            grant.Delegation,
            Validity.Between(grant.NotBefore, grant.NotAfter));
        Sequence sequence = Sequence.Create(
            new KeyObject(key.Public), certificate, Signature.Create(certificate, key));
        return CertificateViews.Of(certificate, sequence.Node.Canonical);
    }
}
