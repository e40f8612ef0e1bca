using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Names;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Revocation;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;
using HiperNet.Testing;

namespace HiperNet.Spki.Tests.Fuzz;

/// <summary>No bytes break a reader of objects or a decision, and no change to what is signed is granted.</summary>
[TestClass]
public sealed class ObjectFuzzTests
{
    private const int Objects = 30_000;
    private const int Proofs = 3_000;

    private static readonly SexpNode[] Seeds = [.. ObjectSeeds.All.Select(seed => seed.Node)];

    private static byte[] Mutated(FuzzSource source) => source.Below(4) == 0
        ? source.Mutate(Seeds[source.Below(Seeds.Length)].Canonical.Span)
        : SexpMutator.Mutate(Seeds[source.Below(Seeds.Length)], source, Seeds).Canonical.ToArray();

    [TestMethod]
    public void No_object_breaks_its_reader_and_every_object_prints_to_its_bytes()
    {
        int accepted = FuzzRun.Each(Objects, Mutated, ReadObject);

        // A fuzzer that never gets past the first check finds nothing.
        Assert.IsGreaterThan(Objects / 50, accepted);
    }

    private static bool ReadObject(byte[] input)
    {
        if (!SexpNode.TryParse(input, null, out SexpNode? node, out _))
        {
            return false;
        }

        ReadParts(node!);
        bool isObject = SpkiObject.TryParse(node!, out SpkiObject? value, out CertError error);
        Assert.AreEqual(isObject, error.Fault == CertFault.None, error.ToString());
        Assert.AreNotEqual("", error.ToString());
        if (!isObject)
        {
            return false;
        }

        Assert.IsTrue(value!.Node.Canonical.Span.SequenceEqual(node!.Canonical.Span));
        Assert.AreNotEqual("", value.ToString());
        CertificatePool pool = new();
        RevocationState revocations = new();
        foreach (LoadProblem problem in ObjectLoader.Load([value, ObjectSeeds.All[2]], pool, revocations))
        {
            Assert.AreNotEqual("", problem.ToString());
        }

        if (value is Certificate certificate)
        {
            revocations.Check(RevocationTarget.Of(certificate), World.Now);
            Assert.IsTrue(Subject.TryParse(certificate.Subject.ToSexp(), out Subject? again, out _));
            Assert.AreEqual(certificate.Subject.ToSexp(), again!.ToSexp());
        }

        return true;
    }

    private static void ReadParts(SexpNode node)
    {
        Assert.AreEqual(PublicKey.TryParse(node, out _, out KeyFault key), key == KeyFault.None);
        Assert.AreEqual(SpkiHash.TryParse(node, out _, out KeyFault hash), hash == KeyFault.None);
        Assert.AreEqual(KeyFile.TryReadPublic(node, out _, out KeyFault file), file == KeyFault.None);
        Assert.AreEqual(TagExpression.TryParse(node, out _, out TagFault tag), tag == TagFault.None);
        Assert.AreEqual(Name.TryParse(node, out Name? name, out _), name is not null);
        Assert.AreEqual(PrincipalReference.TryParse(node, out PrincipalReference? owner, out _), owner is not null);
        Assert.AreEqual(Subject.TryParse(node, out Subject? subject, out _), subject is not null);
    }

    [TestMethod]
    public void No_tag_breaks_its_reader()
    {
        string[] texts =
        [
            "(vm r (* set use console) (* range numeric ge \"1\" le \"9\") (* prefix /home/))",
            "(* set (a (* range date ge \"2026-01-01_00:00:00\" l \"2027-01-01_00:00:00\")) "
                + "(b (* range time g \"08:00:00\")))",
            "(a (* range alpha g a le zz) (* range binary ge |AQ==| le |////|) (b (*)))",
        ];
        SexpNode[] seeds = [.. texts.Select(World.Sexp)];
        TagExpression[] tags = [.. texts.Select(World.Tag)];
        int accepted = FuzzRun.Each(
            8_000,
            source => SexpMutator.Mutate(seeds[source.Below(seeds.Length)], source, seeds).Canonical.ToArray(),
            input =>
            {
                if (!SexpNode.TryParse(input, null, out SexpNode? node, out _)
                    || !TagExpression.TryParse(node!, out TagExpression? tag, out _))
                {
                    return false;
                }

                // What is asked for is included in itself, and nothing is asked of a set.
                Assert.AreEqual(tag.IsGround, tag.Includes(tag));
                foreach (TagExpression other in tags)
                {
                    Assert.IsFalse(tag.Includes(other));
                }

                Assert.IsTrue(TagExpression.TryParse(tag.ToSexp(), out TagExpression? again, out _));
                Assert.AreEqual(tag, again);
                return true;
            });
        Assert.IsGreaterThan(1_000, accepted);
    }

