using HiperNet.Spki.Names;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>
/// A certificate, of authority or of a name (draft-06):
/// <code>
/// (cert (version 0)? (display ..)? (issuer ..) (issuer-info ..)? (subject ..) (subject-info ..)?
///       (propagate ..)? (tag ..)? (valid ..)? (comment ..)?)
/// </code>
/// The fields come in any order, at most one of each. Which of the two kinds it is, the issuer says: a principal
/// issues authority, <c>(name principal octets)</c> defines that name.
/// </summary>
public abstract class Certificate : SpkiObject
{
    private static readonly HashSet<string> FieldNames = new(StringComparer.Ordinal)
    {
        "version", "display", "issuer", "issuer-info", "subject", "subject-info", "propagate", "tag", "valid",
        "comment",
    };

    private protected Certificate(
        SexpList node, PrincipalReference issuer, Subject subject, Validity validity, CertificateDetails details)
        : base(node)
    {
        Issuer = issuer;
        Subject = subject;
        Validity = validity;
        Details = details;
    }

    /// <summary>Who speaks, and must have signed.</summary>
    public PrincipalReference Issuer { get; }

    /// <summary>Who is spoken of.</summary>
    public Subject Subject { get; }

    /// <summary>When it holds.</summary>
    public Validity Validity { get; }

    /// <summary>What informs and decides nothing.</summary>
    public CertificateDetails Details { get; }

    internal static Certificate? Read(SexpList list, ref CertError error)
    {
        if (new FieldReader(list).TakeAll(FieldNames, ref error) is not { } fields)
        {
            return null;
        }

        if (fields.TryGetValue("version", out SexpList? version) && !FieldReader.CheckVersion(version, ref error))
        {
            return null;
        }

        if (OnlyElement(fields, "issuer", ref error) is not { } issuer
            || OnlyElement(fields, "subject", ref error) is not { } subjectNode
            || Subject.Read(subjectNode, nesting: 0, ref error) is not { } subject
            || Validity.Read(fields.GetValueOrDefault("valid"), ref error) is not { } validity
            || CertificateDetails.Read(fields, ref error) is not { } details)
        {
            return null;
        }

        return issuer.Head.SequenceEqual("name"u8)
            ? NameCertificate.ReadRest(list, issuer, fields, subject, validity, details, ref error)
            : AuthorizationCertificate.ReadRest(list, issuer, fields, subject, validity, details, ref error);
    }

    /// <summary>Writes the fields that every certificate has, in our order, around those of its kind.</summary>
    private protected static SexpList Write(
        SexpNode issuer,
        Subject subject,
        Validity? validity,
        CertificateDetails details,
        params ReadOnlySpan<SexpNode?> ofItsKind)
    {
        SexpNode?[] fields =
        [
            "cert",
            details.DisplayField(),
            SexpList.Of("issuer", issuer),
            details.IssuerInfoField(),
            SexpList.Of("subject", subject.ToSexp()),
            details.SubjectInfoField(),
            .. ofItsKind,
            validity?.ToSexp(),
            details.CommentField(),
        ];
        return new SexpList([.. fields.OfType<SexpNode>()]);
    }

    private static SexpList? OnlyElement(Dictionary<string, SexpList> fields, string name, ref CertError error)
    {
        if (!fields.TryGetValue(name, out SexpList? field))
        {
            return Refuse.With<SexpList>(ref error, CertFault.MissingField, name);
        }

        return field is [_, SexpList element] ? element : Refuse.With<SexpList>(ref error, CertFault.BadField, name);
    }
}
