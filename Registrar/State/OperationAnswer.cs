namespace HiperNet.Registrar.State;

/// <summary>What one operation of a transaction did.</summary>
/// <param name="Page">What a read found; null for a write.</param>
/// <param name="Keys">How many keys a write changed; 0 for a read.</param>
public sealed record OperationAnswer(RangePage? Page, long Keys);
