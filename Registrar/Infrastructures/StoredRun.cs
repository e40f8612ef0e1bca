using HiperNet.Registrar.Bookings;

namespace HiperNet.Registrar.Infrastructures;

/// <summary>An infrastructure as it was read, all at one revision.</summary>
/// <param name="Run">What is wanted of it.</param>
/// <param name="RunRevision">The revision that wrote that last.</param>
/// <param name="Vpxi">Its bookings; null if it has none (any more).</param>
/// <param name="Nodes">What agents have said of its nodes.</param>
/// <param name="Shares">Second users.</param>
internal sealed record StoredRun(
    RunRecord Run,
    long RunRevision,
    VpxiRecord? Vpxi,
    IReadOnlyList<NodeRecord> Nodes,
    IReadOnlyList<ShareRecord> Shares);
