namespace HiperNet.Registrar.State;

/// <summary>One line of a watch, as etcd sends it.</summary>
internal sealed record WatchLine(
    long Revision,
    bool IsCreated,
    bool IsCanceled,
    bool IsFragment,
    long CompactRevision,
    string Reason,
    IReadOnlyList<WatchEvent> Events);
