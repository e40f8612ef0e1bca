using System.Buffers;
using HiperNet.Spki.Sexp;
using Sprache;

namespace HiperNet.Spki.Text;

/// <summary>
/// An octet string written as itself (RFC 9804 section 4.3):
/// <c>token = (ALPHA / simple-punc) *(ALPHA / DIGIT / simple-punc)</c>. It is read as long as it goes.
/// </summary>
internal static class TokenString
{
    private static readonly SearchValues<byte> Characters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-./_:*+="u8);

    /// <summary>Reads a token.</summary>
    public static Parser<ReadOnlyMemory<byte>> Parser { get; } = input =>
    {
        TextInput place = (TextInput)input;
        ReadOnlySpan<byte> rest = place.Rest;
        int end = rest.IndexOfAnyExcept(Characters);
        int length = end < 0 ? rest.Length : end;
        if (length == 0 || char.IsAsciiDigit((char)rest[0]))
        {
            return TextFault.Unexpected<ReadOnlyMemory<byte>>(place, "a token");
        }

        TextInput after = place.Skip(length);
        if (length > place.Limits.MaxAtomBytes)
        {
            return TextFault.At<ReadOnlyMemory<byte>>(after, SexpFault.AtomTooLong, "a shorter token");
        }

        // RFC 9804 section 5: a token is separated from a following string that has a length. In abc3"def" the 3
        // may be either's, so it is refused instead of guessed.
        bool endsInDigit = char.IsAsciiDigit((char)rest[length - 1]);
        return endsInDigit && !after.AtEnd && after.Current is '"' or '#' or '|'
            ? TextFault.At<ReadOnlyMemory<byte>>(after, SexpFault.MissingSpace, "white space after the token")
            : Result.Success(place.Text.Slice(place.Position, length), after);
    };
}
