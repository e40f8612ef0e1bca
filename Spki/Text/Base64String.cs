using System.Buffers;
using HiperNet.Spki.Sexp;
using Sprache;

namespace HiperNet.Spki.Text;

/// <summary>
/// An octet string in base 64 (RFC 9804 section 4.5): <c>"|" *whitespace *base-64-chars [base-64-end] "|"</c>.
/// The closing equals signs may be left out, as the RFC lets a reader accept; the pad bits must be zero.
/// </summary>
internal static class Base64String
{
    private static readonly SearchValues<byte> SymbolsAndSpace = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t\v\f\r\n"u8);

    /// <summary>Reads from one bar to the next.</summary>
    public static Parser<ReadOnlyMemory<byte>> Parser { get; } = input =>
    {
        TextInput place = (TextInput)input;
        if (place.AtEnd || place.Current != '|')
        {
            return TextFault.Unexpected<ReadOnlyMemory<byte>>(place, "'|'");
        }

        TextInput symbols = place.Skip(1);
        int length = symbols.Rest.IndexOfAnyExcept(SymbolsAndSpace);
        TextInput end = symbols.Skip(length < 0 ? symbols.Rest.Length : length);
        if (end.AtEnd)
        {
            return TextFault.Unexpected<ReadOnlyMemory<byte>>(end, "'|' after the last base 64 character");
        }

        return end.Current == '|' ? Decode(symbols.Rest[..length], end)
            : TextFault.At<ReadOnlyMemory<byte>>(end, SexpFault.BadBase64, "a base 64 character or '|'");
    };

    private static IResult<ReadOnlyMemory<byte>> Decode(ReadOnlySpan<byte> text, TextInput end)
    {
        if (!StrictBase64.TryDecode(text, Base64Padding.Optional, out byte[]? octets))
        {
            return TextFault.At<ReadOnlyMemory<byte>>(end, SexpFault.BadBase64, "whole octets, with pad bits of zero");
        }

        return octets.Length > end.Limits.MaxAtomBytes
            ? TextFault.At<ReadOnlyMemory<byte>>(end, SexpFault.AtomTooLong, "a shorter string")
            : Result.Success<ReadOnlyMemory<byte>>(octets, end.Skip(1));
    }
}
