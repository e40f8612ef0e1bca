namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>A start with which the same request has a plan.</summary>
/// <param name="Start">In seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="IsEarliest">
/// Whether a plan was looked for, and not found, at every earlier instant at which something becomes free.
/// </param>
public sealed record LaterStart(long Start, bool IsEarliest);
