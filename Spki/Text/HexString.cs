using System.Buffers;
using HiperNet.Spki.Sexp;
using Sprache;

namespace HiperNet.Spki.Text;

/// <summary>
/// An octet string in hexadecimal (RFC 9804 section 4.4): <c>"#" *whitespace *hexadecimals "#"</c>, white space
/// between any two digits.
/// </summary>
internal static class HexString
{
    private static readonly SearchValues<byte> DigitsAndSpace =
        SearchValues.Create("0123456789ABCDEFabcdef \t\v\f\r\n"u8);

    /// <summary>Reads from one sharp sign to the next.</summary>
    public static Parser<ReadOnlyMemory<byte>> Parser { get; } = input =>
    {
        TextInput place = (TextInput)input;
        if (place.AtEnd || place.Current != '#')
        {
            return TextFault.Unexpected<ReadOnlyMemory<byte>>(place, "'#'");
        }

        TextInput digits = place.Skip(1);
        int length = digits.Rest.IndexOfAnyExcept(DigitsAndSpace);
        TextInput end = digits.Skip(length < 0 ? digits.Rest.Length : length);
        if (end.AtEnd)
        {
            return TextFault.Unexpected<ReadOnlyMemory<byte>>(end, "'#' after the last hexadecimal digit");
        }

        return end.Current == '#' ? Decode(digits.Rest[..length], end)
            : TextFault.At<ReadOnlyMemory<byte>>(end, SexpFault.BadHex, "a hexadecimal digit or '#'");
    };

    private static IResult<ReadOnlyMemory<byte>> Decode(ReadOnlySpan<byte> text, TextInput end)
    {
        int count = 0;
        foreach (byte character in text)
        {
            count += char.IsAsciiHexDigit((char)character) ? 1 : 0;
        }

        if (count % 2 != 0)
        {
            return TextFault.At<ReadOnlyMemory<byte>>(end, SexpFault.BadHex, "one more hexadecimal digit");
        }

        if (count / 2 > end.Limits.MaxAtomBytes)
        {
            return TextFault.At<ReadOnlyMemory<byte>>(end, SexpFault.AtomTooLong, "a shorter string");
        }

        byte[] octets = new byte[count / 2];
        int at = 0;
        foreach (byte character in text)
        {
            if (char.IsAsciiHexDigit((char)character))
            {
                int value = (character & 0xF) + (character > '9' ? 9 : 0);
                octets[at / 2] = (byte)((octets[at / 2] << 4) | value);
                at++;
            }
        }

        return Result.Success<ReadOnlyMemory<byte>>(octets, end.Skip(1));
    }
}
