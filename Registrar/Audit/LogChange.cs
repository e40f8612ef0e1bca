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
    IReadOnlyList<LogNode> Nodes);
