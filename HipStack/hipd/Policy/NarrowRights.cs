using System.Globalization;
using System.Text;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;

namespace HiperNet.Hipd.Policy;

/// <summary>
/// Finds requests worth deciding where a peer may not do everything: each is one service within what a certificate
/// at hand speaks of. Whether it is granted is the decision's business alone.
/// </summary>
internal static class NarrowRights
{
    /// <summary>The most requests.</summary>
    public const int MaxSamples = 16;

    private const int ProtocolAt = 2;
    private const int PortAt = 3;

    /// <summary>One request for each certificate that speaks of the VPXI.</summary>
    public static IEnumerable<TagExpression> Samples(SexpNode vpxi, CertificatePool pool)
    {
        TagExpression everything = NetRequests.Everything(vpxi);
        return pool.Certificates
            .Select(pooled => pooled.Certificate)
            .OfType<AuthorizationCertificate>()
            .Select(certificate => TagExpression.Intersect(certificate.Tag, everything))
            .OfType<TagExpression>()
            .Select(tag => Sample(vpxi, tag.ToSexp()))
            .OfType<TagExpression>()
            .Distinct()
            .Take(MaxSamples);
    }

    private static TagExpression? Sample(SexpNode vpxi, SexpNode tag)
    {
        if (tag is not SexpList list || list.Count <= ProtocolAt || Element(list[ProtocolAt]) is not { } protocol)
        {
            return null;
        }

        ushort port = list.Count > PortAt && list[PortAt] is SexpList { Count: 2 } ports ? Port(ports[1]) : (ushort)0;
        return protocol switch
        {
            "tcp" => NetRequests.Service(vpxi, 6, port),
            "udp" => NetRequests.Service(vpxi, 17, port),
            "icmp" => NetRequests.Service(vpxi, 1, 0),
            _ => byte.TryParse(protocol, out byte number) ? NetRequests.Service(vpxi, number, 0) : null,
        };
    }

    /// <summary>A word, or the first of a set of words; any word for <c>(*)</c>.</summary>
    private static string? Element(SexpNode node) => node switch
    {
        SexpAtom atom => Encoding.UTF8.GetString(atom.Octets.Span),
        SexpList { Count: > 2 } list when IsStar(list, "set") => Element(list[2]),
        SexpList { Count: 1 } => "tcp",
        _ => null,
    };

    /// <summary>A port, the first of a set, or an end of a range.</summary>
    private static ushort Port(SexpNode node)
    {
        if (node is SexpAtom or SexpList { Count: > 2 } && Element(node) is { } word)
        {
            if (ushort.TryParse(word, out ushort port))
            {
                return port;
            }
        }

        if (node is SexpList { Count: >= 5 } range && IsStar(range, "range"))
        {
            string bound = Element(range[3]) ?? string.Empty;
            int value = int.TryParse(Element(range[4]), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? number
                : 0;
            int inside = bound switch
            {
                "g" => value + 1,
                "l" => value - 1,
                _ => value,
            };
            return (ushort)Math.Clamp(inside, 0, ushort.MaxValue);
        }

        return 0;
    }

    private static bool IsStar(SexpList list, string form) =>
        list[0] is SexpAtom star && star.Octets.Span.SequenceEqual("*"u8)
        && list[1] is SexpAtom word && Encoding.UTF8.GetString(word.Octets.Span) == form;
}
