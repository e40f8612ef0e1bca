namespace HiperNet.Registrar.Audit;

/// <summary>What became of a change.</summary>
/// <param name="Mark">The new mark of the head; null if the head was another one, and nothing was written.</param>
public sealed record LogWritten(long? Mark);
