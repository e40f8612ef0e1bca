using System.Diagnostics;
using HiperNet.Hipd.Policy;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Names;
using HiperNet.Spki.Sexp;

namespace HiperNet.HipStack.Tests.Hipd;

/// <summary>What a stranger can have us do with 32 KiB of certificates.</summary>
[TestClass]
public sealed class HostileChainTests : IDisposable
{
    /// <summary>Far beyond the 20 ms meant: test machines are slow and shared. Without limits it is seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly PolicyWorld world = new();

    public TestContext TestContext { get; set; } = null!;

    public void Dispose() => world.Dispose();

    [TestMethod]
    public void Forged_certificates_of_our_own_key_cost_few_signatures() => Measure(
        Enumerable.Range(0, 60).Select(i => Forged("H", "A", $"(net v tcp (port {i}))")));

    [TestMethod]
    public void Forged_certificates_in_every_direction_cost_few_signatures()
    {
        PolicyWorld.Key("P1", KeyAlgorithm.P384);
        PolicyWorld.Key("P2", KeyAlgorithm.P384);
        string[] names = ["H", "P1", "P2", "A"];
        Measure(
            from round in Enumerable.Range(0, 6)
            from issuer in names
            from subject in names
            where issuer != subject
            select Forged(issuer, subject, $"(net v (* set tcp udp) (port (* range numeric ge {round} le 9999)))"));
    }

    [TestMethod]
    public void Tags_that_multiply_cost_few_steps()
    {
        string sets = string.Concat(Enumerable.Range(0, 5).Select(i =>
            $" (* set {string.Join(' ', Enumerable.Range(0, 7).Select(j => $"(p{j} (* set a{i} b{j}))"))})"));
        Measure(Enumerable.Range(0, 30).Select(i => Forged("H", "A", $"(net v tcp{sets} x{i})")));
    }

    [TestMethod]
    public void Names_in_circles_cost_few_steps()
    {
        string[] names = ["X", "Y", "Z", "A"];
        Measure(
            from issuer in names
            from subject in names
            from word in (string[])["n", "m"]
            select (SpkiObject)PolicyWorld.Signed(
                NameCertificate.Create(
                    PolicyWorld.Key(issuer).Public,
                    SexpAtom.Of(word),
                    new NameSubject(new Name(
                        PolicyWorld.Key(subject).Public.Principal,
                        [SexpAtom.Of("m"), SexpAtom.Of("n"), SexpAtom.Of("n")]))),
                issuer));
    }

    [TestMethod]
    public void Lists_cost_few_signatures()
    {
        PolicyWorld.Key("P1", KeyAlgorithm.P384);
        Measure(Enumerable.Range(0, 80).Select(i => (SpkiObject)PolicyWorld.Signed(
            Crl.Create([], world.At(-i)!.Value, world.At(1000 + i)!.Value), "P1")));
    }

    /// <summary>A signature by another key under the issuer's name.</summary>
    private static Sequence Forged(string issuer, string subject, string tag)
    {
        AuthorizationCertificate certificate = AuthorizationCertificate.Create(
            PolicyWorld.Key(issuer).Public,
            new KeySubject(PolicyWorld.Key(subject).Public.Principal),
            PolicyWorld.Tag(tag),
            Delegation.Any);
        AuthorizationCertificate other = AuthorizationCertificate.Create(
            PolicyWorld.Key(issuer).Public,
            new KeySubject(PolicyWorld.Key(subject).Public.Principal),
            PolicyWorld.Tag("(other)"));

        // The hash of one and the value of the other: it covers the certificate, and does not verify.
        SexpList good = Signature.Create(certificate, PolicyWorld.Key(issuer), withKey: true).Node;
        SexpList bad = Signature.Create(other, PolicyWorld.Key(issuer), withKey: true).Node;
        SexpNode mixed = SexpList.Of(good[0], good[1], good[2], bad[3]);
        Assert.IsTrue(SpkiObject.TryParse(mixed, out SpkiObject? signature, out _));
        return Sequence.Create(certificate, (Signature)signature);
    }

    private void Measure(IEnumerable<SpkiObject> objects)
    {
        const int Most = 32 * 1024;
        List<ReadOnlyMemory<byte>> chain = [];
        foreach (ReadOnlyMemory<byte> item in PolicyWorld.Show([.. objects]))
        {
            if (chain.Sum(known => known.Length) + item.Length <= Most)
            {
                chain.Add(item);
            }
        }

        PeerPolicy policy = world.Policy();
        Assert.IsFalse(policy.Decide(PolicyWorld.Host("A"), chain).IsGranted);
        long start = Stopwatch.GetTimestamp();

        PeerDecision decision = policy.Decide(PolicyWorld.Host("A"), chain);

        TimeSpan took = Stopwatch.GetElapsedTime(start);
        TestContext.WriteLine($"{chain.Count} items took {took.TotalMilliseconds:F1} ms: {decision.Reason}");
        Assert.IsLessThan(Patience, took);
    }
}
