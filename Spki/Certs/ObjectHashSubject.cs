using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>An object without a key, such as a program, by its hash: <c>(object-hash (hash ...))</c>.</summary>
/// <param name="Hash">The hash of the object.</param>
public sealed record ObjectHashSubject(SpkiHash Hash) : Subject
{
    /// <inheritdoc/>
    public override SexpNode ToSexp() => SexpList.Of("object-hash", Hash.ToSexp());

    internal static ObjectHashSubject? ReadFields(SexpList list, ref CertError error)
    {
        if (list.Count != 2)
        {
            return Refuse.With<ObjectHashSubject>(ref error, CertFault.BadField, "object-hash");
        }

        return FieldReader.Hash(list[1], "object-hash", ref error) is { } hash ? new ObjectHashSubject(hash) : null;
    }
}
