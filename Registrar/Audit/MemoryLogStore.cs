using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Audit;

/// <summary>A log in memory, for tools and tests.</summary>
public sealed class MemoryLogStore : ILogStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<NodeId, MerkleHash> nodes = [];
    private readonly List<ReadOnlyMemory<byte>> entries = [];
    private StoredHead head = new(LogHead.Empty, 0);

    /// <summary>How many hashes have been read so far.</summary>
    internal long NodesRead { get; private set; }

    /// <inheritdoc/>
    public Task<StateResult<StoredHead>> ReadHeadAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            return Task.FromResult(StateResult<StoredHead>.Done(head));
        }
    }

    /// <inheritdoc/>
    public Task<StateResult<IReadOnlyList<MerkleHash>>> ReadNodesAsync(
        IReadOnlyList<NodeId> nodes, CancellationToken cancellation)
    {
        lock (gate)
        {
            NodesRead += nodes.Count;
            return Task.FromResult(nodes.All(this.nodes.ContainsKey)
                ? StateResult<IReadOnlyList<MerkleHash>>.Done([.. nodes.Select(id => this.nodes[id])])
                : StateResult<IReadOnlyList<MerkleHash>>.Failed(StateFault.BadAnswer, "a node is missing"));
        }
    }

    /// <inheritdoc/>
    public Task<StateResult<IReadOnlyList<ReadOnlyMemory<byte>>>> ReadEntriesAsync(
        long first, int count, CancellationToken cancellation)
    {
        lock (gate)
        {
            return Task.FromResult(first + count <= entries.Count
                ? StateResult<IReadOnlyList<ReadOnlyMemory<byte>>>.Done([.. entries.Skip((int)first).Take(count)])
                : StateResult<IReadOnlyList<ReadOnlyMemory<byte>>>.Failed(
                    StateFault.BadAnswer, "an entry is missing"));
        }
    }

    /// <inheritdoc/>
    public Task<StateResult<LogWritten>> WriteAsync(LogChange change, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (head.Mark != change.Mark)
            {
                return Task.FromResult(StateResult<LogWritten>.Done(new LogWritten(null)));
            }

            head = new StoredHead(change.Head, change.Mark + 1);
            entries.AddRange(change.Entries.Select(entry => (ReadOnlyMemory<byte>)entry.ToArray()));
            foreach (LogNode node in change.Nodes)
            {
                nodes.Add(node.Id, node.Hash);
            }

            return Task.FromResult(StateResult<LogWritten>.Done(new LogWritten(head.Mark)));
        }
    }
}
