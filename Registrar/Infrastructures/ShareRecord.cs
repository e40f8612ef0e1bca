namespace HiperNet.Registrar.Infrastructures;

/// <summary>A second user's wish to join.</summary>
/// <param name="Principal">The principal of the second user, in hexadecimal.</param>
/// <param name="Key">Their public key, canonical.</param>
/// <param name="State">asked, refused or granted.</param>
/// <param name="Detail">Why it was refused; null for no reason.</param>
internal sealed record ShareRecord(string Principal, ReadOnlyMemory<byte> Key, string State, string? Detail);
