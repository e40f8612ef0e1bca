namespace HiperNet.Registrar.Client.Contracts;

/// <summary>An infrastructure.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Owner">The principal of who asked for it, in hexadecimal.</param>
/// <param name="State">held, allocated, provisioned, suspended, releasing or ended.</param>
/// <param name="Start">The first second of its window, in seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="End">The first second after its window, in seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="HoldUntil">
/// When the hold lapses, in seconds since 1970-01-01T00:00:00Z; null if it is confirmed.
/// </param>
/// <param name="Replan">Whether it is planned again if a resource of it disappears.</param>
/// <param name="Nodes">Its nodes.</param>
public sealed record VpxiView(
    string Id,
    string Owner,
    string State,
    long Start,
    long End,
    long? HoldUntil,
    bool Replan,
    IReadOnlyList<VpxiNode> Nodes);
