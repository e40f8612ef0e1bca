using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Accounts;

/// <summary>Somebody who wants an account.</summary>
/// <param name="Key">The key, which has signed the request.</param>
/// <param name="Identity">Who it is said to be.</param>
/// <param name="Acceptance">
/// A sequence in canonical form in which the key grants the registrar <c>(agreed HASH)</c>, the hash being that of the
/// current agreement.
/// </param>
/// <param name="Invitation">An invitation that nobody has used; null: an administrator decides.</param>
public sealed record Registration(
    PublicKey Key, AccountIdentity Identity, ReadOnlyMemory<byte> Acceptance, string? Invitation);
