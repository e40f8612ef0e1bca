using System.Globalization;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;

namespace HiperNet.Hipd.Policy;

/// <summary>Requests for traffic, as spec/tags.md spells them: <c>(net vpxi tcp (port 22))</c>.</summary>
internal static class NetRequests
{
    private const byte Icmp = 1;
    private const byte Tcp = 6;
    private const byte Udp = 17;
    private const byte IcmpV6 = 58;

    /// <summary>Whether a VPXI can be asked for: a star form cannot.</summary>
    public static bool IsRequest(SexpNode vpxi) =>
        TagExpression.TryParseRequest(SexpList.Of("net", vpxi), out _, out _);

    /// <summary>Everything in a VPXI.</summary>
    public static TagExpression Everything(SexpNode vpxi) => Parse(SexpList.Of("net", vpxi));

    /// <summary>A service of a VPXI.</summary>
    /// <param name="vpxi">The VPXI.</param>
    /// <param name="protocol">The upper-layer protocol.</param>
    /// <param name="port">The service's port; not looked at for protocols without ports.</param>
    public static TagExpression Service(SexpNode vpxi, byte protocol, ushort port) => protocol switch
    {
        Tcp => WithPort(vpxi, "tcp", port),
        Udp => WithPort(vpxi, "udp", port),
        Icmp or IcmpV6 => Parse(SexpList.Of("net", vpxi, "icmp")),
        _ => Parse(SexpList.Of("net", vpxi, protocol.ToString(CultureInfo.InvariantCulture))),
    };

    private static TagExpression WithPort(SexpNode vpxi, string protocol, ushort port) => Parse(SexpList.Of(
        "net", vpxi, protocol, SexpList.Of("port", port.ToString(CultureInfo.InvariantCulture))));

    private static TagExpression Parse(SexpList list) =>
        TagExpression.TryParseRequest(list, out TagExpression? tag, out _)
        ? tag
        : throw new InvalidOperationException("A request is not ground.");
}
