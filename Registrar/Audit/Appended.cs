namespace HiperNet.Registrar.Audit;

/// <summary>Entries that stand in a log.</summary>
/// <param name="First">The place of the first of them.</param>
/// <param name="Size">The size of the log with them.</param>
/// <param name="Root">Its root.</param>
public sealed record Appended(long First, long Size, MerkleHash Root);
