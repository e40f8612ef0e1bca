namespace HiperNet.Registrar.Client.Contracts;

/// <summary>Invites somebody who is then not to be approved.</summary>
/// <param name="Seconds">How long it is good: 60 to 2,592,000.</param>
public sealed record InvitationRequest(long Seconds);
