using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;

namespace HiperNet.Agent.Tests.Lab;

/// <summary>Certificates as a registrar issues them.</summary>
internal static class Paper
{
    public static PrivateKey NewKey() => PrivateKey.Generate(KeyAlgorithm.P256);

    /// <summary>A sequence in which a key grants <c>(vm RESOURCE (* set use console start stop))</c>.</summary>
    public static ReadOnlyMemory<byte> Machine(
        PrivateKey issuer,
        Principal subject,
        Principal resource,
        DateTimeOffset from,
        DateTimeOffset to,
        Delegation? delegation = null) => Issue(
        issuer,
        subject,
        SexpList.Of(
            "vm", new SexpAtom(resource.ToArray()), SexpList.Of("*", "set", "use", "console", "start", "stop")),
        from,
        to,
        delegation).Node.Canonical;

    /// <summary>A sequence in which a key grants <c>(net VPXI)</c>.</summary>
    public static ReadOnlyMemory<byte> Network(PrivateKey issuer, Principal subject, string vpxi, DateTimeOffset to) =>
        Issue(issuer, subject, SexpList.Of("net", vpxi), to.AddDays(-1), to).Node.Canonical;

    /// <summary>A sequence with a list that cancels every certificate of some sequences.</summary>
    public static ReadOnlyMemory<byte> Cancel(
        PrivateKey issuer, DateTimeOffset now, params IEnumerable<ReadOnlyMemory<byte>> sequences)
    {
        Crl list = Crl.Create(
            [.. sequences.SelectMany(Parts).OfType<Certificate>().Select(certificate => certificate.Id)],
            SpkiTime.From(now.AddMinutes(-1)),
            SpkiTime.From(now.AddHours(1)));
        return Sequence.Create(new KeyObject(issuer.Public), list, Signature.Create(list, issuer)).Node.Canonical;
    }

    public static Sequence Issue(
        PrivateKey issuer,
        Principal subject,
        SexpNode tag,
        DateTimeOffset from,
        DateTimeOffset to,
        Delegation? delegation = null)
    {
        Assert.IsTrue(TagExpression.TryParse(tag, out TagExpression? grant, out TagFault fault), fault.ToString());
        AuthorizationCertificate certificate = AuthorizationCertificate.Create(
            issuer.Public.Principal,
            new KeySubject(subject),
            grant,
            delegation ?? Delegation.None,
            Validity.Between(SpkiTime.From(from), SpkiTime.From(to)));
        return Sequence.Create(new KeyObject(issuer.Public), certificate, Signature.Create(certificate, issuer));
    }

    public static IEnumerable<SpkiObject> Parts(ReadOnlyMemory<byte> sequence)
    {
        Assert.IsTrue(CanonicalParser.TryParse(sequence, null, out SexpNode? node, out SexpError error), $"{error}");
        Assert.IsTrue(SpkiObject.TryParse(node, out SpkiObject? value, out CertError fault), $"{fault}");
        return value is Sequence all ? all.Items : [value];
    }
}
