using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace HiperNet.Spki.Sexp;

/// <summary>
/// Base 64 with one spelling for each octet string: padded, pad bits zero (RFC 4648 section 3.5), white space
/// of RFC 9804 section 4 allowed anywhere.
/// </summary>
public static class StrictBase64
{
    /// <summary>The white space that may stand between base 64 characters: SP HTAB VT FF CR LF.</summary>
    public static SearchValues<byte> WhiteSpace { get; } = SearchValues.Create(" \t\v\f\r\n"u8);

    /// <summary>Decodes <paramref name="text"/>; false if it is not the spelling that an encoder makes.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, [NotNullWhen(true)] out byte[]? octets)
    {
        octets = null;
        byte[] packed = Pack(text);
        byte[] decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(packed.Length)];
        OperationStatus status = Base64.DecodeFromUtf8(packed, decoded, out int consumed, out int written);
        if (status != OperationStatus.Done || consumed != packed.Length)
        {
            return false;
        }

        // The decoder of the framework ignores pad bits; an encoder never sets them.
        Span<byte> last = stackalloc byte[4];
        int tail = written % 3 == 0 ? 0 : written % 3;
        if (tail != 0)
        {
            _ = Base64.EncodeToUtf8(decoded.AsSpan(written - tail, tail), last, out _, out _);
            if (!last.SequenceEqual(packed.AsSpan(packed.Length - 4)))
            {
                return false;
            }
        }

        octets = decoded.AsSpan(0, written).ToArray();
        return true;
    }

    private static byte[] Pack(ReadOnlySpan<byte> text)
    {
        byte[] packed = new byte[text.Length];
        int length = 0;
        foreach (byte character in text)
        {
            if (!WhiteSpace.Contains(character))
            {
                packed[length++] = character;
            }
        }

        return packed.AsSpan(0, length).ToArray();
    }
}
