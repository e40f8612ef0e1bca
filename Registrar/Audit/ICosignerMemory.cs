using HiperNet.Registrar.State;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Audit;

/// <summary>What a cosigner has cosigned last, of each origin. All replicas of a registrar share one memory.</summary>
public interface ICosignerMemory
{
    /// <summary>The last one; <see cref="StateFault.NotFound"/> if there is none yet.</summary>
    Task<StateResult<Cosigned>> ReadAsync(Principal origin, CancellationToken cancellation);

    /// <summary>Puts another one in its place.</summary>
    /// <param name="mark">The mark of the one that must still be there; 0 for none.</param>
    /// <param name="next">The new one.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Whether it is in its place; a null mark says that another one was faster.</returns>
    Task<StateResult<LogWritten>> WriteAsync(long mark, SignedCheckpoint next, CancellationToken cancellation);
}
