namespace HiperNet.Registrar.Events;

/// <summary>What there is at a revision.</summary>
/// <param name="Revision">The store's revision.</param>
/// <param name="Keys">The keys behind a cursor, in order.</param>
internal sealed record EventSnapshot(long Revision, IReadOnlyList<PlacedKey> Keys);
