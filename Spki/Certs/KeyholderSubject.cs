using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>
/// The person or machine that holds a key, not the key: <c>(keyholder principal)</c> or <c>(keyholder name)</c>.
/// A statement about a key holder is not a right of the key, so it cannot be passed on by signing with it.
/// </summary>
/// <param name="Holder">A <see cref="KeySubject"/> or a <see cref="NameSubject"/>.</param>
public sealed record KeyholderSubject(Subject Holder) : Subject
{
    /// <inheritdoc/>
    public override SexpNode ToSexp() => SexpList.Of("keyholder", Holder.ToSexp());

    internal static KeyholderSubject? ReadFields(SexpList list, ref CertError error)
    {
        if (list is not [_, SexpList inner] || !IsPrincipalOrName(inner))
        {
            return Refuse.With<KeyholderSubject>(ref error, CertFault.BadField, "keyholder");
        }

        return Read(inner, nesting: 0, ref error) is { } holder ? new KeyholderSubject(holder) : null;
    }

    private static bool IsPrincipalOrName(SexpList node) =>
        node.Head.SequenceEqual("public-key"u8)
        || node.Head.SequenceEqual("hash"u8)
        || node.Head.SequenceEqual("name"u8);
}
