namespace HiperNet.Registrar.Client.Contracts;

/// <summary>A proof of inclusion or of consistency.</summary>
/// <param name="Size">The size of the tree that it is for.</param>
/// <param name="Hashes">In the order of RFC 9162.</param>
public sealed record LogProof(long Size, IReadOnlyList<ReadOnlyMemory<byte>> Hashes);
