namespace HiperNet.Spki.Tags;

/// <summary>Fixed-width decimal fields of dates and times.</summary>
internal static class ClockText
{
    public const int SecondsPerDay = 24 * 60 * 60;

    /// <summary>The length of HH:MM:SS, in bytes.</summary>
    public const int TimeLength = 8;

    /// <summary>
    /// Reads HH:MM:SS from 00:00:00 to 23:59:59. No leap second: two days would share a spelling.
    /// </summary>
    public static bool TryReadTime(ReadOnlySpan<byte> octets, out int seconds)
    {
        seconds = 0;
        if (octets.Length != TimeLength || octets[2] != (byte)':' || octets[5] != (byte)':')
        {
            return false;
        }

        int hour = Field(octets[..2]);
        int minute = Field(octets[3..5]);
        int second = Field(octets[6..]);
        seconds = (((hour * 60) + minute) * 60) + second;
        return hour is >= 0 and < 24 && minute is >= 0 and < 60 && second is >= 0 and < 60;
    }

    /// <summary>Writes HH:MM:SS.</summary>
    public static void WriteTime(int seconds, Span<byte> output)
    {
        WriteField(seconds / 3600, output[..2]);
        output[2] = (byte)':';
        WriteField(seconds / 60 % 60, output[3..5]);
        output[5] = (byte)':';
        WriteField(seconds % 60, output[6..8]);
    }

    /// <summary>The value of a field of digits; -1 if it holds anything else.</summary>
    public static int Field(ReadOnlySpan<byte> digits)
    {
        int value = 0;
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return -1;
            }

            value = (value * 10) + (digit - '0');
        }

        return value;
    }

    /// <summary>Fills a field with digits, leading zeros included.</summary>
    public static void WriteField(int value, Span<byte> output)
    {
        for (int i = output.Length - 1; i >= 0; i--)
        {
            output[i] = (byte)('0' + (value % 10));
            value /= 10;
        }
    }
}
