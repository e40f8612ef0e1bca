using System.Collections.Frozen;
using System.Globalization;

namespace HiperNet.Vpxi.Model;

/// <summary>The units of the language, and how amounts are written in them.</summary>
internal static class Units
{
    private const long Kibi = 1024;
    private const long Minute = 60_000_000_000;

    /// <summary>Those that are written, of each dimension the largest first; then other spellings.</summary>
    private static readonly Unit[] All =
    [
        new("core", Dimension.Number, 1), new("cores", Dimension.Number, 1),
        new("THz", Dimension.Frequency, 1_000_000_000_000), new("GHz", Dimension.Frequency, 1_000_000_000),
        new("MHz", Dimension.Frequency, 1_000_000), new("kHz", Dimension.Frequency, 1_000),
        new("Hz", Dimension.Frequency, 1),
        new("PB", Dimension.Size, 1_000_000_000_000_000), new("TB", Dimension.Size, 1_000_000_000_000),
        new("GB", Dimension.Size, 1_000_000_000), new("MB", Dimension.Size, 1_000_000),
        new("kB", Dimension.Size, 1_000), new("B", Dimension.Size, 1), new("KB", Dimension.Size, 1_000),
        new("PiB", Dimension.Size, Kibi * Kibi * Kibi * Kibi * Kibi),
        new("TiB", Dimension.Size, Kibi * Kibi * Kibi * Kibi), new("GiB", Dimension.Size, Kibi * Kibi * Kibi),
        new("MiB", Dimension.Size, Kibi * Kibi), new("KiB", Dimension.Size, Kibi),
        new("Tbps", Dimension.Rate, 1_000_000_000_000), new("Gbps", Dimension.Rate, 1_000_000_000),
        new("Mbps", Dimension.Rate, 1_000_000), new("kbps", Dimension.Rate, 1_000), new("bps", Dimension.Rate, 1),
        new("Kbps", Dimension.Rate, 1_000), new("bit/s", Dimension.Rate, 1), new("kbit/s", Dimension.Rate, 1_000),
        new("Mbit/s", Dimension.Rate, 1_000_000), new("Gbit/s", Dimension.Rate, 1_000_000_000),
        new("Tbit/s", Dimension.Rate, 1_000_000_000_000),
        new("MB/s", Dimension.Rate, 8_000_000), new("GB/s", Dimension.Rate, 8_000_000_000),
        new("d", Dimension.Time, 24 * 60 * Minute), new("h", Dimension.Time, 60 * Minute),
        new("min", Dimension.Time, Minute), new("s", Dimension.Time, 1_000_000_000),
        new("ms", Dimension.Time, 1_000_000), new("us", Dimension.Time, 1_000), new("ns", Dimension.Time, 1),
        new("µs", Dimension.Time, 1_000),
    ];

    private static readonly FrozenDictionary<string, Unit> ByName = All.ToFrozenDictionary(unit => unit.Name);

    private static readonly FrozenDictionary<Dimension, Unit[]> Written = All
        .GroupBy(unit => unit.Dimension)
        .ToFrozenDictionary(
            group => group.Key,
            group => group.Where(unit => unit.Name is not ("KB" or "core" or "cores" or "µs"))
                .Where(unit => unit.Dimension != Dimension.Rate || unit.Name.EndsWith("bps", StringComparison.Ordinal))
                .Where(unit => unit.Name != "Kbps")
                .ToArray());

    /// <summary>The unit of a name, in exactly this spelling.</summary>
    public static Unit? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The unit of a name, in any case where that leaves no doubt for this dimension.</summary>
    public static Unit? FindLoosely(string name, Dimension dimension)
    {
        // Mb and MBps are not read as MB and Mbps: bits and bytes differ by eight.
        bool isDoubtful = dimension is Dimension.Size or Dimension.Rate
            && name.Any(char.IsAsciiLetterLower)
            && name.Any(char.IsAsciiLetterUpper);
        return Find(name) is { } unit && unit.Dimension == dimension ? unit
            : isDoubtful ? null
            : All.FirstOrDefault(other =>
                other.Dimension == dimension && other.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The units of a dimension, for messages.</summary>
    public static string Names(Dimension dimension) =>
        string.Join(", ", All.Where(unit => unit.Dimension == dimension).Select(unit => unit.Name));

    /// <summary>All names, to look for similar ones.</summary>
    public static IEnumerable<string> AllNames => ByName.Keys;

    /// <summary>What a dimension is called.</summary>
    public static string Describe(Dimension dimension) => dimension switch
    {
        Dimension.Frequency => "a frequency",
        Dimension.Size => "a size",
        Dimension.Rate => "a bandwidth",
        Dimension.Time => "a time",
        _ => "a plain number",
    };

    /// <summary>The base unit of a dimension in words.</summary>
    public static string BaseUnit(Dimension dimension) => dimension switch
    {
        Dimension.Frequency => "hertz",
        Dimension.Size => "bytes",
        Dimension.Rate => "bits a second",
        Dimension.Time => "nanoseconds",
        _ => "units",
    };

    /// <summary>An amount of base units with the unit that makes the shortest exact number.</summary>
    public static (string Number, string? Unit) Write(long value, Dimension dimension)
    {
        if (dimension == Dimension.Number)
        {
            return (value.ToString(CultureInfo.InvariantCulture), null);
        }

        IEnumerable<(string Number, string? Unit)> spellings = Written[dimension]
            .Where(unit => unit.Name.Length < 3 || unit.Name[1] != 'i' || value % unit.Factor == 0)
            .Select(unit => (Divide(value, unit.Factor), (string?)unit.Name))
            .Where(spelling => spelling.Item1 is not null)
            .Select(spelling => (spelling.Item1!, spelling.Item2));
        return value == 0
            ? ("0", Written[dimension][^1].Name)
            : spellings.MinBy(spelling => spelling.Number.Length + (spelling.Number.Contains('.') ? 2 : 0));
    }

    /// <summary>
    /// The largest unit in which all values are short exact numbers, of those that VXDL 2.0's users know.
    /// </summary>
    public static (string? Name, long Factor) Common(IReadOnlyList<long> values, Dimension dimension)
    {
        if (dimension == Dimension.Number)
        {
            return (null, 1);
        }

        Unit unit = Written[dimension]
            .Where(unit => !unit.Name.EndsWith("iB", StringComparison.Ordinal))
            .Where(unit => dimension != Dimension.Time || unit.Factor < Minute)
            .First(unit => unit.Factor == 1
                || values.All(value => value == 0 || Divide(value, unit.Factor) is not null));
        return (unit.Name == "kbps" ? "Kbps" : unit.Name, unit.Factor);
    }

    /// <summary>An exact quotient; null if it has too many places, or many small ones.</summary>
    private static string? Divide(long value, long factor)
    {
        const int mostPlaces = 3;
        decimal quotient = (decimal)value / factor;
        return decimal.Round(quotient, mostPlaces) == quotient && quotient * factor == value && quotient >= 0.1m
            ? (quotient / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)
            : null;
    }
}
