using HiperNet.Spki.Certs;

namespace HiperNet.Registrar.Revocations;

/// <summary>A list or delta as it is kept.</summary>
/// <param name="Generation">How many base lists there were before it and its base.</param>
/// <param name="Number">0 for a base list; else which of its deltas, from 1 on.</param>
/// <param name="List">What is said.</param>
/// <param name="Signature">By the registrar.</param>
/// <param name="Ends">What it cancels, and when that ends by itself, in seconds since 1970.</param>
/// <param name="Mark">What no other attempt to write a list has, in hexadecimal.</param>
internal sealed record StoredList(
    long Generation,
    int Number,
    RevocationObject List,
    Signature Signature,
    IReadOnlyDictionary<ObjectId, long> Ends,
    string Mark)
{
    /// <summary>When it holds.</summary>
    public Validity Validity { get; } = List switch
    {
        Crl crl => crl.Validity,
        DeltaCrl delta => delta.Validity,
        _ => throw new ArgumentException("Only a list or a delta is kept.", nameof(List)),
    };

    /// <summary>What it adds to; null for a base list.</summary>
    public ObjectId? Predecessor => (List as DeltaCrl)?.Predecessor;

    /// <summary>What a list cancels.</summary>
    public static IReadOnlyCollection<ObjectId>? CanceledBy(RevocationObject list) => list switch
    {
        Crl crl => crl.Canceled,
        DeltaCrl delta => delta.Canceled,
        _ => null,
    };
}
