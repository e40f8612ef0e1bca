using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;

namespace HiperNet.Spki.Certs;

/// <summary>
/// One line of an <see cref="Acl"/>, a grant by its owner: <c>(entry subject (propagate)? (tag ..) (valid ..)?
/// (comment ..)?)</c>.
/// </summary>
/// <param name="Subject">To whom.</param>
/// <param name="Delegation">Whether it may be passed on.</param>
/// <param name="Tag">What.</param>
/// <param name="Validity">When it holds.</param>
/// <param name="Comment">A remark for people.</param>
public sealed record AclEntry(
    Subject Subject, Delegation Delegation, TagExpression Tag, Validity Validity, SexpAtom? Comment = null)
{
    /// <summary>The object, <c>(entry ...)</c>.</summary>
    public SexpList ToSexp()
    {
        SexpNode?[] fields =
        [
            "entry",
            Subject.ToSexp(),
            Delegation.ToSexp(),
            SexpList.Of("tag", Tag.ToSexp()),
            Validity.ToSexp(),
            Comment is null ? null : SexpList.Of("comment", Comment),
        ];
        return new SexpList([.. fields.OfType<SexpNode>()]);
    }

    internal static AclEntry? Read(SexpList node, ref CertError error)
    {
        FieldReader reader = new(node);
        if (Subject.Read(reader.Take(), nesting: 0, ref error) is not { } subject
            || Delegation.Read(reader.TakeList("propagate"u8), ref error) is not { } delegation)
        {
            return null;
        }

        if (reader.TakeList("tag"u8) is not { } tagField)
        {
            return Refuse.With<AclEntry>(ref error, CertFault.MissingField, "tag");
        }

        return FieldReader.Tag(tagField, ref error) is { } tag
            && Validity.Read(reader.TakeList("valid"u8), ref error) is { } validity
            && ReadComment(reader, out SexpAtom? comment, ref error)
            && reader.End(ref error, "entry")
                ? new AclEntry(subject, delegation, tag, validity, comment)
                : null;
    }

    private static bool ReadComment(FieldReader reader, out SexpAtom? comment, ref CertError error)
    {
        comment = FieldReader.Text(reader.TakeList("comment"u8), "comment", ref error);
        return error.Fault == CertFault.None;
    }
}
