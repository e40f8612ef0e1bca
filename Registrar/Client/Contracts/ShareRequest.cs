namespace HiperNet.Registrar.Client.Contracts;

/// <summary>Asks that a second user may join an infrastructure.</summary>
/// <param name="Key">The public key of the second user, canonical.</param>
public sealed record ShareRequest(ReadOnlyMemory<byte> Key);
