using HiperNet.Spki.Names;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>
/// A definition: the issuer's local name means the subject, a key or another name. The 4-tuple of RFC 2693
/// section 6.2. It carries no authority; one name may have many definitions, which makes it a group.
/// </summary>
public sealed class NameCertificate : Certificate
{
    private NameCertificate(
        SexpList node,
        PrincipalReference issuer,
        SexpAtom identifier,
        Subject subject,
        Validity validity,
        CertificateDetails details)
        : base(node, issuer, subject, validity, details) => Defines = new LocalName(issuer.Principal, identifier);

    /// <summary>The name that is defined.</summary>
    public LocalName Defines { get; }

    /// <summary>Writes a definition; it still has to be signed.</summary>
    /// <param name="issuer">Whose name space.</param>
    /// <param name="identifier">The name in it.</param>
    /// <param name="subject">A <see cref="KeySubject"/> or a <see cref="NameSubject"/>.</param>
    /// <param name="validity">When it holds; <see cref="Validity.Unlimited"/> if null.</param>
    /// <param name="details">What informs only; nothing if null.</param>
    /// <exception cref="ArgumentException">The parts do not make an acceptable certificate.</exception>
    public static NameCertificate Create(
        PrincipalReference issuer,
        SexpAtom identifier,
        Subject subject,
        Validity? validity = null,
        CertificateDetails? details = null) =>
        Built<NameCertificate>(Write(
            SexpList.Of("name", issuer.ToSexp(), identifier), subject, validity, details ?? CertificateDetails.None));

    internal static NameCertificate? ReadRest(
        SexpList node,
        SexpList issuerNode,
        Dictionary<string, SexpList> fields,
        Subject subject,
        Validity validity,
        CertificateDetails details,
        ref CertError error)
    {
        if (fields.ContainsKey("tag") || fields.ContainsKey("propagate"))
        {
            return Refuse.With<NameCertificate>(ref error, CertFault.AuthorityInNameCert, "cert");
        }

        // Only keys and names: a group of thresholds or of objects has no meaning in a name space.
        if (subject is not (KeySubject or NameSubject))
        {
            return Refuse.With<NameCertificate>(ref error, CertFault.BadField, "subject");
        }

        if (FieldReader.Name(issuerNode, "issuer", ref error) is not { } name)
        {
            return null;
        }

        return name is { Owner: { } issuer, Identifiers: [var identifier] }
            ? new NameCertificate(node, issuer, identifier, subject, validity, details)
            : Refuse.With<NameCertificate>(ref error, CertFault.BadName, "issuer");
    }
}
