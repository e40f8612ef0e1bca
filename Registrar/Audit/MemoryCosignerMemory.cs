using HiperNet.Registrar.State;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Audit;

/// <summary>A memory for tools and tests; it forgets everything at the end of the process.</summary>
public sealed class MemoryCosignerMemory : ICosignerMemory
{
    private readonly Lock gate = new();
    private readonly Dictionary<Principal, Cosigned> last = [];

    /// <inheritdoc/>
    public Task<StateResult<Cosigned>> ReadAsync(Principal origin, CancellationToken cancellation)
    {
        lock (gate)
        {
            return Task.FromResult(last.TryGetValue(origin, out Cosigned? cosigned)
                ? StateResult<Cosigned>.Done(cosigned)
                : StateResult<Cosigned>.Failed(StateFault.NotFound, "nothing yet"));
        }
    }

    /// <inheritdoc/>
    public Task<StateResult<LogWritten>> WriteAsync(
        long mark, SignedCheckpoint next, CancellationToken cancellation)
    {
        lock (gate)
        {
            Principal origin = next.Checkpoint.Origin;
            long now = last.TryGetValue(origin, out Cosigned? cosigned) ? cosigned.Mark : 0;
            if (now != mark)
            {
                return Task.FromResult(StateResult<LogWritten>.Done(new LogWritten(null)));
            }

            last[origin] = new Cosigned(next, mark + 1);
            return Task.FromResult(StateResult<LogWritten>.Done(new LogWritten(mark + 1)));
        }
    }
}
