using System.Globalization;
using System.Text;

namespace HiperNet.Spki.Certs;

/// <summary>
/// An instant in whole seconds, UTC. Written <c>YYYY-MM-DD_HH:MM:SS</c>, which sorts as it compares (draft-06).
/// There are no leap seconds: second 60 is malformed.
/// </summary>
/// <param name="Seconds">Seconds since 0001-01-01_00:00:00 in the proleptic Gregorian calendar.</param>
public readonly record struct SpkiTime(long Seconds) : IComparable<SpkiTime>
{
    private const long UnixEpoch = 62_135_596_800;
    private const string Format = "yyyy-MM-dd'_'HH:mm:ss";

    /// <summary>Before every other instant: what a missing not-before means (RFC 2693 section 6.1).</summary>
    public static SpkiTime Always { get; } = new(long.MinValue);

    /// <summary>After every other instant: what a missing not-after means.</summary>
    public static SpkiTime Forever { get; } = new(long.MaxValue);

    /// <summary>The instant of <paramref name="time"/>; a fraction of a second is dropped.</summary>
    public static SpkiTime From(DateTimeOffset time) => new(time.UtcTicks / TimeSpan.TicksPerSecond);

    /// <summary>The instant so many seconds after 1970-01-01T00:00:00Z.</summary>
    public static SpkiTime OfUnix(long seconds) => new(seconds + UnixEpoch);

    /// <summary>Seconds since 1970-01-01T00:00:00Z; the extremes stay the extremes.</summary>
    public long Unix => this == Always || this == Forever ? Seconds : Seconds - UnixEpoch;

    /// <summary>Reads the one spelling of an instant.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out SpkiTime time)
    {
        time = default;
        if (text.Length != 19 || !Ascii.IsValid(text))
        {
            return false;
        }

        bool good = DateTime.TryParseExact(
            Encoding.ASCII.GetString(text),
            Format,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTime instant);
        time = new SpkiTime(instant.Ticks / TimeSpan.TicksPerSecond);
        return good;
    }

    /// <summary>The instant as the framework's type; the extremes become the framework's.</summary>
    public DateTimeOffset ToDateTimeOffset()
    {
        if (Seconds <= 0)
        {
            return DateTimeOffset.MinValue;
        }

        return Seconds >= DateTimeOffset.MaxValue.Ticks / TimeSpan.TicksPerSecond
            ? DateTimeOffset.MaxValue
            : new DateTimeOffset(Seconds * TimeSpan.TicksPerSecond, TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public int CompareTo(SpkiTime other) => Seconds.CompareTo(other.Seconds);

    /// <summary>The earlier of two instants.</summary>
    public static SpkiTime Min(SpkiTime left, SpkiTime right) => left.Seconds <= right.Seconds ? left : right;

    /// <summary>Whether <paramref name="left"/> is earlier.</summary>
    public static bool operator <(SpkiTime left, SpkiTime right) => left.Seconds < right.Seconds;

    /// <summary>Whether <paramref name="left"/> is later.</summary>
    public static bool operator >(SpkiTime left, SpkiTime right) => left.Seconds > right.Seconds;

    /// <summary>Whether <paramref name="left"/> is not later.</summary>
    public static bool operator <=(SpkiTime left, SpkiTime right) => left.Seconds <= right.Seconds;

    /// <summary>Whether <paramref name="left"/> is not earlier.</summary>
    public static bool operator >=(SpkiTime left, SpkiTime right) => left.Seconds >= right.Seconds;

    /// <summary>The written form; <c>always</c> and <c>forever</c> for the extremes, which no object holds.</summary>
    public override string ToString() =>
        this == Always ? "always"
        : this == Forever ? "forever"
        : ToDateTimeOffset().ToString(Format, CultureInfo.InvariantCulture);
}
