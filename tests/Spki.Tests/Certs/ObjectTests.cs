using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Names;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tests.Certs;

/// <summary>Every builder makes what the reader reads, and prints to the same bytes.</summary>
[TestClass]
public sealed class ObjectTests
{
    private static readonly SpkiTime Start = World.At("2026-11-21_00:00:00");
    private static readonly SpkiTime End = World.At("2026-11-22_00:00:00");
    private static readonly ObjectId[] Ids = [new(World.Id("A")), new(World.Id("B"))];

    private static readonly CertificateDetails Details = new(
        SexpAtom.Of("red"),
        new Uris([SexpAtom.Of("http://issuer.example/")]),
        new Uris([SexpAtom.Of("http://subject.example/"), SexpAtom.Of("b")]),
        new SexpAtom("for people"u8.ToArray(), "text/plain"u8.ToArray()));

    private static readonly Validity Tested = new(Start, End,
    [
        new OnlineTest(OnlineTestKind.Crl, new Uris([SexpAtom.Of("a")]), World.Id("V")),
        new OnlineTest(OnlineTestKind.Reval, new Uris([SexpAtom.Of("a")]), World.Key("V").Public, SexpAtom.Of("17")),
        new OnlineTest(
            OnlineTestKind.OneTime, new Uris([SexpAtom.Of("a")]), World.Id("V"), Id: null, ["more", SexpList.Of("x")]),
    ]);

    public static IEnumerable<object[]> Subjects => new Subject[]
    {
        World.KeyOf("U"),
        new KeySubject(World.Key("U").Public),
        new KeySubject(
            new PrincipalReference(World.Id("U"), Key: null, new Uris([SexpAtom.Of("http://keys.example/")]))),
        World.NameOf("H", "site", "staff"),
        new NameSubject(new Name(Owner: null, [SexpAtom.Of("staff")])),
        new KeyholderSubject(World.KeyOf("U")),
        new KeyholderSubject(World.NameOf("H", "staff")),
        new ObjectHashSubject(SpkiHash.Of(SpkiHashAlgorithm.Sha384, "a program"u8)),
        World.Threshold(2, World.KeyOf("A"), World.NameOf("H", "staff"), World.Threshold(1, World.KeyOf("B"))),
    }.Select(subject => new object[] { subject });

    [TestMethod]
    [DynamicData(nameof(Subjects))]
    public void A_subject_prints_and_reads_to_itself(Subject subject)
    {
        Assert.IsTrue(Subject.TryParse(subject.ToSexp(), out Subject? read, out CertError error), error.ToString());

        Assert.AreEqual(subject.GetType(), read!.GetType());
        Assert.AreEqual(subject.ToSexp(), read.ToSexp());
        Assert.AreEqual(subject.ToString(), read.ToString());
    }

    [TestMethod]
    [DynamicData(nameof(Subjects))]
    public void A_grant_to_any_subject_prints_to_the_same_bytes(Subject subject)
    {
        AuthorizationCertificate grant = AuthorizationCertificate.Create(
            World.Key("R").Public,
            subject,
            World.Tag("(vm r)"),
            Delegation.To(World.Id("A"), World.Id("B")),
            Tested,
            Details);

        AuthorizationCertificate read = Reread(grant);

        Assert.AreEqual(World.Id("R"), read.Issuer.Principal);
        Assert.AreEqual(subject.ToSexp(), read.Subject.ToSexp());
        Assert.AreEqual(grant.Delegation, read.Delegation);
        Assert.AreEqual(grant.Tag, read.Tag);
        Assert.AreEqual((Start, End, 3), (read.Validity.NotBefore, read.Validity.NotAfter, read.Validity.Tests.Length));
        Assert.AreEqual(Details.Display, read.Details.Display);
        Assert.AreEqual(Details.Comment, read.Details.Comment);
        Assert.AreEqual(Details.IssuerInfo!.ToSexp(), read.Details.IssuerInfo!.ToSexp());
        Assert.AreEqual(Details.SubjectInfo!.ToSexp(), read.Details.SubjectInfo!.ToSexp());
    }

