using System.Globalization;
using System.Text;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;

namespace HiperNet.Hipd.Policy;

/// <summary>
/// Finds requests worth deciding where a peer may not do everything: each is one service within what certificates
/// grant together. Whether it is granted is the decision's business alone.
/// </summary>
internal static class NarrowRights
{
    /// <summary>The most requests.</summary>
    public const int MaxSamples = 16;

    /// <summary>The most certificates that are looked at: a peer shows as many as it likes.</summary>
    public const int MaxTags = 64;

    /// <summary>The steps that all intersections may take together: about 1 ms.</summary>
    private const int MaxWork = 1 << 17;

    private const int ProtocolAt = 2;
    private const int PortAt = 3;
    private const int RangeAt = 3;

    /// <summary>
    /// Requests within a VPXI: one for what each certificate grants, and for what any two or more grant together,
    /// because each certificate of a chain may narrow it.
    /// </summary>
    /// <param name="vpxi">The VPXI.</param>
    /// <param name="certificates">The certificates, those that say most about the peer first.</param>
    public static IReadOnlyList<TagExpression> Samples(
        SexpNode vpxi, IEnumerable<AuthorizationCertificate> certificates)
    {
        TagExpression everything = NetRequests.Everything(vpxi);
        TagBudget budget = new(MaxWork);
        List<TagExpression> meets = [];
        foreach (AuthorizationCertificate certificate in certificates.Take(MaxTags))
        {
            if (TagExpression.Intersect(certificate.Tag, everything, ref budget, out _) is { } tag)
            {
                Add(meets, tag, ref budget);
            }
        }

        return [.. meets.SelectMany(tag => Samples(vpxi, tag.ToSexp())).Distinct().Take(MaxSamples)];
    }

    private static void Add(List<TagExpression> meets, TagExpression tag, ref TagBudget budget)
    {
        foreach (TagExpression other in meets.ToArray())
        {
            if (meets.Count < MaxSamples
                && TagExpression.Intersect(tag, other, ref budget, out _) is { } both
                && !meets.Contains(both))
            {
                meets.Add(both);
            }
        }

        if (meets.Count < MaxSamples && !meets.Contains(tag))
        {
            meets.Add(tag);
        }
    }

    /// <summary>A request within a tag, or one within each of a set of tags.</summary>
    private static IEnumerable<TagExpression> Samples(SexpNode vpxi, SexpNode tag)
    {
        if (tag is not SexpList list)
        {
            return [];
        }

        if (IsStar(list, "set") || IsStar(list, "and"))
        {
            return Members(list).Take(MaxSamples).SelectMany(member => Samples(vpxi, member));
        }

        return Sample(vpxi, list) is { } sample ? [sample] : [];
    }

    private static TagExpression? Sample(SexpNode vpxi, SexpList tag)
    {
        if (tag.Count <= ProtocolAt || Word(tag[ProtocolAt]) is not { } protocol)
        {
            return null;
        }

        ushort port = tag.Count > PortAt ? PortOf(tag[PortAt]) : (ushort)0;
        return protocol switch
        {
            "tcp" => NetRequests.Service(vpxi, 6, port),
            "udp" => NetRequests.Service(vpxi, 17, port),
            "icmp" => NetRequests.Service(vpxi, 1, 0),
            _ => byte.TryParse(protocol, NumberStyles.None, CultureInfo.InvariantCulture, out byte number)
                ? NetRequests.Service(vpxi, number, 0)
                : null,
        };
    }

    /// <summary>A word, the first of a set of words, or a number in a range; tcp where any will do.</summary>
    private static string? Word(SexpNode node) => node switch
    {
        SexpAtom atom => Encoding.UTF8.GetString(atom.Octets.Span),
        SexpList { Count: > 2 } set when IsStar(set, "set") || IsStar(set, "and") => Word(set[2]),
        SexpList { Count: > RangeAt + 1 } range when IsStar(range, "range") =>
            Inside(range).ToString(CultureInfo.InvariantCulture),
        SexpList { Count: 1 } => "tcp",
        _ => null,
    };

    /// <summary>The port of <c>(port ...)</c>, or of the first in a set of those.</summary>
    private static ushort PortOf(SexpNode node) => node switch
    {
        SexpList { Count: > 2 } set when IsStar(set, "set") || IsStar(set, "and") => PortOf(set[2]),
        SexpList { Count: 2 } port when port[1] is not SexpList { Count: 1 }
            && ushort.TryParse(Word(port[1]), NumberStyles.None, CultureInfo.InvariantCulture, out ushort number) =>
            number,
        _ => 0,
    };

    /// <summary>A number in <c>(* range numeric ge 80 le 443)</c>: next to its first bound.</summary>
    private static int Inside(SexpList range)
    {
        if (range[RangeAt] is not SexpAtom bound
            || !int.TryParse(Word(range[RangeAt + 1]), NumberStyles.None, CultureInfo.InvariantCulture, out int value))
        {
            return 0;
        }

        int inside = Encoding.UTF8.GetString(bound.Octets.Span) switch
        {
            "g" => value + 1,
            "l" => value - 1,
            _ => value,
        };
        return Math.Clamp(inside, 0, ushort.MaxValue);
    }

    private static IEnumerable<SexpNode> Members(SexpList set)
    {
        for (int i = 2; i < set.Count; i++)
        {
            yield return set[i];
        }
    }

    private static bool IsStar(SexpList list, string form) =>
        list.Count > 1
        && list[0] is SexpAtom star && star.Octets.Span.SequenceEqual("*"u8)
        && list[1] is SexpAtom word && Encoding.UTF8.GetString(word.Octets.Span) == form;
}
