using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;

namespace HiperNet.Agent.Keys;

/// <summary>Certificates that this machine's keys issue, and the requests that they are about.</summary>
internal static class Issuing
{
    private static readonly string[] Acts = ["use", "console", "start", "stop"];

    /// <summary>
    /// <c>&lt;R, H, (vm R (* set use console start stop)), propagate, V&gt;</c>: a resource lets a registrar pass on
    /// what can be done with it.
    /// </summary>
    /// <exception cref="ArgumentException">The times make no validity.</exception>
    public static (AuthorizationCertificate Certificate, Sequence Sequence) Resource(
        PrivateKey resource, Principal registrar, DateTimeOffset from, DateTimeOffset to)
    {
        SexpList acts = SexpList.Of(["*", "set", .. Acts.Select(SexpAtom.Of)]);
        SexpList tag = SexpList.Of("vm", new SexpAtom(resource.Public.Principal.ToArray()), acts);
        Validity validity = Validity.Between(SpkiTime.From(from), SpkiTime.From(to));
        return Signed(resource, registrar, tag, Delegation.Any, validity);
    }

    /// <summary>A sequence in which a key grants a registrar <c>(agreed HASH)</c>.</summary>
    /// <param name="agent">The key that accepts.</param>
    /// <param name="registrar">The registrar.</param>
    /// <param name="hash">The SHA-256 of the agreement.</param>
    public static Sequence Acceptance(PrivateKey agent, Principal registrar, byte[] hash) =>
        Signed(
            agent, registrar, SexpList.Of("agreed", new SexpAtom(hash)), Delegation.None, Validity.Unlimited).Sequence;

    /// <summary>The request <c>(vm R ACT)</c>.</summary>
    public static TagExpression Request(Principal resource, string act) => Parse(
        SexpList.Of("vm", new SexpAtom(resource.ToArray()), SexpAtom.Of(act)));

    /// <summary>The request <c>(net VPXI)</c>.</summary>
    public static TagExpression Network(string vpxi) => Parse(SexpList.Of("net", SexpAtom.Of(vpxi)));

    private static (AuthorizationCertificate Certificate, Sequence Sequence) Signed(
        PrivateKey issuer, Principal subject, SexpList tag, Delegation delegation, Validity validity)
    {
        AuthorizationCertificate certificate = AuthorizationCertificate.Create(
            issuer.Public.Principal, new KeySubject(subject), Parse(tag), delegation, validity);
        return (certificate, Sequence.Create(
            new KeyObject(issuer.Public), certificate, Signature.Create(certificate, issuer)));
    }

    private static TagExpression Parse(SexpNode node) => TagExpression.TryParse(node, out TagExpression? tag, out _)
        ? tag
        : throw new ArgumentException("The words make no tag.", nameof(node));
}
