using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace HiperNet.Spki.Keys;

/// <summary>
/// Public keys as OpenSSH writes them, <c>ssh-ed25519 AAAA... comment</c>.
/// <code>
/// ssh-ed25519           string name, string point                        RFC 8709 section 4
/// ecdsa-sha2-nistp256   string name, string curve, string point          RFC 5656 section 3.1
/// ssh-rsa               string name, mpint exponent, mpint modulus       RFC 4253 section 6.6
/// </code>
/// </summary>
public static class OpenSsh
{
    /// <summary>The longest line that is read, in characters.</summary>
    public const int MaxCharacters = 16 << 10;

    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>
    /// Reads one line of a <c>.pub</c> or <c>authorized_keys</c> file (without options before the type).
    /// </summary>
    public static bool TryImport(string line, [NotNullWhen(true)] out PublicKey? key, out KeyFault fault)
    {
        key = null;
        string[] parts = line.Length > MaxCharacters
            ? []
            : line.Trim().Split(Blanks, 3, StringSplitOptions.RemoveEmptyEntries);
        fault = KeyFault.NotImportable;
        if (parts.Length < 2)
        {
            return false;
        }

        byte[] blob = new byte[parts[1].Length];
        if (!Convert.TryFromBase64String(parts[1], blob, out int length))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = blob.AsSpan(0, length);
        return TryReadString(ref rest, out ReadOnlySpan<byte> type)
            && type.SequenceEqual(Encoding.UTF8.GetBytes(parts[0]))
            && TryReadKey(parts[0], rest, out key, out fault);
    }

    /// <summary>Writes the key as one line, without its end.</summary>
    /// <param name="key">The key.</param>
    /// <param name="comment">What stands after it; nothing if empty.</param>
    /// <exception cref="ArgumentException">The comment has a line break.</exception>
    public static string Export(PublicKey key, string comment = "")
    {
        if (comment.AsSpan().IndexOfAny('\r', '\n') >= 0)
        {
            throw new ArgumentException("A comment is on one line.", nameof(comment));
        }

        string type = Type(key.Algorithm);
        List<byte> blob = [];
        AppendString(blob, Encoding.ASCII.GetBytes(type));
        if (key.Algorithm.IsRsa())
        {
            AppendString(blob, KeySpelling.Signed(KeySpelling.Exponent).Octets.Span);
            AppendString(blob, KeySpelling.Signed(key.Material.Span).Octets.Span);
        }
        else
        {
            if (key.Algorithm.IsEcdsa())
            {
                AppendString(blob, Encoding.ASCII.GetBytes(type["ecdsa-sha2-".Length..]));
            }

            AppendString(blob, key.Material.Span);
        }

        return $"{type} {Convert.ToBase64String([.. blob])} {comment}".TrimEnd();
    }

    private static string Type(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.P256 => "ecdsa-sha2-nistp256",
        KeyAlgorithm.P384 => "ecdsa-sha2-nistp384",
        KeyAlgorithm.Ed25519 => "ssh-ed25519",
        _ => "ssh-rsa",
    };

    private static bool TryReadKey(
        string type, ReadOnlySpan<byte> rest, [NotNullWhen(true)] out PublicKey? key, out KeyFault fault)
    {
        key = null;
        fault = KeyFault.NotImportable;
        switch (type)
        {
            case "ssh-ed25519":
                return TryReadString(ref rest, out ReadOnlySpan<byte> point) && rest.IsEmpty
                    && PublicKey.TryCreate(KeyAlgorithm.Ed25519, point, out key, out fault);
            case "ecdsa-sha2-nistp256":
                return TryReadNist(KeyAlgorithm.P256, "nistp256"u8, rest, out key, ref fault);
            case "ecdsa-sha2-nistp384":
                return TryReadNist(KeyAlgorithm.P384, "nistp384"u8, rest, out key, ref fault);
            case "ssh-rsa":
                return TryReadString(ref rest, out ReadOnlySpan<byte> exponent)
                    && TryReadString(ref rest, out ReadOnlySpan<byte> modulus)
                    && rest.IsEmpty
                    && RsaImport.TryCreate(modulus, exponent, out key, out fault);
            default:
                fault = KeyFault.UnsupportedImport;
                return false;
        }
    }

    private static bool TryReadNist(
        KeyAlgorithm algorithm,
        ReadOnlySpan<byte> curve,
        ReadOnlySpan<byte> rest,
        [NotNullWhen(true)] out PublicKey? key,
        ref KeyFault fault)
    {
        key = null;
        return TryReadString(ref rest, out ReadOnlySpan<byte> name) && name.SequenceEqual(curve)
            && TryReadString(ref rest, out ReadOnlySpan<byte> point) && rest.IsEmpty
            && PublicKey.TryCreate(algorithm, point, out key, out fault);
    }

    /// <summary>RFC 4251 section 5: four octets of length, then the octets.</summary>
    private static bool TryReadString(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (rest.Length < 4)
        {
            return false;
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - 4)
        {
            return false;
        }

        value = rest.Slice(4, (int)length);
        rest = rest[(4 + (int)length)..];
        return true;
    }

    private static void AppendString(List<byte> blob, ReadOnlySpan<byte> value)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        blob.AddRange(length);
        blob.AddRange(value);
    }
}
