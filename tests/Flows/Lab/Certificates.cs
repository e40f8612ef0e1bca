using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Tags;

namespace HiperNet.Flows.Tests.Lab;

/// <summary>Certificates that tests make.</summary>
internal static class Certificates
{
    /// <summary>The key, a certificate and its signature, as a canonical sequence.</summary>
    public static byte[] Grant(
        PrivateKey issuer, Principal subject, TagExpression tag, Delegation delegation, Validity validity)
    {
        AuthorizationCertificate certificate = AuthorizationCertificate.Create(
            issuer.Public.Principal, new KeySubject(subject), tag, delegation, validity);
        return Sequence.Create(new KeyObject(issuer.Public), certificate, Signature.Create(certificate, issuer))
            .Node.Canonical.ToArray();
    }

    /// <summary>A validity that has ended an hour ago.</summary>
    public static Validity Past() => Validity.Between(
        SpkiTime.From(TimeProvider.System.GetUtcNow().AddHours(-2)),
        SpkiTime.From(TimeProvider.System.GetUtcNow().AddHours(-1)));
}
