namespace HiperNet.Registrar.Audit;

/// <summary>The root of a log of a size.</summary>
/// <param name="Size">How many entries.</param>
/// <param name="Hash">The root.</param>
public sealed record LogRoot(long Size, MerkleHash Hash);
