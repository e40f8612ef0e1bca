namespace HiperNet.Registrar.Accounts;

/// <summary>An account.</summary>
/// <param name="Principal">The principal of its key, in lower-case hexadecimal.</param>
/// <param name="Key">The <c>(public-key ...)</c> object in canonical form.</param>
/// <param name="Identity">Who it is said to be.</param>
/// <param name="State">What the registrar thinks of it.</param>
/// <param name="Agreement">The SHA-256 of the agreement that was accepted, in lower-case hexadecimal.</param>
/// <param name="Acceptance">The key's certificate that says so, as a sequence in canonical form.</param>
/// <param name="Since">When it registered, in seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="DecidedBy">The principal of who approved, invited, or suspended; null while nobody has.</param>
public sealed record AccountRecord(
    string Principal,
    ReadOnlyMemory<byte> Key,
    AccountIdentity Identity,
    AccountState State,
    string Agreement,
    ReadOnlyMemory<byte> Acceptance,
    long Since,
    string? DecidedBy)
{
    /// <summary>Whether two accounts are of the same key and say the same of themselves.</summary>
    public bool IsSameAs(AccountRecord other) =>
        Principal == other.Principal && Identity == other.Identity && Agreement == other.Agreement;
}
