namespace HiperNet.Registrar.Client.Contracts;

/// <summary>Resources that a registrar has given another one.</summary>
/// <param name="Id">The name that the asking registrar has given it.</param>
/// <param name="State">held, provisioned, suspended, releasing or ended.</param>
/// <param name="Start">The first second of its window, in seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="End">The first second after its window, in seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="HoldUntil">
/// When the hold lapses, in seconds since 1970-01-01T00:00:00Z; null if it is confirmed.
/// </param>
/// <param name="Nodes">Its nodes.</param>
public sealed record TransferView(
    string Id,
    string State,
    long Start,
    long End,
    long? HoldUntil,
    IReadOnlyList<TransferNode> Nodes);
