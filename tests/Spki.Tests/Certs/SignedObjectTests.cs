using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Revocation;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tests.Keys;

namespace HiperNet.Spki.Tests.Certs;

/// <summary>Signatures of objects, and what a pool makes of them.</summary>
[TestClass]
public sealed class SignedObjectTests
{
    private static readonly AuthorizationCertificate Grant =
        AuthorizationCertificate.Create(World.Id("R"), World.KeyOf("U"), World.Tag("(vm r)"));

    [TestMethod]
    [DynamicData(nameof(TestKeys.Algorithms), typeof(TestKeys))]
    public void A_signature_of_every_algorithm_covers_its_object_only(KeyAlgorithm algorithm)
    {
        PrivateKey key = TestKeys.Of(algorithm);
        Signature signature = Signature.Create(Grant, key);
        AuthorizationCertificate other = AuthorizationCertificate.Create(
            World.Id("R"), World.KeyOf("V"), World.Tag("(vm r)"));

        Assert.AreEqual(SignatureFault.None, signature.Check(Grant, key.Public));
        Assert.AreEqual(SignatureFault.OtherObject, signature.Check(other, key.Public));
        Assert.AreEqual(SignatureFault.OtherSigner, signature.Check(Grant, World.Key("R").Public));
        Assert.AreEqual(SignatureFault.None, Signature.Create(Grant, key, withKey: true).Check(Grant, key.Public));
    }

    [TestMethod]
    [DynamicData(nameof(TestKeys.Algorithms), typeof(TestKeys))]
    public void No_flipped_bit_in_a_signature_value_is_good(KeyAlgorithm algorithm)
    {
        PrivateKey key = TestKeys.Of(algorithm);
        byte[] bytes = Signature.Create(Grant, key).Node.Canonical.ToArray();
        int value = bytes.AsSpan().IndexOf("(7:sig-val"u8);
        for (int at = value; at < bytes.Length; at += 3)
        {
            byte[] flipped = [.. bytes];
            flipped[at] ^= (byte)(1 << (at % 8));
            if (SexpNode.TryParse(flipped, SexpLimits.Network, out SexpNode? node, out _)
                && SpkiObject.TryParse(node, out SpkiObject? read, out _)
                && read is Signature signature)
            {
                Assert.AreNotEqual(SignatureFault.None, signature.Check(Grant, key.Public), $"at {at}");
            }
        }
    }

    [TestMethod]
    public void A_signature_with_the_hash_of_another_algorithm_is_not_good()
    {
        Signature good = Signature.Create(Grant, World.Key("R"));
        SexpList changed = new(
            good.Node.Items.SetItem(1, SpkiHash.Of(SpkiHashAlgorithm.Sha384, Grant.Node.Canonical.Span).ToSexp()));
        Assert.IsTrue(SpkiObject.TryParse(changed, out SpkiObject? read, out _));

        Assert.AreEqual(SignatureFault.OtherHashAlgorithm, ((Signature)read).Check(Grant, World.Key("R").Public));
    }

    [TestMethod]
    public void The_hash_of_an_object_does_not_depend_on_its_signature()
    {
        Signature[] signatures =
            [Signature.Create(Grant, World.Key("R")), Signature.Create(Grant, World.Key("R"), withKey: true)];

        Assert.AreNotEqual(signatures[0].Id, signatures[1].Id);
        CertificatePool pool = new();
        Assert.IsTrue(signatures.All(signature => pool.Add(Grant, signature) == PoolFault.None));
        Assert.AreEqual(1, pool.Count);
    }

    [TestMethod]
    public void A_loader_names_what_counts_for_nothing_and_loads_the_rest()
    {
        CertificatePool pool = new();
        SpkiObject[] items =
        [
            Grant,
            new KeyObject(World.Key("R").Public),
            Signature.Create(Grant, World.Key("R")),
            Acl.Create(),
            Grant,
            Signature.Create(Grant, World.Key("H")),
            Sequence.Create(Grant, Signature.Create(Grant, World.Key("R"))),
        ];

        LoadProblem[] problems = [.. ObjectLoader.Load(items, pool, new RevocationState())];

        CollectionAssert.AreEqual(
            new[]
            {
                (0, LoadFault.Unsigned),
                (2, LoadFault.MisplacedSignature),
                (3, LoadFault.ForeignAcl),
                (4, LoadFault.OtherSigner),
            },
            problems.Select(problem => (problem.Index, problem.Fault)).ToArray());
        Assert.AreEqual("item 1: it has no signature", problems[0].ToString());
        Assert.IsTrue(Decide(pool).IsGranted);
    }

    [TestMethod]
    public void Every_load_fault_has_words()
    {
        foreach (LoadFault fault in Enum.GetValues<LoadFault>())
        {
            Assert.IsGreaterThan(10, new LoadProblem(0, Grant, fault).Detail.Length);
        }
    }

    private static Decision Decide(CertificatePool pool) => Decider.Decide(
        new DecisionQuery(TrustRoot.Of(World.Id("R")), Party.Key(World.Id("U")), World.Tag("(vm r use)"), World.Now),
        pool,
        new RevocationState());
}
