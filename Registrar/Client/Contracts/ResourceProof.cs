namespace HiperNet.Registrar.Client.Contracts;

/// <summary>A virtual resource of an offer: the element of the pool, and what its key grants the registrar.</summary>
/// <param name="Element">The name of the node in the offer's document, such as host[3].</param>
/// <param name="Key">The public key of the resource, canonical.</param>
/// <param name="Certificates">
/// A sequence in which this key grants the registrar <c>(vm RESOURCE ...)</c> with delegation, canonical.
/// </param>
public sealed record ResourceProof(string Element, ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Certificates);
