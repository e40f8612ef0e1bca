namespace HiperNet.Registrar.State;

/// <summary>Reads keys, as they are after the operations before it.</summary>
/// <param name="Query">Which keys, and how.</param>
public sealed record RangeOperation(RangeQuery Query) : Operation;
