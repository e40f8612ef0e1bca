namespace HiperNet.Registrar.Accounts;

/// <summary>What is kept of an invitation; its key has the hash of the secret.</summary>
/// <param name="Expires">From when on it is worth nothing, in seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="By">The principal of who invited.</param>
internal sealed record InvitationRecord(long Expires, string By);
