namespace HiperNet.Registrar.Client.Contracts;

/// <summary>The owner's answer to a second user.</summary>
/// <param name="Accept">Whether they may join.</param>
/// <param name="Reason">Why not, in words.</param>
public sealed record ShareAnswer(bool Accept, string? Reason);
