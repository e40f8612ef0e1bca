using HiperNet.Registrar.Audit;
using HiperNet.Registrar.State;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Tests.Audit;

/// <summary>A memory that lets something happen between reading and writing.</summary>
internal sealed class RacingMemory(ICosignerMemory inner) : ICosignerMemory
{
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    public Task<StateResult<Cosigned>> ReadAsync(Principal origin, CancellationToken cancellation) =>
        inner.ReadAsync(origin, cancellation);

    public async Task<StateResult<LogWritten>> WriteAsync(
        long mark, SignedCheckpoint next, CancellationToken cancellation)
    {
        await Meanwhile();
        return await inner.WriteAsync(mark, next, cancellation);
    }
}
