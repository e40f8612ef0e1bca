using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Names;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Revocation;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;
using HiperNet.Spki.Text;

namespace HiperNet.Spki.Tests;

/// <summary>Some keys with letters for names, and a pool that they issue certificates into.</summary>
internal sealed class World
{
    private static readonly Dictionary<string, PrivateKey> Keys = [];

    public static SpkiTime Now { get; } = At("2026-11-21_12:00:00");

    public CertificatePool Pool { get; } = new();

    public RevocationState Revocations { get; } = new();

    public static PrivateKey Key(string name)
    {
        lock (Keys)
        {
            return Keys.TryGetValue(name, out PrivateKey? key)
                ? key
                : Keys[name] = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        }
    }

    public static Principal Id(string name) => Key(name).Public.Principal;

    public static SpkiTime At(string text)
    {
        Assert.IsTrue(SpkiTime.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out SpkiTime time), text);
        return time;
    }

    public static SexpNode Sexp(string text)
    {
        byte[] octets = System.Text.Encoding.Latin1.GetBytes(text);
        Assert.IsTrue(SexpText.TryParse(octets, null, out SexpNode? node, out SexpTextError error), error.ToString());
        return node;
    }

    public static TagExpression Tag(string text)
    {
        Assert.IsTrue(TagExpression.TryParse(Sexp(text), out TagExpression? tag, out TagFault fault), fault.ToString());
        return tag;
    }

    public static Subject KeyOf(string name) => new KeySubject(Id(name));

    public static Subject NameOf(string owner, params string[] identifiers) =>
        new NameSubject(new Name(Id(owner), [.. identifiers.Select(SexpAtom.Of)]));

    public static Subject Threshold(int k, params Subject[] branches) => new ThresholdSubject(k, [.. branches]);

    public static Validity Valid(string? from, string? to) =>
        Validity.Between(from is null ? null : At(from), to is null ? null : At(to));

    /// <summary>A signature that names the issuer and covers the certificate, and was not made by the issuer.</summary>
    public static Signature Forge(Certificate certificate, string issuer, int variant = 0)
    {
        SexpList good = Signature.Create(certificate, Key(issuer)).Node;
        byte[] octets = new byte[32];
        octets[0] = (byte)variant;
        octets[1] = (byte)(variant >> 8);
        SexpNode forged = SexpList.Of(
            good[0], good[1], good[2],
            Sexp($"(sig-val (eddsa (r #{new string('1', 64)}#) (s #{Convert.ToHexString(octets)}#)))"));
        Assert.IsTrue(SpkiObject.TryParse(forged, out SpkiObject? signature, out CertError error), error.ToString());
        return (Signature)signature;
    }

    public AuthorizationCertificate Grant(
        string issuer, Subject subject, string tag, Delegation? delegation = null, Validity? validity = null)
    {
        AuthorizationCertificate certificate = AuthorizationCertificate.Create(
            Key(issuer).Public, subject, Tag(tag), delegation, validity);
        Sign(certificate, issuer);
        return certificate;
    }

    public AuthorizationCertificate Grant(
        string issuer, string subject, string tag, Delegation? delegation = null, Validity? validity = null) =>
        Grant(issuer, KeyOf(subject), tag, delegation, validity);

    public NameCertificate Define(string issuer, string identifier, Subject subject, Validity? validity = null)
    {
        NameCertificate certificate = NameCertificate.Create(
            Key(issuer).Public, SexpAtom.Of(identifier), subject, validity);
        Sign(certificate, issuer);
        return certificate;
    }

    public Decision Decide(
        string root, string subject, string request, SpkiTime? at = null, DecisionOptions? options = null) =>
        Decider.Decide(Query(TrustRoot.Of(Id(root)), subject, request, at), Pool, Revocations, options);

    public Decision Decide(Acl acl, string subject, string request, SpkiTime? at = null) =>
        Decider.Decide(Query(TrustRoot.Of(acl), subject, request, at), Pool, Revocations);

    private static DecisionQuery Query(TrustRoot root, string subject, string request, SpkiTime? at) =>
        new(root, Party.Key(Id(subject)), Tag(request), at ?? Now);

    private void Sign(Certificate certificate, string issuer) =>
        Assert.AreEqual(PoolFault.None, Pool.Add(certificate, Signature.Create(certificate, Key(issuer))));
}
