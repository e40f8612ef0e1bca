using HiperNet.Spki.Names;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>Fields of a certificate that inform people and programs and decide nothing.</summary>
/// <param name="Display">How to show the certificate, <c>(display octets)</c>.</param>
/// <param name="IssuerInfo">Where to find out about the issuer, <c>(issuer-info (uri ...))</c>.</param>
/// <param name="SubjectInfo">Where to find out about the subject, <c>(subject-info (uri ...))</c>.</param>
/// <param name="Comment">A remark for people, <c>(comment octets)</c>.</param>
public sealed record CertificateDetails(
    SexpAtom? Display = null, Uris? IssuerInfo = null, Uris? SubjectInfo = null, SexpAtom? Comment = null)
{
    /// <summary>No such field.</summary>
    public static CertificateDetails None { get; } = new();

    internal static CertificateDetails? Read(IReadOnlyDictionary<string, SexpList> fields, ref CertError error)
    {
        CertificateDetails details = new(
            FieldReader.Text(fields.GetValueOrDefault("display"), "display", ref error),
            FieldReader.Info(fields.GetValueOrDefault("issuer-info"), "issuer-info", ref error),
            FieldReader.Info(fields.GetValueOrDefault("subject-info"), "subject-info", ref error),
            FieldReader.Text(fields.GetValueOrDefault("comment"), "comment", ref error));
        return error.Fault == CertFault.None ? details : null;
    }

    internal SexpList? DisplayField() => Display is null ? null : SexpList.Of("display", Display);

    internal SexpList? IssuerInfoField() => IssuerInfo is null ? null : SexpList.Of("issuer-info", IssuerInfo.ToSexp());

    internal SexpList? SubjectInfoField() =>
        SubjectInfo is null ? null : SexpList.Of("subject-info", SubjectInfo.ToSexp());

    internal SexpList? CommentField() => Comment is null ? null : SexpList.Of("comment", Comment);
}
