using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;

namespace HiperNet.Spki.Certs;

/// <summary>
/// One line of an <see cref="Acl"/>, a grant by its owner: <c>(entry subject (propagate)? (tag ..) (valid ..)?
/// (comment ..)?)</c>.
/// </summary>
public sealed class AclEntry
{
    /// <summary>An entry of these parts.</summary>
    /// <param name="subject">To whom.</param>
    /// <param name="delegation">Whether it may be passed on.</param>
    /// <param name="tag">What.</param>
    /// <param name="validity">When it holds.</param>
    /// <param name="comment">A remark for people.</param>
    public AclEntry(
        Subject subject, Delegation delegation, TagExpression tag, Validity validity, SexpAtom? comment = null)
        : this(Write(subject, delegation, tag, validity, comment), subject, delegation, tag, validity, comment)
    {
    }

    private AclEntry(
        SexpList node, Subject subject, Delegation delegation, TagExpression tag, Validity validity, SexpAtom? comment)
    {
        Node = node;
        Subject = subject;
        Delegation = delegation;
        Tag = tag;
        Validity = validity;
        Comment = comment;
    }

    /// <summary>
    /// The entry as it was read: revalidations name it by the hash of this, not of something written anew.
    /// </summary>
    public SexpList Node { get; }

    /// <summary>To whom.</summary>
    public Subject Subject { get; }

    /// <summary>Whether it may be passed on.</summary>
    public Delegation Delegation { get; }

    /// <summary>What.</summary>
    public TagExpression Tag { get; }

    /// <summary>When it holds.</summary>
    public Validity Validity { get; }

    /// <summary>A remark for people, or null.</summary>
    public SexpAtom? Comment { get; }

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
                ? new AclEntry(node, subject, delegation, tag, validity, comment)
                : null;
    }

    private static SexpList Write(
        Subject subject, Delegation delegation, TagExpression tag, Validity validity, SexpAtom? comment)
    {
        SexpNode?[] fields =
        [
            "entry",
            subject.ToSexp(),
            delegation.ToSexp(),
            SexpList.Of("tag", tag.ToSexp()),
            validity.ToSexp(),
            comment is null ? null : SexpList.Of("comment", comment),
        ];
        return new SexpList([.. fields.OfType<SexpNode>()]);
    }

    private static bool ReadComment(FieldReader reader, out SexpAtom? comment, ref CertError error)
    {
        comment = FieldReader.Text(reader.TakeList("comment"u8), "comment", ref error);
        return error.Fault == CertFault.None;
    }
}
