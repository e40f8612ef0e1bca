using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>A revalidation for one decision of one verifier, which chose the nonce (RFC 2693 section 5.5).</summary>
public sealed class OneTimeRevalidation : Revalidation
{
    /// <summary>The shortest nonce that cannot be guessed, in octets.</summary>
    public const int MinNonce = 16;

    /// <summary>The longest nonce that is accepted, in octets.</summary>
    public const int MaxNonce = 64;

    private OneTimeRevalidation(SexpList node, ObjectId valid, SexpAtom nonce)
        : base(node)
    {
        Valid = valid;
        Nonce = nonce;
    }

    /// <summary>The certificate that holds now.</summary>
    public ObjectId Valid { get; }

    /// <summary>The verifier's nonce, <see cref="MinNonce"/> to <see cref="MaxNonce"/> octets.</summary>
    public SexpAtom Nonce { get; }

    /// <summary>Writes a revalidation; it still has to be signed.</summary>
    public static OneTimeRevalidation Create(ObjectId valid, ReadOnlySpan<byte> nonce) =>
        Built<OneTimeRevalidation>(SexpList.Of(
            "reval", valid.Digest.ToSexp(), SexpList.Of("one-time", SexpAtom.Of(nonce))));

    internal static OneTimeRevalidation? ReadRest(SexpList list, FieldReader reader, ref CertError error)
    {
        if (HashList.ReadId(reader.Take(), "reval", ref error) is not { } valid)
        {
            return null;
        }

        return reader.TakeList("one-time"u8) is [_, SexpAtom { Hint: null } nonce]
            && nonce.Octets.Length is >= MinNonce and <= MaxNonce
            && reader.End(ref error, "reval")
                ? new OneTimeRevalidation(list, valid, nonce)
                : Refuse.With<OneTimeRevalidation>(ref error, CertFault.BadField, "one-time");
    }
}
