using System.Net;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Association;

/// <summary>The answer to <see cref="RegistrationQuestion"/>.</summary>
/// <param name="Granted">The services that the peer may have.</param>
/// <param name="Longest">The longest lifetime, as the peer's right ends by then; null if it does not.</param>
/// <param name="Failure">Why the other services that were asked for are refused.</param>
/// <param name="RelayedAddress">
/// The address and UDP port that was opened for the peer; a data relay is granted only with one
/// (RFC 9028 section 4.1).
/// </param>
public sealed record RegistrationVerdict(
    IReadOnlyList<RegistrationType> Granted,
    TimeSpan? Longest = null,
    RegistrationFailure Failure = RegistrationFailure.CredentialsRequired,
    IPEndPoint? RelayedAddress = null);
