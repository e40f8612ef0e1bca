using System.Collections.Frozen;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Certs;

/// <summary>
/// An addition to a list that went before (RFC 2693 section 5.2):
/// <c>(delta-crl (version 0)? hash (canceled hash*) (valid ..))</c>, the hash being that of its predecessor, a CRL
/// or a delta-CRL.
/// </summary>
public sealed class DeltaCrl : RevocationObject
{
    private DeltaCrl(SexpList node, ObjectId predecessor, FrozenSet<ObjectId> canceled, Validity validity)
        : base(node)
    {
        Predecessor = predecessor;
        Canceled = canceled;
        Validity = validity;
    }

    /// <summary>The list that this one adds to.</summary>
    public ObjectId Predecessor { get; }

    /// <summary>What is canceled in addition.</summary>
    public FrozenSet<ObjectId> Canceled { get; }

    /// <summary>When the whole, predecessors included, holds.</summary>
    public Validity Validity { get; }

    /// <summary>Writes an addition; it still has to be signed.</summary>
    public static DeltaCrl Create(
        ObjectId predecessor, IEnumerable<ObjectId> canceled, SpkiTime notBefore, SpkiTime notAfter) =>
        Built<DeltaCrl>(SexpList.Of(
            "delta-crl",
            predecessor.Digest.ToSexp(),
            HashList.Write("canceled", canceled),
            Validity.Between(notBefore, notAfter).ToSexp()!));

    internal static DeltaCrl? Read(SexpList list, ref CertError error)
    {
        FieldReader reader = new(list);
        return reader.TakeVersion(ref error)
            && HashList.ReadId(reader.Take(), "delta-crl", ref error) is { } predecessor
            && HashList.Read(reader.TakeList("canceled"u8), "canceled", ref error) is { } canceled
            && Validity.ReadClosed(reader.TakeList("valid"u8), ref error) is { } validity
            && reader.End(ref error, "delta-crl")
                ? new DeltaCrl(list, predecessor, canceled, validity)
                : null;
    }
}
