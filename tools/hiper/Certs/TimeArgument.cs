using System.Globalization;
using System.Text;
using HiperNet.Spki.Certs;

namespace HiperNet.Cli.Certs;

/// <summary>
/// An instant on the command line: <c>2026-11-21_12:00:00</c>, or ISO 8601, UTC unless it says otherwise.
/// </summary>
internal static class TimeArgument
{
    private const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] Iso =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd",
    ];

    /// <summary>The instant that <paramref name="text"/> means; null stays null.</summary>
    /// <exception cref="CliException">It means none.</exception>
    public static SpkiTime? Parse(string? text, string option)
    {
        if (text is null)
        {
            return null;
        }

        if (SpkiTime.TryParse(Encoding.UTF8.GetBytes(text), out SpkiTime time))
        {
            return time;
        }

        return DateTimeOffset.TryParseExact(text, Iso, CultureInfo.InvariantCulture, Styles, out DateTimeOffset instant)
            ? SpkiTime.From(instant)
            : throw new CliException(
                ExitCode.Usage,
                $"{option}: '{text}' is no instant; expected 2026-11-21_12:00:00 or 2026-11-21T12:00:00Z");
    }

    /// <summary>This second, by the machine's clock.</summary>
    public static SpkiTime Now() => SpkiTime.From(TimeProvider.System.GetUtcNow());
}
