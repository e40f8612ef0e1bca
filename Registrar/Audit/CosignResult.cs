namespace HiperNet.Registrar.Audit;

/// <summary>What a cosigner answers.</summary>
/// <param name="Fault">Why it does not sign; None if it does.</param>
/// <param name="Checkpoint">The checkpoint with its signature; null if it does not sign.</param>
/// <param name="Last">
/// What it has cosigned last of this log, if it refuses because of that: with
/// <see cref="CheckpointFault.NotConsistent"/> and a good proof, both together prove what the log has done.
/// </param>
public sealed record CosignResult(CheckpointFault Fault, SignedCheckpoint? Checkpoint, SignedCheckpoint? Last);
