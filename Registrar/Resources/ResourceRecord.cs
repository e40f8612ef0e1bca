namespace HiperNet.Registrar.Resources;

/// <summary>A virtual resource, and what its key has granted the registrar.</summary>
/// <param name="Element">The node of the offer's document.</param>
/// <param name="Principal">The resource's principal, in hexadecimal.</param>
/// <param name="NotAfter">The last second of what it has granted, since 1970.</param>
/// <param name="Certificates">The chain, a canonical sequence with the resource's key.</param>
public sealed record ResourceRecord(
    string Element, string Principal, long NotAfter, ReadOnlyMemory<byte> Certificates);
