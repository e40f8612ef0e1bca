using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Audit;

/// <summary>Where a log is kept. Entries and nodes are written once; only the head changes.</summary>
public interface ILogStore
{
    /// <summary>The head; an empty one with the mark 0 if nothing was ever written.</summary>
    Task<StateResult<StoredHead>> ReadHeadAsync(CancellationToken cancellation);

    /// <summary>The hashes of subtrees, in the order of the question; a missing one is a bad answer.</summary>
    Task<StateResult<IReadOnlyList<MerkleHash>>> ReadNodesAsync(
        IReadOnlyList<NodeId> nodes, CancellationToken cancellation);

    /// <summary>Entries from a place on; a missing one is a bad answer.</summary>
    Task<StateResult<IReadOnlyList<ReadOnlyMemory<byte>>>> ReadEntriesAsync(
        long first, int count, CancellationToken cancellation);

    /// <summary>Writes a change if the head has its mark. Either all of it is written, or nothing.</summary>
    Task<StateResult<LogWritten>> WriteAsync(LogChange change, CancellationToken cancellation);
}
