namespace HiperNet.Registrar.Audit;

/// <summary>What an append writes, all of it or nothing.</summary>
/// <param name="Mark">The mark that the stored head must still have.</param>
/// <param name="Head">The new head.</param>
/// <param name="First">The place of the first entry.</param>
/// <param name="Entries">The entries.</param>
/// <param name="Nodes">The subtrees that they fill.</param>
public sealed record LogChange(
    long Mark,
    LogHead Head,
    long First,
    IReadOnlyList<ReadOnlyMemory<byte>> Entries,
    IReadOnlyList<LogNode> Nodes)
{
    /// <summary>The change that appends entries to what a head tells of.</summary>
    internal static LogChange Of(StoredHead before, IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        List<LogNode> nodes = [];
        LogHead head = before.Head;
        foreach (ReadOnlyMemory<byte> entry in entries)
        {
            head = head.Add(MerkleHash.Leaf(entry.Span), nodes);
        }

        return new LogChange(before.Mark, head, before.Head.Size, entries, nodes);
    }
}
