namespace HiperNet.Registrar.Audit;

/// <summary>A proof, as <see cref="MerkleProofs"/> checks it.</summary>
/// <param name="Path">The hashes, in the order of RFC 9162.</param>
public sealed record MerkleProof(IReadOnlyList<MerkleHash> Path);