    [TestMethod]
    public void A_definition_prints_to_the_same_bytes()
    {
        NameCertificate read = Reread(NameCertificate.Create(
            World.Id("H"), SexpAtom.Of("staff"), World.NameOf("S", "night"), Tested, Details));

        Assert.AreEqual(new LocalName(World.Id("H"), SexpAtom.Of("staff")), read.Defines);
        Assert.IsInstanceOfType<NameSubject>(read.Subject);
    }

    [TestMethod]
    public void A_definition_means_keys_and_names_only()
    {
        Subject[] others =
        [
            World.Threshold(1, World.KeyOf("U")),
            new KeyholderSubject(World.KeyOf("U")),
            new ObjectHashSubject(SpkiHash.Of(SpkiHashAlgorithm.Sha256, "x"u8)),
        ];
        foreach (Subject subject in others)
        {
            Assert.ThrowsExactly<ArgumentException>(
                () => NameCertificate.Create(World.Id("H"), SexpAtom.Of("staff"), subject));
        }
    }

    [TestMethod]
    public void Statements_print_to_the_same_bytes()
    {
        CollectionAssert.AreEquivalent(Ids, Reread(Crl.Create(Ids, Start, End)).Canceled.ToArray());
        DeltaCrl delta = Reread(DeltaCrl.Create(Ids[0], [Ids[1], Ids[1]], Start, End));
        Assert.AreEqual(Ids[0], delta.Predecessor);
        CollectionAssert.AreEqual(new[] { Ids[1] }, delta.Canceled.ToArray());
        TimedRevalidation timed = Reread(TimedRevalidation.Create(Ids, Start, End));
        Assert.IsTrue(timed.Valid.SetEquals(Ids));
        Assert.AreEqual((Start, End), (timed.Validity.NotBefore, timed.Validity.NotAfter));
        OneTimeRevalidation once = Reread(OneTimeRevalidation.Create(Ids[0], new byte[16]));
        Assert.AreEqual((Ids[0], 16), (once.Valid, once.Nonce.Octets.Length));
    }

    [TestMethod]
    public void A_statement_needs_both_ends_and_a_nonce_its_length()
    {
        Assert.ThrowsExactly<ArgumentException>(() => Crl.Create([], SpkiTime.Always, End));
        Assert.ThrowsExactly<ArgumentException>(() => Crl.Create([], Start, SpkiTime.Forever));
        Assert.ThrowsExactly<ArgumentException>(() => Crl.Create([], End, Start));
        Assert.ThrowsExactly<ArgumentException>(() => TimedRevalidation.Create([], Start, End));
        Assert.ThrowsExactly<ArgumentException>(
            () => OneTimeRevalidation.Create(Ids[0], new byte[OneTimeRevalidation.MinNonce - 1]));
        Assert.ThrowsExactly<ArgumentException>(
            () => OneTimeRevalidation.Create(Ids[0], new byte[OneTimeRevalidation.MaxNonce + 1]));
        Assert.HasCount(
            OneTimeRevalidation.MaxNonce, OneTimeRevalidation.Create(Ids[0], new byte[64]).Nonce.Octets.ToArray());
    }

    [TestMethod]
    public void An_ACL_prints_to_the_same_bytes()
    {
        Acl read = Reread(Acl.Create(
            new AclEntry(World.KeyOf("U"), Delegation.None, World.Tag("(*)"), Validity.Unlimited),
            new AclEntry(World.NameOf("H", "staff"), Delegation.Any, World.Tag("(vm r)"), Tested, SexpAtom.Of("x"))));

        Assert.HasCount(2, read.Entries);
        Assert.AreEqual(SexpAtom.Of("x"), read.Entries[1].Comment);
        Assert.HasCount(3, read.Entries[1].Validity.Tests);
        Assert.IsEmpty(Reread(Acl.Create()).Entries);
    }

