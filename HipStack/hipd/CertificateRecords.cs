using HiperNet.HipStack.Control;
using HiperNet.Hipd.Policy;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Reduction;

namespace HiperNet.Hipd;

/// <summary>Certificates as the control socket shows them.</summary>
internal static class CertificateRecords
{
    /// <summary>The certificates of a proof, from the root on.</summary>
    public static IReadOnlyList<CertificateStatus> Of(Proof proof) =>
        [.. proof.Steps.Select(step => step.Certificate?.Certificate).OfType<Certificate>().Select(Of)];

    /// <summary>The certificates among a chain's items.</summary>
    public static IReadOnlyList<CertificateStatus> Of(IReadOnlyList<ReadOnlyMemory<byte>> items) =>
    [
        .. ChainItems.Read(items)
            .SelectMany(item => item is Sequence sequence ? [.. sequence.Items] : new[] { item })
            .OfType<Certificate>()
            .Select(Of),
    ];

    /// <summary>A line for a person.</summary>
    public static string Line(CertificateStatus certificate) =>
        $"{certificate.Issuer} grants {certificate.Tag} to {certificate.Subject}"
        + (certificate.NotAfter is { } end ? $" until {end:u}" : string.Empty);

    private static CertificateStatus Of(Certificate certificate) => new()
    {
        Id = IdOf(certificate),
        Issuer = certificate.Issuer.Principal.ToSexp().ToString(),
        Subject = certificate.Subject.ToString() ?? string.Empty,
        Tag = certificate is AuthorizationCertificate authorization ? authorization.Tag.ToString() : "(a name)",
        NotBefore = Time(certificate.Validity.NotBefore, SpkiTime.Always),
        NotAfter = Time(certificate.Validity.NotAfter, SpkiTime.Forever),
    };

    /// <summary>The SHA-256 of the certificate's body.</summary>
    public static string IdOf(SpkiObject item) => Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(item.Node.Canonical.Span));

    private static DateTimeOffset? Time(SpkiTime time, SpkiTime none) => time == none ? null : time.ToDateTimeOffset();
}
