using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Association;

/// <summary>What we want from a registrar, as long as nobody says otherwise.</summary>
/// <param name="Types">The services, the preferred first.</param>
/// <param name="Lifetime">For how long at a time.</param>
internal sealed record RegistrationWish(IReadOnlyList<RegistrationType> Types, TimeSpan Lifetime);
