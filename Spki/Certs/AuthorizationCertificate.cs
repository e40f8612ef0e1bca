using HiperNet.Spki.Names;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;

namespace HiperNet.Spki.Certs;

/// <summary>
/// A grant: the issuer gives the subject what the tag describes, as far as the issuer has it itself. The 5-tuple
/// &lt;issuer, subject, delegation, tag, validity&gt; of RFC 2693 section 6.1.
/// </summary>
public sealed class AuthorizationCertificate : Certificate
{
    private AuthorizationCertificate(
        SexpList node,
        PrincipalReference issuer,
        Subject subject,
        Delegation delegation,
        TagExpression tag,
        Validity validity,
        CertificateDetails details)
        : base(node, issuer, subject, validity, details)
    {
        Delegation = delegation;
        Tag = tag;
    }

    /// <summary>Whether and to whom the subject may pass it on.</summary>
    public Delegation Delegation { get; }

    /// <summary>What is granted.</summary>
    public TagExpression Tag { get; }

    /// <summary>Writes a certificate; it still has to be signed.</summary>
    /// <param name="issuer">Who grants.</param>
    /// <param name="subject">To whom.</param>
    /// <param name="tag">What.</param>
    /// <param name="delegation">Whether it may be passed on; <see cref="Delegation.None"/> if null.</param>
    /// <param name="validity">When it holds; <see cref="Validity.Unlimited"/> if null.</param>
    /// <param name="details">What informs only; nothing if null.</param>
    /// <exception cref="ArgumentException">The parts do not make an acceptable certificate.</exception>
    public static AuthorizationCertificate Create(
        PrincipalReference issuer,
        Subject subject,
        TagExpression tag,
        Delegation? delegation = null,
        Validity? validity = null,
        CertificateDetails? details = null) =>
        Built<AuthorizationCertificate>(Write(
            issuer.ToSexp(),
            subject,
            validity,
            details ?? CertificateDetails.None,
            delegation?.ToSexp(),
            SexpList.Of("tag", tag.ToSexp())));

    internal static AuthorizationCertificate? ReadRest(
        SexpList node,
        SexpList issuerNode,
        Dictionary<string, SexpList> fields,
        Subject subject,
        Validity validity,
        CertificateDetails details,
        ref CertError error)
    {
        if (!fields.TryGetValue("tag", out SexpList? tagField))
        {
            return Refuse.With<AuthorizationCertificate>(ref error, CertFault.MissingField, "tag");
        }

        return FieldReader.Principal(issuerNode, "issuer", ref error) is { } issuer
            && Delegation.Read(fields.GetValueOrDefault("propagate"), ref error) is { } delegation
            && FieldReader.Tag(tagField, ref error) is { } tag
                ? new AuthorizationCertificate(node, issuer, subject, delegation, tag, validity, details)
                : null;
    }
}
