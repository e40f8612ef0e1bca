using System.Globalization;
using System.Net;
using HiperNet.HipStack.Control;

namespace HiperNet.Cli.Hip;

/// <summary>Times, sizes and counts as people read them.</summary>
internal static class Human
{
    private const double SizeStep = 1024;

    private static readonly string[] Sizes = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    private static readonly (string Name, long Seconds)[] Units =
    [
        ("year", 365 * 86_400L), ("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1),
    ];

    /// <summary>Octets, such as 1.21 MiB.</summary>
    public static string Size(long octets)
    {
        double size = octets;
        int unit = 0;
        while (size >= SizeStep && unit < Sizes.Length - 1)
        {
            size /= SizeStep;
            unit++;
        }

        return unit == 0 ? $"{octets} B" : size.ToString("0.00", CultureInfo.InvariantCulture) + " " + Sizes[unit];
    }

    /// <summary>A length of time in its two greatest units, such as "1 minute, 12 seconds".</summary>
    public static string Duration(TimeSpan length)
    {
        long seconds = (long)Math.Abs(length.TotalSeconds);
        int first = Array.FindIndex(Units, unit => seconds >= unit.Seconds);
        if (first < 0)
        {
            return "0 seconds";
        }

        List<string> parts = [];
        foreach ((string name, long worth) in Units.Skip(first).Take(2))
        {
            long count = seconds / worth;
            seconds %= worth;
            if (count > 0)
            {
                parts.Add($"{count} {name}{(count == 1 ? "" : "s")}");
            }
        }

        return string.Join(", ", parts);
    }

    /// <summary>An instant in the past or the future, such as "12 seconds ago" or "in 3 hours".</summary>
    public static string Age(DateTimeOffset instant, DateTimeOffset now) => (now - instant) switch
    {
        { TotalSeconds: >= 1 } past => Duration(past) + " ago",
        { TotalSeconds: <= -1 } future => "in " + Duration(future),
        _ => "now",
    };

    /// <summary>A deadline with the time left: "2026-12-01 00:00:00Z (in 9 days)".</summary>
    public static string Deadline(DateTimeOffset instant, DateTimeOffset now) =>
        $"{instant.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z ({Age(instant, now)})";

    /// <summary>A round trip, such as 0.213 ms.</summary>
    public static string Milliseconds(TimeSpan length) =>
        length.TotalMilliseconds.ToString("0.000", CultureInfo.InvariantCulture) + " ms";

    /// <summary>An address, with its port unless that is 0.</summary>
    public static string Place(IPEndPoint place) => place.Port == 0 ? place.Address.ToString() : place.ToString();

    /// <summary>A path in a line.</summary>
    public static string Path(PathStatus path) =>
        $"{ControlWord.Of(path.Encapsulation)} {Place(path.Local)} -> {Place(path.Remote)}"
        + (path.Relay is null ? "" : $" via relay {Place(path.Relay)}")
        + (path.Rtt is { } rtt ? $", rtt {Milliseconds(rtt)}" : "")
        + (path.Reason is null ? "" : $" ({path.Reason})");

    /// <summary>A state in the letters of RFC 7401.</summary>
    public static string State(AssociationState state) => ControlWord.Of(state).ToUpperInvariant();
}
