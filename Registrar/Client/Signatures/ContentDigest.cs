using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace HiperNet.Registrar.Client.Signatures;

/// <summary>
/// The field Content-Digest (RFC 9530 section 2) with sha-256 and sha-512. Of several digests every known one must be
/// right, and at least one must be known.
/// </summary>
public static class ContentDigest
{
    /// <summary>The value of the field for content, with sha-256.</summary>
    public static string Of(ReadOnlySpan<byte> content) =>
        "sha-256=" + SfWriter.Octets(SHA256.HashData(content));

    /// <summary>Compares content with the field of its message.</summary>
    /// <returns>None, Malformed, or BadDigest.</returns>
    public static SignatureFault Verify(MessageView message, ReadOnlySpan<byte> content)
    {
        if (message.Field("content-digest") is not { } value
            || !SfReader.TryReadDictionary(value, out IReadOnlyList<SfMember>? digests))
        {
            return SignatureFault.Malformed;
        }

        int known = 0;
        foreach (SfMember digest in digests)
        {
            if (!TryHash(digest.Key, content, out byte[]? hash))
            {
                continue;
            }

            known++;
            if (digest is not { Item.Kind: SfKind.Octets }
                || !CryptographicOperations.FixedTimeEquals(hash, digest.Item.Octets))
            {
                return SignatureFault.BadDigest;
            }
        }

        return known > 0 ? SignatureFault.None : SignatureFault.BadDigest;
    }

    private static bool TryHash(string name, ReadOnlySpan<byte> content, [NotNullWhen(true)] out byte[]? hash)
    {
        hash = name switch
        {
            "sha-256" => SHA256.HashData(content),
            "sha-512" => SHA512.HashData(content),
            _ => null,
        };
        return hash is not null;
    }
}
