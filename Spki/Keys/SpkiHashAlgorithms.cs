using System.Security.Cryptography;

namespace HiperNet.Spki.Keys;

/// <summary>The names and lengths of the hashes.</summary>
public static class SpkiHashAlgorithms
{
    /// <summary>The longest digest, in bytes.</summary>
    public const int MaxDigestBytes = SHA384.HashSizeInBytes;

    /// <summary>The name in a <c>(hash ...)</c> object.</summary>
    public static string Name(this SpkiHashAlgorithm algorithm) => algorithm switch
    {
        SpkiHashAlgorithm.Sha256 => "sha256",
        SpkiHashAlgorithm.Sha384 => "sha384",
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    /// <summary>The length of a digest, in bytes.</summary>
    public static int DigestBytes(this SpkiHashAlgorithm algorithm) => algorithm switch
    {
        SpkiHashAlgorithm.Sha256 => SHA256.HashSizeInBytes,
        SpkiHashAlgorithm.Sha384 => SHA384.HashSizeInBytes,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    /// <summary>Hashes <paramref name="bytes"/> into the start of <paramref name="digest"/>.</summary>
    /// <returns>The bytes written: <see cref="DigestBytes"/>.</returns>
    public static int Hash(this SpkiHashAlgorithm algorithm, ReadOnlySpan<byte> bytes, Span<byte> digest) =>
        algorithm switch
        {
            SpkiHashAlgorithm.Sha256 => SHA256.HashData(bytes, digest),
            SpkiHashAlgorithm.Sha384 => SHA384.HashData(bytes, digest),
            _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
        };

    /// <summary>Reads a name as it stands in a <c>(hash ...)</c> object.</summary>
    internal static KeyFault TryParse(ReadOnlySpan<byte> name, out SpkiHashAlgorithm algorithm)
    {
        algorithm = SpkiHashAlgorithm.Sha256;
        if (name.SequenceEqual("sha256"u8))
        {
            return KeyFault.None;
        }

        if (name.SequenceEqual("sha384"u8))
        {
            algorithm = SpkiHashAlgorithm.Sha384;
            return KeyFault.None;
        }

        return name.SequenceEqual("md5"u8) || name.SequenceEqual("sha1"u8) ? KeyFault.WeakHash : KeyFault.UnknownHash;
    }
}
