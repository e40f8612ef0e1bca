using System.Security.Cryptography;
using HiperNet.Spki.Keys;

namespace HiperNet.Spki.Certs;

/// <summary>
/// The SHA-256 hash of an object's canonical bytes, without its signature: two signatures over one certificate do
/// not make two certificates, and revoking one revokes both.
/// </summary>
/// <param name="Digest">The hash, in the type that keys' hashes have: revocation lists hold either.</param>
public readonly record struct ObjectId(Principal Digest) : IComparable<ObjectId>
{
    /// <summary>The identifier of these canonical bytes.</summary>
    public static ObjectId Of(ReadOnlySpan<byte> canonical)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(canonical, digest);
        return new ObjectId(Principal.Of(digest));
    }

    /// <inheritdoc/>
    public int CompareTo(ObjectId other) => Digest.CompareTo(other.Digest);

    /// <summary>Lower-case hexadecimal.</summary>
    public override string ToString() => Digest.ToString();
}
