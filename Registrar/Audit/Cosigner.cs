using HiperNet.Registrar.State;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Audit;

/// <summary>
/// Signs the checkpoints of other logs, if each only grows from the last one that it has signed. What it is about to
/// sign is remembered before it is signed: a crash in between costs a signature, and never lets two histories pass.
/// </summary>
/// <param name="key">The key to sign with; its owner disposes of it.</param>
/// <param name="memory">What was cosigned last.</param>
/// <param name="origins">The keys of the logs that are looked at.</param>
public sealed class Cosigner(PrivateKey key, ICosignerMemory memory, Func<Principal, PublicKey?> origins)
{
    /// <summary>Cosigns a checkpoint.</summary>
    /// <param name="next">The checkpoint.</param>
    /// <param name="proof">
    /// That it is consistent with the last one that was cosigned; empty if there is none, or if it has the same size.
    /// </param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<CosignResult> CosignAsync(
        SignedCheckpoint next, MerkleProof proof, CancellationToken cancellation = default)
    {
        if (origins(next.Checkpoint.Origin) is not { } origin)
        {
            return new CosignResult(CheckpointFault.UnknownOrigin, null, null);
        }

        if (next.Signatures.Length >= LogLimits.Signatures)
        {
            return new CosignResult(CheckpointFault.Signatures, null, null);
        }

        CheckpointFault fault = next.Verify(origin);
        if (fault != CheckpointFault.None)
        {
            return new CosignResult(fault, null, null);
        }

        StateResult<Cosigned> read = await memory.ReadAsync(next.Checkpoint.Origin, cancellation);
        if (!read.IsDone && read.Fault != StateFault.NotFound)
        {
            return new CosignResult(CheckpointFault.Storage, null, null);
        }

        SignedCheckpoint? last = read.Value?.Checkpoint;
        fault = last is null ? CheckpointFault.None : Compare(last.Checkpoint, next.Checkpoint, proof);
        if (fault != CheckpointFault.None)
        {
            return new CosignResult(fault, null, last);
        }

        StateResult<LogWritten> written = await memory.WriteAsync(read.Value?.Mark ?? 0, next, cancellation);
        return written is { Value.Mark: not null }
            ? new CosignResult(CheckpointFault.None, next.With(key), last)
            : new CosignResult(CheckpointFault.Storage, null, last);
    }

    private static CheckpointFault Compare(Checkpoint last, Checkpoint next, MerkleProof proof)
    {
        if (next.Size < last.Size || next.Time < last.Time)
        {
            return CheckpointFault.Older;
        }

        return MerkleProofs.VerifyConsistency(last.Size, last.Root, next.Size, next.Root, proof.Path)
            ? CheckpointFault.None
            : CheckpointFault.NotConsistent;
    }
}