    [TestMethod]
    public void No_change_to_what_is_signed_is_granted()
    {
        World world = new();
        world.Grant("R", World.Threshold(2, World.KeyOf("A"), World.NameOf("B", "x", "y")), "(vm r)", Delegation.Any);
        world.Define("B", "x", World.KeyOf("C"));
        world.Define("C", "y", World.KeyOf("D"), World.Valid("2026-01-01_00:00:00", "2026-12-01_00:00:00"));
        world.Grant("A", "U", "(vm r (* set use console))");
        world.Grant("D", "U", "(vm r use)");
        DecisionQuery query = new(
            TrustRoot.Of(World.Id("R")), Party.Key(World.Id("U")), World.Tag("(vm r use)"), World.Now);
        Decision decision = Decider.Decide(query, world.Pool, world.Revocations);
        SexpList proof = decision.Proof!.ToSequence(world.Pool).Node;
        SexpNode[] others = [proof, .. Seeds];

        int accepted = FuzzRun.Each(
            Proofs,
            source => source.Below(3) == 0
                ? source.Mutate(proof.Canonical.Span)
                : SexpMutator.Mutate(proof, source, others).Canonical.ToArray(),
            input =>
            {
                if (!SexpNode.TryParse(input, null, out SexpNode? node, out _)
                    || !SpkiObject.TryParse(node!, out SpkiObject? value, out _))
                {
                    return false;
                }

                // With and without the sequence, whose own check of hashes would hide what comes after.
                SpkiObject[] items = value is Sequence sequence ? [.. sequence.Items] : [value];
                CertificatePool pool = new();
                RevocationState revocations = new();
                ObjectLoader.Load(items, pool, revocations);
                Decision answer = Decider.Decide(query, pool, revocations);
                AssertOnlyKnown(answer, world);
                return true;
            });
        Assert.IsGreaterThan(Proofs / 50, accepted);
    }

    [TestMethod]
    public void No_pair_of_a_changed_certificate_and_a_changed_signature_is_granted()
    {
        World world = new();
        AuthorizationCertificate certificate = world.Grant("R", "U", "(vm r)");
        Signature signature = world.Pool.Find(certificate.Id)!.Signature;
        DecisionQuery query = new(
            TrustRoot.Of(World.Id("R")), Party.Key(World.Id("U")), World.Tag("(vm r use)"), World.Now);
        SexpNode[] others = [certificate.Node, signature.Node];
        int granted = FuzzRun.Each(
            8_000,
            source =>
            {
                SexpNode Maybe(SexpNode node) =>
                    source.Below(2) == 0 ? node : SexpMutator.Mutate(node, source, others);
                SexpNode body = Maybe(certificate.Node);
                return SexpList.Of(body, Maybe(signature.Node)).Canonical.ToArray();
            },
            input =>
            {
                Assert.IsTrue(SexpNode.TryParse(input, null, out SexpNode? node, out _));
                SexpList pair = (SexpList)node!;
                if (!SpkiObject.TryParse(pair[0], out SpkiObject? body, out _)
                    || !SpkiObject.TryParse(pair[1], out SpkiObject? sign, out _))
                {
                    return false;
                }

                // A signature that claims the hash of what was changed must fall by its value alone.
                if (body is AuthorizationCertificate changed && sign is Signature)
                {
                    SexpList list = (SexpList)pair[1];
                    SpkiHash hash = SpkiHash.Of(SpkiHashAlgorithm.Sha256, changed.Node.Canonical.Span);
                    SexpList patched = SexpList.Of(list[0], hash.ToSexp(), list[2], list[3]);
                    Assert.IsTrue(SpkiObject.TryParse(patched, out sign, out _));
                }

                CertificatePool pool = new();
                RevocationState revocations = new();
                ObjectLoader.Load([body, sign!], pool, revocations);
                Decision answer = Decider.Decide(query, pool, revocations);
                AssertOnlyKnown(answer, world);
                return answer.IsGranted;
            });
        Assert.IsGreaterThan(100, granted);
    }

    private static void AssertOnlyKnown(Decision decision, World world)
    {
        Assert.AreNotEqual("", decision.ToString());
        foreach (ProofStep step in decision.Proof?.Steps ?? [])
        {
            Assert.IsNotNull(world.Pool.Find(step.Certificate!.Certificate.Id), decision.ToString());
        }
    }
}
