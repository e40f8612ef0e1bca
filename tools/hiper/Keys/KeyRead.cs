using HiperNet.Spki.Keys;

namespace HiperNet.Cli.Keys;

/// <summary>A public key, and what the file around it is.</summary>
/// <param name="Key">The key.</param>
/// <param name="IsPrivate">Whether the file holds the private key too.</param>
/// <param name="IsProtected">Whether a passphrase protects that.</param>
internal sealed record KeyRead(PublicKey Key, bool IsPrivate, bool IsProtected);
