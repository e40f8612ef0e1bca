using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tests.Tags;

/// <summary>
/// Membership of a ground request in a tag, straight from the words of the grammar and by other means than the
/// library's: no normal form, decimal and BigInteger instead of ranks, the framework's parsers for dates.
/// </summary>
internal static partial class TagOracle
{
    public static bool IsMember(SexpNode tag, SexpNode request) => (tag, request) switch
    {
        (SexpAtom, _) => tag.Equals(request),
        (SexpList list, _) when list.Head.SequenceEqual("*"u8) => IsMemberOfStar(list, request),
        (SexpList list, SexpList other) => list.Count <= other.Count
            && list.Zip(other).All(static pair => IsMember(pair.First, pair.Second)),
        _ => false,
    };

    private static bool IsMemberOfStar(SexpList star, SexpNode request)
    {
        if (star.Count == 1)
        {
            return true;
        }

        bool isBare = request is SexpAtom { Hint: null };
        return star[1].ToString() switch
        {
            "set" => star.Skip(2).Any(member => IsMember(member, request)),
            "and" => star.Skip(2).All(part => IsMember(part, request)),
            "prefix" => isBare && ((SexpAtom)request).Octets.Span.StartsWith(((SexpAtom)star[2]).Octets.Span),
            "range" => isBare && IsInRange(star, (SexpAtom)request),
            _ => throw new ArgumentException($"not a star form: {star}", nameof(star)),
        };
    }

    private static bool IsInRange(SexpList range, SexpAtom atom)
    {
        Func<byte[], IComparable?> read = range[2].ToString() switch
        {
            "alpha" => octets => new Octets(octets),
            "numeric" => octets => ReadNumber(octets),
            "binary" => octets => ReadBinary(octets),
            "time" => octets => ReadDate(octets, "HH:mm:ss"),
            "date" => octets => ReadDate(octets, "yyyy-MM-dd_HH:mm:ss"),
            _ => throw new ArgumentException($"not an ordering: {range}", nameof(range)),
        };
        IComparable? value = read(atom.Octets.ToArray());
        for (int i = 3; i < range.Count && value is not null; i += 2)
        {
            int order = value.CompareTo(read(((SexpAtom)range[i + 1]).Octets.ToArray()));
            bool holds = range[i].ToString() switch
            {
                "g" => order > 0,
                "ge" => order >= 0,
                "l" => order < 0,
                _ => order <= 0,
            };
            value = holds ? value : null;
        }

        return value is not null;
    }

    private static decimal? ReadNumber(byte[] octets)
    {
        string text = Encoding.Latin1.GetString(octets);
        return Number().IsMatch(text) && text != "-0" ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;
    }

    private static BigInteger? ReadBinary(byte[] octets)
    {
        bool isOneSpelling = octets.Length is > 0 and <= 15 && (octets.Length == 1 || octets[0] != 0);
        return isOneSpelling ? new BigInteger(octets, isUnsigned: true, isBigEndian: true) : null;
    }

    private static DateTime? ReadDate(byte[] octets, string format)
    {
        string text = Encoding.Latin1.GetString(octets);
        bool isDate = DateTime.TryParseExact(
            text, format, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out DateTime date);
        return isDate && text.Length == format.Length ? date : null;
    }

    [GeneratedRegex(
        @"\A-?(0|[1-9][0-9]{0,17})(\.[0-9]{0,8}[1-9])?\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();

    private sealed class Octets(byte[] bytes) : IComparable
    {
        private readonly byte[] bytes = bytes;

        public int CompareTo(object? obj) => bytes.AsSpan().SequenceCompareTo(((Octets)obj!).bytes);
    }
}
