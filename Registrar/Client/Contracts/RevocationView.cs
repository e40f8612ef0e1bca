namespace HiperNet.Registrar.Client.Contracts;

/// <summary>Revocation lists. They are signed objects, so that it does not matter who hands them on.</summary>
/// <param name="Sequence">The registrar's key and the list or delta with its signature, canonical.</param>
/// <param name="Id">The SHA-256 of the list, in hexadecimal: what the next delta follows on.</param>
/// <param name="NotAfter">The last second of the list, in seconds since 1970-01-01T00:00:00Z.</param>
public sealed record RevocationView(ReadOnlyMemory<byte> Sequence, string Id, long NotAfter);
