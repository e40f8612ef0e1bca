namespace HiperNet.Registrar.State;

/// <summary>
/// What a watch tells: all changes up to a revision, whole revisions only, or its end. A fault is the last batch.
/// </summary>
/// <param name="Revision">Everything up to here has been told.</param>
/// <param name="Events">The changes since the batch before, in order; empty for a sign of life.</param>
/// <param name="Fault">Why the watch is over; None while it goes on.</param>
/// <param name="CompactRevision">
/// With <see cref="StateFault.Compacted"/>, the first revision that can still be read: read the range anew, then
/// watch from the revision behind that of the answer.
/// </param>
public sealed record WatchBatch(
    long Revision, IReadOnlyList<WatchEvent> Events, StateFault Fault = StateFault.None, long CompactRevision = 0);
