using System.Globalization;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;

namespace HiperNet.Bench;

/// <summary>Makes the certificates that are measured.</summary>
internal static class Issuing
{
    public static SpkiTime Now { get; } = SpkiTime.From(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));

    /// <summary>A grant with the usual fields; signed, some 500 bytes with P-256.</summary>
    public static Signed<AuthorizationCertificate> Grant(
        PrivateKey issuer, Principal subject, TagExpression tag, Delegation? delegation, int seconds = 3600)
    {
        Validity window = Validity.Between(new SpkiTime(Now.Seconds - 3600), new SpkiTime(Now.Seconds + seconds));
        AuthorizationCertificate certificate = AuthorizationCertificate.Create(
            issuer.Public.Principal, new KeySubject(subject), tag, delegation, window);
        return new Signed<AuthorizationCertificate>(certificate, Signature.Create(certificate, issuer));
    }

    /// <summary>The tag <c>(vm resource ...)</c>.</summary>
    public static TagExpression Vm(Principal resource, params string[] rights)
    {
        SexpNode[] wanted = [.. rights.Select(right => (SexpNode)right)];
        SexpList tag = rights.Length switch
        {
            0 => SexpList.Of("vm", resource.ToSexp()),
            1 => SexpList.Of("vm", resource.ToSexp(), wanted[0]),
            _ => SexpList.Of("vm", resource.ToSexp(), SexpList.Of(["*", "set", .. wanted])),
        };
        return Tag(tag);
    }

    /// <summary>The tag <c>(net vpxi (* set tcp udp icmp) (port (* range numeric ge low le high)))</c>.</summary>
    public static TagExpression Net(Principal vpxi, int low, int high) => Tag(SexpList.Of(
        "net",
        vpxi.ToSexp(),
        SexpList.Of("*", "set", "tcp", "udp", "icmp"),
        SexpList.Of("port", SexpList.Of("*", "range", "numeric", "ge", Text(low), "le", Text(high)))));

    public static void Put(CertificatePool pool, Signed<AuthorizationCertificate> grant)
    {
        if (pool.Add(grant.Object, grant.Signature) != PoolFault.None)
        {
            throw new InvalidOperationException("The pool refused a certificate.");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static TagExpression Tag(SexpNode node) =>
        TagExpression.TryParse(node, out TagExpression? tag, out TagFault fault)
            ? tag
            : throw new InvalidOperationException(fault.ToString());
}
