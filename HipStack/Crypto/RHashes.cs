using System.Security.Cryptography;
using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Crypto;

/// <summary>What RHASH follows from, its length, and the two functions made of it.</summary>
public static class RHashes
{
    /// <summary>The longest output of an RHASH, in octets.</summary>
    public const int MaxLength = SHA384.HashSizeInBytes;

    /// <summary>
    /// The RHASH of an association: it follows the HIT suite of the Responder's HIT (RFC 7401 section 3.2).
    /// </summary>
    /// <remarks>
    /// EdDSA's suite hashes a HIT by cSHAKE128 (RFC 9374 section 3.2), of which RFC 7401's HMAC, HKDF and puzzle
    /// can make nothing. There we use SHA-256, which has the strength of that suite.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The suite is none that this code knows.</exception>
    public static RHash Of(HitSuite suite) => suite switch
    {
        HitSuite.RsaSha256 or HitSuite.EdDsaCShake128 => RHash.Sha256,
        HitSuite.EcdsaSha384 => RHash.Sha384,
        _ => throw new ArgumentOutOfRangeException(nameof(suite), suite, "No RHASH is known for this HIT suite."),
    };

    /// <summary>The same for a suite that a peer named; false if this code does not know it.</summary>
    public static bool TryOf(HitSuite suite, out RHash hash)
    {
        bool isKnown = suite is HitSuite.RsaSha256 or HitSuite.EdDsaCShake128 or HitSuite.EcdsaSha384;
        hash = isKnown ? Of(suite) : default;
        return isKnown;
    }

    /// <summary>RHASH_len in octets; also the length of #I, #J, HIP_MAC and a MAC key.</summary>
    public static int Length(RHash hash) =>
        hash == RHash.Sha256 ? SHA256.HashSizeInBytes : SHA384.HashSizeInBytes;

    /// <summary>Hashes once.</summary>
    /// <param name="hash">The function.</param>
    /// <param name="data">What is hashed.</param>
    /// <param name="output">The hash goes to its start; at least <see cref="Length"/> octets.</param>
    /// <exception cref="ArgumentException"><paramref name="output"/> is too short.</exception>
    public static void Hash(RHash hash, ReadOnlySpan<byte> data, Span<byte> output) =>
        _ = hash == RHash.Sha256 ? SHA256.HashData(data, output) : SHA384.HashData(data, output);

    /// <summary>HMAC with its natural length, as HIP_MAC carries it (RFC 7401 sections 5.2.12 and 6.4.1).</summary>
    /// <param name="hash">The function.</param>
    /// <param name="key">The key, of any length.</param>
    /// <param name="data">What is authenticated.</param>
    /// <param name="output">The MAC goes to its start; at least <see cref="Length"/> octets.</param>
    /// <exception cref="ArgumentException"><paramref name="output"/> is too short.</exception>
    public static void Hmac(RHash hash, ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> output) =>
        _ = hash == RHash.Sha256 ? HMACSHA256.HashData(key, data, output) : HMACSHA384.HashData(key, data, output);

    /// <summary>
    /// Whether <paramref name="mac"/> is the HMAC of <paramref name="data"/>, whole and compared in constant time.
    /// </summary>
    public static bool IsHmac(RHash hash, ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> mac)
    {
        Span<byte> expected = stackalloc byte[Length(hash)];
        Hmac(hash, key, data, expected);
        return CryptographicOperations.FixedTimeEquals(expected, mac);
    }
}
