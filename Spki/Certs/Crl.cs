using System.Collections.Frozen;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>
/// A timed revocation list (RFC 2693 section 5.2): <c>(crl (version 0)? (canceled hash*) (valid ..))</c>. It names
/// certificates by the hash of their body, never by a signature, or keys by theirs.
/// </summary>
public sealed class Crl : RevocationObject
{
    private Crl(SexpList node, FrozenSet<ObjectId> canceled, Validity validity)
        : base(node)
    {
        Canceled = canceled;
        Validity = validity;
    }

    /// <summary>The hashes of certificates and keys that no longer count.</summary>
    public FrozenSet<ObjectId> Canceled { get; }

    /// <summary>When the list holds; both ends are there.</summary>
    public Validity Validity { get; }

    /// <summary>Writes a list; it still has to be signed.</summary>
    public static Crl Create(IEnumerable<ObjectId> canceled, SpkiTime notBefore, SpkiTime notAfter) =>
        Built<Crl>(SexpList.Of(
            "crl", HashList.Write("canceled", canceled), Validity.Between(notBefore, notAfter).ToSexp()!));

    internal static Crl? Read(SexpList list, ref CertError error)
    {
        FieldReader reader = new(list);
        return reader.TakeVersion(ref error)
            && HashList.Read(reader.TakeList("canceled"u8), "canceled", ref error) is { } canceled
            && Validity.ReadClosed(reader.TakeList("valid"u8), ref error) is { } validity
            && reader.End(ref error, "crl")
                ? new Crl(list, canceled, validity)
                : null;
    }
}
