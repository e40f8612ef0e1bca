using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Certs;

namespace HiperNet.Registrar.Certificates;

/// <summary>Certificates as they are kept, and as they are told.</summary>
public static class CertificateViews
{
    /// <summary>A certificate as it is kept.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="sequence">It with what it takes to check it.</param>
    internal static StoredCertificate Of(AuthorizationCertificate certificate, ReadOnlyMemory<byte> sequence) => new(
        certificate.Id.ToString(),
        certificate.Issuer.Principal.ToString(),
        certificate.Tag.ToString(),
        Seconds(certificate.Validity.NotBefore),
        Seconds(certificate.Validity.NotAfter),
        sequence);

    /// <summary>The certificates of bundles as they are told, in the order in which they were written.</summary>
    public static IEnumerable<CertificateView> Of(IEnumerable<StoredBundle> bundles) =>
        bundles.OrderBy(bundle => bundle.Revision)
            .SelectMany(bundle => bundle.Bundle.Certificates.Select(certificate => new CertificateView(
                certificate.Id,
                certificate.Issuer,
                bundle.Bundle.Subject,
                certificate.Tag,
                certificate.Sequence,
                certificate.NotAfter,
                bundle.Revision)));

    private static long? Seconds(SpkiTime time) =>
        time == SpkiTime.Always || time == SpkiTime.Forever ? null : time.Unix;
}
