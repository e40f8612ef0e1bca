using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Names;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Revocation;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;

namespace HiperNet.Registrar.Tests.Revocations;

/// <summary>Somebody who trusts the registrar's key and takes in what is handed to him, as octets.</summary>
internal sealed class Verifier(PrivateKey registrar)
{
    private readonly CertificatePool pool = new();

    public RevocationState Revocations { get; } = new();

    /// <summary>The last list that was taken in.</summary>
    public string? Known { get; private set; }

    /// <summary>A certificate of the registrar, good for what its number says.</summary>
    public static AuthorizationCertificate Certificate(
        PrivateKey registrar, PublicKey subject, int number, SpkiTime until, OnlineTestKind? test = OnlineTestKind.Crl)
    {
        OnlineTest[] tests = test is { } kind
            ? [new OnlineTest(kind, new Uris([SexpAtom.Of("https://r.example/")]), registrar.Public.Principal)]
            : [];
        return AuthorizationCertificate.Create(
            registrar.Public.Principal,
            new KeySubject(subject.Principal),
            Tag(number),
            validity: Validity.Unlimited with { NotAfter = until, Tests = [.. tests] });
    }

    public static ReadOnlyMemory<byte> Signed(AuthorizationCertificate certificate, PrivateKey key) =>
        Sequence.Create(new KeyObject(key.Public), certificate, Signature.Create(certificate, key)).Node.Canonical;

    /// <summary>Takes octets in, with the limits for a network; says how many statements counted for nothing.</summary>
    public int Load(ReadOnlyMemory<byte> octets) => ObjectLoader.Load([Read(octets)], pool, Revocations).Length;

    public int Load(RevocationView view)
    {
        Known = view.Id;
        return Load(view.Sequence);
    }

    public static SpkiObject Read(ReadOnlyMemory<byte> octets)
    {
        bool isRead = CanonicalParser.TryParse(octets, SexpLimits.Network, out SexpNode? node, out SexpError error);
        Assert.IsTrue(isRead, error.ToString());
        Assert.IsTrue(SpkiObject.TryParse(node!, out SpkiObject? value, out CertError wrong), wrong.ToString());
        return value;
    }

    public RevocationStatus Status(Certificate certificate, SpkiTime now) =>
        Revocations.Check(RevocationTarget.Of(certificate), now).Status;

    public Decision Decide(PublicKey subject, int number, SpkiTime now) => Decider.Decide(
        new DecisionQuery(TrustRoot.Of(registrar.Public.Principal), Party.Key(subject.Principal), Tag(number), now),
        pool,
        Revocations);

    private static TagExpression Tag(int number)
    {
        SexpList request = SexpList.Of("vm", number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.IsTrue(TagExpression.TryParseRequest(request, out TagExpression? tag, out TagFault fault), $"{fault}");
        return tag;
    }
}
