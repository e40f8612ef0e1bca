namespace HiperNet.Registrar.Resources;

/// <summary>What was found of an offer.</summary>
/// <param name="Stored">The offer; null if there is none.</param>
/// <param name="IsAlive">Whether its agent is there.</param>
internal sealed record FoundOffer(StoredOffer? Stored, bool IsAlive);
