using HiperNet.Spki.Sexp;
using Sprache;

namespace HiperNet.Spki.Text;

/// <summary>The length before an octet string: <c>decimal = "0" / %x31-39 *DIGIT</c>.</summary>
internal static class Length
{
    /// <summary>Reads a length of at most <see cref="SexpLimits.MaxAtomBytes"/>; none ever wraps.</summary>
    public static Parser<int> Parser { get; } = input =>
    {
        TextInput place = (TextInput)input;
        ReadOnlySpan<byte> rest = place.Rest;
        int length = 0;
        int digits = 0;
        for (; digits < rest.Length && char.IsAsciiDigit((char)rest[digits]); digits++)
        {
            if (digits == 1 && rest[0] == '0')
            {
                return TextFault.At<int>(place.Skip(1), SexpFault.LeadingZero, "a length without leading zeros");
            }

            long longer = (length * 10L) + (rest[digits] - '0');
            if (longer > place.Limits.MaxAtomBytes)
            {
                string most = $"a length of at most {place.Limits.MaxAtomBytes}";
                return TextFault.At<int>(place.Skip(digits + 1), SexpFault.AtomTooLong, most);
            }

            length = (int)longer;
        }

        return digits == 0
            ? TextFault.Unexpected<int>(place, "a length")
            : Result.Success(length, place.Skip(digits));
    };
}
