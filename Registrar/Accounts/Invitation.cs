using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace HiperNet.Registrar.Accounts;

/// <summary>
/// A secret that makes one account active. The registrar keeps its hash only, so that nobody who reads the store can
/// use it.
/// </summary>
/// <param name="Token">The secret: 43 characters of base 64 for addresses (RFC 4648 section 5).</param>
/// <param name="Expires">From when on it is worth nothing, in seconds since 1970-01-01T00:00:00Z.</param>
public sealed record Invitation(string Token, long Expires)
{
    private const int Octets = 32;

    /// <summary>A new one.</summary>
    public static Invitation Create(long expires) =>
        new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Octets)), expires);

    /// <summary>What stands for a token in the store, in lower-case hexadecimal.</summary>
    public static string HashOf(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"an invitation until {Expires}";
}
