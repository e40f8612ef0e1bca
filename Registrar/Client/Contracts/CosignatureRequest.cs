namespace HiperNet.Registrar.Client.Contracts;

/// <summary>A registrar asks another one to cosign a checkpoint of its log.</summary>
/// <param name="Checkpoint">The checkpoint, signed, canonical.</param>
/// <param name="Hashes">
/// The proof that it is consistent with the last one that was cosigned (RFC 9162 section 2.1.4); none if there is none.
/// </param>
public sealed record CosignatureRequest(ReadOnlyMemory<byte> Checkpoint, IReadOnlyList<ReadOnlyMemory<byte>> Hashes);
