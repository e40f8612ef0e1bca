namespace HiperNet.Registrar.Client.Contracts;

/// <summary>An invitation. Its token is shown once and not kept.</summary>
/// <param name="Token">What the invited one shows; a secret.</param>
/// <param name="Expires">When it lapses, in seconds since 1970-01-01T00:00:00Z.</param>
public sealed record InvitationView(string Token, long Expires);
