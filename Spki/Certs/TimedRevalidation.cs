using System.Collections.Frozen;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>A revalidation that holds for an interval (RFC 2693 section 5.3).</summary>
public sealed class TimedRevalidation : Revalidation
{
    private TimedRevalidation(SexpList node, FrozenSet<ObjectId> valid, Validity validity)
        : base(node)
    {
        Valid = valid;
        Validity = validity;
    }

    /// <summary>The certificates that still hold.</summary>
    public FrozenSet<ObjectId> Valid { get; }

    /// <summary>When this statement holds.</summary>
    public Validity Validity { get; }

    /// <summary>Writes a revalidation; it still has to be signed.</summary>
    public static TimedRevalidation Create(IEnumerable<ObjectId> valid, SpkiTime notBefore, SpkiTime notAfter) =>
        Built<TimedRevalidation>(SexpList.Of(
            "reval", HashList.Write("valid", valid), Validity.Between(notBefore, notAfter).ToSexp()!));

    internal static TimedRevalidation? ReadRest(SexpList list, SexpList hashes, FieldReader reader, ref CertError error)
    {
        if (hashes.Count == 1)
        {
            return Refuse.With<TimedRevalidation>(ref error, CertFault.MissingField, "reval");
        }

        return HashList.Read(hashes, "valid", ref error) is { } valid
            && Validity.ReadClosed(reader.TakeList("valid"u8), ref error) is { } validity
            && reader.End(ref error, "reval")
                ? new TimedRevalidation(list, valid, validity)
                : null;
    }
}
