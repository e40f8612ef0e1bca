namespace HiperNet.Registrar.Client.Signatures;

/// <summary>What a verifier says of a message.</summary>
/// <param name="Fault">Why it is refused; None if it is good.</param>
/// <param name="KeyId">The name of the key that has signed it; null if it is refused.</param>
/// <param name="Key">The key; null if it is refused.</param>
public sealed record VerifiedMessage(SignatureFault Fault, string? KeyId, IMessageKey? Key);
