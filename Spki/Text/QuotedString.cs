using System.Buffers;
using HiperNet.Spki.Sexp;
using Sprache;

namespace HiperNet.Spki.Text;

/// <summary>
/// An octet string between double quotes (RFC 9804 section 4.2): printable ASCII and C's escapes, plus one that
/// stands for nothing: a backslash before a line's end.
/// </summary>
internal static class QuotedString
{
    private const string Escapes =
        "an escape: \\\" \\' \\? \\\\ \\a \\b \\f \\n \\r \\t \\v \\000 to \\377, \\xhh or a line's end";

    private const string Content = "printable ASCII, an escape or '\"'";

    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    /// <summary>Reads from one double quote to the next that is not escaped.</summary>
    public static Parser<ReadOnlyMemory<byte>> Parser { get; } = input =>
    {
        TextInput place = (TextInput)input;
        if (place.AtEnd || place.Current != '"')
        {
            return TextFault.Unexpected<ReadOnlyMemory<byte>>(place, "'\"'");
        }

        TextInput start = place.Skip(1);
        int length = start.Rest.IndexOfAnyExcept(Plain);
        bool isPlain = length >= 0 && start.Rest[length] == '"' && length <= start.Limits.MaxAtomBytes;
        return isPlain
            ? Result.Success(start.Text.Slice(start.Position, length), start.Skip(length + 1))
            : Unescape(start);
    };

    private static IResult<ReadOnlyMemory<byte>> Unescape(TextInput start)
    {
        ReadOnlySpan<byte> rest = start.Rest;
        ArrayBufferWriter<byte> octets = new();
        int at = 0;
        while (true)
        {
            int plain = rest[at..].IndexOfAnyExcept(Plain);
            plain = plain < 0 ? rest.Length - at : plain;
            octets.Write(rest.Slice(at, plain));
            at += plain;
            if (octets.WrittenCount > start.Limits.MaxAtomBytes)
            {
                return TextFault.At<ReadOnlyMemory<byte>>(start.Skip(at), SexpFault.AtomTooLong, "a shorter string");
            }

            if (at < rest.Length && rest[at] == '"')
            {
                return Result.Success(octets.WrittenMemory, start.Skip(at + 1));
            }

            if (at == rest.Length || rest[at] != '\\')
            {
                return TextFault.Unexpected<ReadOnlyMemory<byte>>(start.Skip(at), Content);
            }

            int length = Escape(rest[(at + 1)..], out int octet);
            if (length == 0)
            {
                bool isCut = IsCut(rest[(at + 1)..]);
                SexpFault fault = isCut ? SexpFault.UnexpectedEnd : SexpFault.BadEscape;
                return TextFault.At<ReadOnlyMemory<byte>>(start.Skip(isCut ? rest.Length : at), fault, Escapes);
            }

            at += 1 + length;
            if (octet >= 0)
            {
                octets.Write([(byte)octet]);
            }
        }
    }

    /// <summary>Reads what follows a backslash.</summary>
    /// <param name="text">The text after the backslash.</param>
    /// <param name="octet">The octet that it stands for, or -1 if for none.</param>
    /// <returns>The bytes that belong to it; 0 if there is no such escape.</returns>
    private static int Escape(ReadOnlySpan<byte> text, out int octet)
    {
        octet = text.Length == 0 ? -1 : text[0] switch
        {
            (byte)'"' or (byte)'\'' or (byte)'?' or (byte)'\\' => text[0],
            (byte)'a' => '\a',
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            (byte)'v' => '\v',
            _ => -1,
        };
        return octet >= 0 ? 1 : text switch
        {
            [(byte)'\r', (byte)'\n', ..] or [(byte)'\n', (byte)'\r', ..] => 2,
            [(byte)'\r' or (byte)'\n', ..] => 1,
            [(byte)'x', ..] => Number(text, 1, 2, 16, out octet),
            _ => Number(text, 0, 3, 8, out octet),
        };
    }

    /// <summary>Reads exactly <paramref name="digits"/> digits; an octal number above 377 is no octet.</summary>
    private static int Number(ReadOnlySpan<byte> text, int start, int digits, int radix, out int octet)
    {
        octet = -1;
        int value = 0;
        for (int i = start; i < start + digits; i++)
        {
            int digit = i < text.Length && char.IsAsciiHexDigit((char)text[i])
                ? (text[i] & 0xF) + (text[i] > '9' ? 9 : 0)
                : radix;
            if (digit >= radix)
            {
                return 0;
            }

            value = (value * radix) + digit;
        }

        octet = value <= byte.MaxValue ? value : -1;
        return octet < 0 ? 0 : start + digits;
    }

    /// <summary>Whether the text ends inside what may have become an escape.</summary>
    private static bool IsCut(ReadOnlySpan<byte> text) => text switch
    {
        [] or [(byte)'x'] => true,
        [(byte)'x', byte digit] => char.IsAsciiHexDigit((char)digit),
        [>= (byte)'0' and <= (byte)'3'] or [>= (byte)'0' and <= (byte)'3', >= (byte)'0' and <= (byte)'7'] => true,
        _ => false,
    };
}
