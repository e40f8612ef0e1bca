namespace HiperNet.Registrar.State;

/// <summary>A write that was done.</summary>
/// <param name="Revision">The store's revision after it.</param>
/// <param name="Keys">How many keys it changed.</param>
public sealed record Written(long Revision, long Keys);
