namespace HiperNet.Registrar.Audit;

/// <summary>A head as it stands in a store.</summary>
/// <param name="Head">The head.</param>
/// <param name="Mark">Changes whenever it is written; 0 if it was never.</param>
public sealed record StoredHead(LogHead Head, long Mark);
