using System.Buffers.Text;
using System.Diagnostics;

namespace HiperNet.Spki.Tags;

/// <summary>
/// Decimal numbers, <c>["-"] ("0" / [1-9]*DIGIT) ["." *DIGIT [1-9]]</c>, not "-0", of at most 18 digits
/// before the point and 9 after it. The rank counts thousand millionths.
/// </summary>
internal sealed class NumericOrdering : RankOrdering
{
    private const int MaxIntegerDigits = 18;
    private const int FractionDigits = 9;
    private const long Unit = 1_000_000_000;

    private static readonly Int128 Greatest = ((Int128)1_000_000_000_000_000_000 * Unit) - 1;

    private NumericOrdering()
        : base(RangeKind.Numeric, "numeric", -Greatest, Greatest)
    {
    }

    public static NumericOrdering Instance { get; } = new();

    public override bool TryRank(ReadOnlySpan<byte> octets, out Int128 rank)
    {
        rank = 0;
        bool negative = octets.Length > 0 && octets[0] == (byte)'-';
        ReadOnlySpan<byte> digits = negative ? octets[1..] : octets;
        int point = digits.IndexOf((byte)'.');
        ReadOnlySpan<byte> integer = point < 0 ? digits : digits[..point];
        long fractionPart = 0;
        if (!TryInteger(integer, out long integerPart)
            || (point >= 0 && !TryFraction(digits[(point + 1)..], out fractionPart)))
        {
            return false;
        }

        Int128 magnitude = ((Int128)integerPart * Unit) + fractionPart;
        rank = negative ? -magnitude : magnitude;
        return !negative || magnitude != 0;
    }

    public override byte[] Spell(Int128 rank)
    {
        Span<byte> text = stackalloc byte[MaxSpelling];
        int at = 0;
        if (rank < 0)
        {
            text[at++] = (byte)'-';
        }

        (Int128 integer, Int128 fraction) = Int128.DivRem(Int128.Abs(rank), Unit);
        bool fits = Utf8Formatter.TryFormat((long)integer, text[at..], out int written);
        Debug.Assert(fits, "18 digits fit");
        at += written;
        if (fraction != 0)
        {
            text[at++] = (byte)'.';
            fits = Utf8Formatter.TryFormat((long)fraction, text[at..], out written, new('D', FractionDigits));
            Debug.Assert(fits, "9 digits fit");
            at = text[..(at + written)].LastIndexOfAnyExcept((byte)'0') + 1;
        }

        return text[..at].ToArray();
    }

    /// <summary>Every spelling starts with a digit, or with "-" and a digit; no digit follows 9.</summary>
    public override bool MayMeet(Int128 low, Int128 high, OctetRangeTag octets) =>
        octets.Overlaps("0"u8, "9:"u8) || octets.Overlaps("-0"u8, "-9:"u8);

    private static bool TryInteger(ReadOnlySpan<byte> digits, out long value)
    {
        value = 0;
        return digits.Length is > 0 and <= MaxIntegerDigits
            && (digits.Length == 1 || digits[0] != (byte)'0')
            && TryDigits(digits, ref value);
    }

    private static bool TryFraction(ReadOnlySpan<byte> digits, out long value)
    {
        value = 0;
        bool hasOneSpelling = digits.Length is > 0 and <= FractionDigits && digits[^1] != (byte)'0';
        if (!hasOneSpelling || !TryDigits(digits, ref value))
        {
            return false;
        }

        for (int i = digits.Length; i < FractionDigits; i++)
        {
            value *= 10;
        }

        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> digits, ref long value)
    {
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return true;
    }
}