    [TestMethod]
    public void A_sequence_takes_its_items_in_order()
    {
        AuthorizationCertificate grant = AuthorizationCertificate.Create(
            World.Id("R"), World.KeyOf("U"), World.Tag("(vm r)"));
        KeyObject key = new(World.Key("R").Public);
        Signature signature = Signature.Create(grant, World.Key("R"));

        Sequence read = Reread(Sequence.Create(key, HashOperation.Sha256, grant, signature));

        CollectionAssert.AreEqual(
            new[] { typeof(KeyObject), typeof(HashOperation), typeof(AuthorizationCertificate), typeof(Signature) },
            read.Items.Select(item => item.GetType()).ToArray());
        Assert.ThrowsExactly<ArgumentException>(() => Sequence.Create(signature, grant));
        Assert.ThrowsExactly<ArgumentException>(() => Sequence.Create(grant, key, signature));
        Assert.ThrowsExactly<ArgumentException>(() => Sequence.Create(grant, signature, signature));
        Assert.ThrowsExactly<ArgumentException>(() => Sequence.Create(grant, HashOperation.Sha256, signature));
        Assert.ThrowsExactly<ArgumentException>(() => Sequence.Create(Sequence.Create()));
        Assert.ThrowsExactly<ArgumentException>(() => Sequence.Create(Acl.Create()));
    }

    [TestMethod]
    public void The_error_of_a_sequence_says_at_which_item()
    {
        Assert.IsFalse(SpkiObject.TryParse(World.Sexp("(sequence (do hash sha256))"), out _, out CertError first));
        Assert.IsFalse(SpkiObject.TryParse(World.Sexp("(sequence (cert (issuer x)))"), out _, out CertError inside));

        StringAssert.Contains(first.ToString(), "item 1 of the sequence", StringComparison.Ordinal);
        StringAssert.Contains(inside.ToString(), "item 1 of the sequence, issuer", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Every_fault_has_words()
    {
        foreach (CertFault fault in Enum.GetValues<CertFault>())
        {
            Assert.IsGreaterThan(7, CertError.Describe(fault).Length);
        }

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => CertError.Describe((CertFault)99));
    }

    [TestMethod]
    public void A_version_is_zero_and_the_object_keeps_it()
    {
        Assert.IsTrue(SpkiObject.TryParse(World.Sexp("(acl (version \"0\"))"), out SpkiObject? acl, out _));
        Assert.AreEqual("(3:acl(7:version1:0))", System.Text.Encoding.ASCII.GetString(acl.Node.Canonical.Span));
    }

    [TestMethod]
    public void A_signed_P256_certificate_with_hashes_takes_about_500_bytes()
    {
        using PrivateKey key = PrivateKey.Generate(KeyAlgorithm.P256);
        AuthorizationCertificate grant = AuthorizationCertificate.Create(
            key.Public.Principal,
            World.KeyOf("U"),
            World.Tag("(vm r (* set use console))"),
            Delegation.Any,
            Validity.Between(Start, End));

        int octets = Sequence.Create(grant, Signature.Create(grant, key)).Node.CanonicalLength;

        Assert.IsInRange(400, 520, octets);
    }

    private static T Reread<T>(T written)
        where T : SpkiObject
    {
        byte[] bytes = written.Node.Canonical.ToArray();
        Assert.IsTrue(
            SexpNode.TryParse(bytes, SexpLimits.Network, out SexpNode? node, out SexpError form), form.ToString());
        Assert.IsTrue(SpkiObject.TryParse(node, out SpkiObject? read, out CertError error), error.ToString());
        CollectionAssert.AreEqual(bytes, read.Node.Canonical.ToArray());
        Assert.AreEqual(written.Id, read.Id);
        Assert.AreEqual(ObjectId.Of(bytes), read.Id);
        Assert.AreEqual(written.ToString(), read.ToString());
        return (T)read;
    }
}
