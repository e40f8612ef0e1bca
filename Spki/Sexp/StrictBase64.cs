using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace HiperNet.Spki.Sexp;

/// <summary>
/// Base 64 that stands for one octet string only in one way: pad bits are zero (RFC 4648 section 3.5), and the
/// padding is there. White space of RFC 9804 section 3 may stand anywhere.
/// </summary>
public static class StrictBase64
{
    /// <summary>The white space that may stand between base 64 characters: SP HTAB VT FF CR LF.</summary>
    public static SearchValues<byte> WhiteSpace { get; } = SearchValues.Create(" \t\v\f\r\n"u8);

    /// <summary>Decodes <paramref name="text"/>; false if it is not the spelling that an encoder makes.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, [NotNullWhen(true)] out byte[]? octets) =>
        TryDecode(text, Base64Padding.Required, out octets);

    /// <summary>
    /// Decodes <paramref name="text"/>; false if no encoder makes it, but for the padding if optional.
    /// </summary>
    public static bool TryDecode(
        ReadOnlySpan<byte> text, Base64Padding padding, [NotNullWhen(true)] out byte[]? octets)
    {
        if (text.IndexOfAny(WhiteSpace) < 0)
        {
            return TryDecodePacked(text, padding, out octets);
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(text.Length);
        int length = Pack(text, buffer);
        bool decoded = TryDecodePacked(buffer.AsSpan(0, length), padding, out octets);
        ArrayPool<byte>.Shared.Return(buffer);
        return decoded;
    }

    private static bool TryDecodePacked(
        ReadOnlySpan<byte> text, Base64Padding padding, [NotNullWhen(true)] out byte[]? octets)
    {
        octets = null;
        ReadOnlySpan<byte> symbols = text.TrimEnd((byte)'=');
        int signs = text.Length - symbols.Length;
        int tail = symbols.Length % 4;
        int whole = symbols.Length - tail;
        int missing = tail == 0 ? 0 : 4 - tail;
        bool isPadded = signs == missing || (padding == Base64Padding.Optional && signs < missing);
        if (tail == 1 || !isPadded)
        {
            return false;
        }

        byte[] decoded = new byte[(whole / 4 * 3) + Math.Max(tail - 1, 0)];
        OperationStatus status = Base64.DecodeFromUtf8(symbols[..whole], decoded, out _, out int written);
        if (status != OperationStatus.Done || written != whole / 4 * 3
            || !TryDecodeTail(symbols[whole..], decoded.AsSpan(written)))
        {
            return false;
        }

        octets = decoded;
        return true;
    }

    /// <summary>Decodes the two or three last characters, whose pad bits the framework's decoder may ignore.</summary>
    private static bool TryDecodeTail(ReadOnlySpan<byte> symbols, Span<byte> octets)
    {
        if (symbols.Length == 0)
        {
            return true;
        }

        Span<byte> block = stackalloc byte[4];
        block.Fill((byte)'=');
        symbols.CopyTo(block);
        if (Base64.DecodeFromUtf8(block, octets, out _, out int written) != OperationStatus.Done
            || written != octets.Length)
        {
            return false;
        }

        Span<byte> encoded = stackalloc byte[4];
        _ = Base64.EncodeToUtf8(octets, encoded, out _, out int length);
        Debug.Assert(length == 4, "one or two octets make one block");
        return encoded.SequenceEqual(block);
    }

    private static int Pack(ReadOnlySpan<byte> text, Span<byte> packed)
    {
        int length = 0;
        while (text.Length > 0)
        {
            int run = text.IndexOfAny(WhiteSpace);
            run = run < 0 ? text.Length : run;
            text[..run].CopyTo(packed[length..]);
            length += run;
            text = text[run..];
            int gap = text.IndexOfAnyExcept(WhiteSpace);
            text = gap < 0 ? [] : text[gap..];
        }

        return length;
    }
}
