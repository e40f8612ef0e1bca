using System.Globalization;

namespace HiperNet.Vpxi.Model;

/// <summary>Instants as ISO 8601 writes them.</summary>
public static class InstantText
{
    private static readonly string[] Forms =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];

    private static readonly string[] Offsets = ["", "'Z'", "zzz"];

    private static readonly string[] All = [.. Forms.SelectMany(form => Offsets.Select(offset => form + offset))];

    /// <summary>Reads an instant, in whole seconds since 1970; without an offset it is UTC.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out long seconds)
    {
        const DateTimeStyles style = DateTimeStyles.AssumeUniversal;
        bool read = DateTimeOffset.TryParseExact(text, All, CultureInfo.InvariantCulture, style, out DateTimeOffset at);
        seconds = read ? at.ToUnixTimeSeconds() : 0;
        return read && at.Ticks % TimeSpan.TicksPerSecond == 0;
    }

    /// <summary>Writes an instant of the years 1 to 9999, in seconds since 1970.</summary>
    public static string Write(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
