using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Association;

/// <summary>A registration, for a person.</summary>
/// <param name="Type">Which service.</param>
/// <param name="IsOurs">Whether we are the client; else the peer is.</param>
/// <param name="Until">Until when, on the engine's clock; null if it was refused.</param>
/// <param name="Failure">Why it was refused; null if it was not.</param>
public sealed record RegistrationView(
    RegistrationType Type, bool IsOurs, TimeSpan? Until, RegistrationFailure? Failure);
