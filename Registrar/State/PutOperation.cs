namespace HiperNet.Registrar.State;

/// <summary>Writes a key. A transaction may write a key once only.</summary>
/// <param name="Key">The key; not empty.</param>
/// <param name="Value">The value.</param>
/// <param name="Lease">The lease whose end deletes it; 0 for none.</param>
public sealed record PutOperation(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value, long Lease = 0) : Operation;
