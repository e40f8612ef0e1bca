using System.Collections.Immutable;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Revocation;
using HiperNet.Spki.Tags;

namespace HiperNet.Spki.Tests.Reduction;

/// <summary>A handful of keys and certificates with a question: small enough to try everything.</summary>
/// <param name="Certificates">Grants and definitions, and entries of the ACL.</param>
/// <param name="Root">The number of the root's key, or <see cref="Acl"/>.</param>
/// <param name="Asker">Who asks.</param>
/// <param name="Request">For what, by number.</param>
internal sealed record SmallWorld(
    ImmutableArray<SmallCertificate> Certificates, int Root, SmallParty Asker, int Request)
{
    /// <summary>How many keys there are.</summary>
    public const int Keys = 6;

    /// <summary>What stands for the ACL where a key's number is expected.</summary>
    public const int Acl = -1;

    /// <summary>The second in which is asked.</summary>
    public const int Now = 5;

    private static readonly string[] TagTexts = ["(*)", "(t)", "(t a)", "(t b)", "(t (* set a b))", "(u)"];
    private static readonly string[] RequestTexts = ["(t a)", "(t b)"];
    private static readonly int[] TagMembers = [0b11, 0b11, 0b01, 0b10, 0b11, 0b00];

    private static readonly TagExpression[] Tags = [.. TagTexts.Select(World.Tag)];
    private static readonly TagExpression[] Requests = [.. RequestTexts.Select(World.Tag)];
    private static readonly Dictionary<string, (Certificate Certificate, Signature Signature)> Signed = [];

    public static SpkiTime Start { get; } = World.At("2026-11-21_12:00:00");

    public static int TagCount => TagTexts.Length;

    public static PrivateKey Key(int number) => World.Key($"small {number}");

    public static Principal Id(int number) => Key(number).Public.Principal;

    public static TagExpression Tag(int number) => Tags[number];

    public static bool TagIncludes(int tag, int request) => (TagMembers[tag] >> request & 1) == 1;

    public static SpkiTime At(int second) => new(Start.Seconds + second);

    public static SpkiTime Until(int? second) => second is { } end ? At(end) : SpkiTime.Forever;

    /// <summary>The certificate with its signature. Each is made once.</summary>
    public static (Certificate Certificate, Signature Signature) Sign(SmallCertificate small)
    {
        string key = small.ToString();
        lock (Signed)
        {
            if (!Signed.TryGetValue(key, out (Certificate Certificate, Signature Signature) signed))
            {
                Certificate certificate = small.Build();
                signed = (certificate, Signature.Create(certificate, Key(small.Issuer)));
                Signed.Add(key, signed);
            }

            return signed;
        }
    }

    public DecisionQuery Query(int second = Now)
    {
        Acl acl = Spki.Certs.Acl.Create(
            Certificates.Where(small => small.Issuer == Acl).Select(small => small.BuildEntry()));
        TrustRoot root = Root == Acl ? TrustRoot.Of(acl) : TrustRoot.Of(Id(Root), acl);
        return new DecisionQuery(root, Asker.Build(), Requests[Request], At(second));
    }

    /// <summary>A pool of the certificates, in the order given.</summary>
    public static CertificatePool PoolOf(IEnumerable<SmallCertificate> certificates)
    {
        CertificatePool pool = new();
        foreach (SmallCertificate small in certificates.Where(small => small.Issuer != Acl))
        {
            (Certificate certificate, Signature signature) = Sign(small);
            Assert.AreEqual(PoolFault.None, pool.Add(certificate, signature));
        }

        return pool;
    }

    public Decision Decide(int second = Now) =>
        Decider.Decide(Query(second), PoolOf(Certificates), new RevocationState());

    public SmallWorld Without(int index) => this with { Certificates = Certificates.RemoveAt(index) };

    public override string ToString() =>
        $"root {Root}, {Asker} asks for {RequestTexts[Request]}\n  {string.Join("\n  ", Certificates)}";
}
