using System.Collections.Frozen;
using HiperNet.Spki.Certs;

namespace HiperNet.Spki.Revocation;

/// <summary>A CRL or a delta-CRL of one signer, with the list it adds to.</summary>
internal sealed class CancelList
{
    private readonly FrozenSet<ObjectId> canceled;

    public CancelList(Signed<RevocationObject> statement)
    {
        Statement = statement;
        (canceled, Validity, Predecessor) = statement.Object switch
        {
            Crl crl => (crl.Canceled, crl.Validity, (ObjectId?)null),
            DeltaCrl delta => (delta.Canceled, delta.Validity, delta.Predecessor),
            _ => throw new ArgumentException("Only a CRL or a delta-CRL cancels.", nameof(statement)),
        };
    }

    public Signed<RevocationObject> Statement { get; }

    public Validity Validity { get; }

    /// <summary>What a delta-CRL adds to; null for a full list.</summary>
    public ObjectId? Predecessor { get; }

    public bool Cancels(RevocationTarget target)
    {
        foreach (ObjectId mark in target.Marks)
        {
            if (canceled.Contains(mark))
            {
                return true;
            }
        }

        return false;
    }
}
