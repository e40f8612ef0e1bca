using HiperNet.Registrar.Audit;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Tests.Audit;

/// <summary>A store some of whose answers are lost, or which refuses.</summary>
internal sealed class LossyStore(ILogStore inner) : ILogStore
{
    /// <summary>What the next writes come to; done as usual when it is empty.</summary>
    public Queue<Loss> Losses { get; } = new();

    public Task<StateResult<StoredHead>> ReadHeadAsync(CancellationToken cancellation) =>
        inner.ReadHeadAsync(cancellation);

    public Task<StateResult<IReadOnlyList<MerkleHash>>> ReadNodesAsync(
        IReadOnlyList<NodeId> nodes, CancellationToken cancellation) => inner.ReadNodesAsync(nodes, cancellation);

    public Task<StateResult<IReadOnlyList<ReadOnlyMemory<byte>>>> ReadEntriesAsync(
        long first, int count, CancellationToken cancellation) => inner.ReadEntriesAsync(first, count, cancellation);

    public async Task<StateResult<LogWritten>> WriteAsync(LogChange change, CancellationToken cancellation)
    {
        if (!Losses.TryDequeue(out Loss loss))
        {
            return await inner.WriteAsync(change, cancellation);
        }

        if (loss == Loss.OfAnswer)
        {
            await inner.WriteAsync(change, cancellation);
        }

        return loss == Loss.Refusal
            ? StateResult<LogWritten>.Failed(StateFault.Unavailable, "refused")
            : StateResult<LogWritten>.Failed(StateFault.UnknownOutcome, "lost");
    }
}
