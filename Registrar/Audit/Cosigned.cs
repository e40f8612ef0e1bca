namespace HiperNet.Registrar.Audit;

/// <summary>The last checkpoint of an origin that was cosigned.</summary>
/// <param name="Checkpoint">The checkpoint.</param>
/// <param name="Mark">Changes whenever another one takes its place.</param>
public sealed record Cosigned(SignedCheckpoint Checkpoint, long Mark);
