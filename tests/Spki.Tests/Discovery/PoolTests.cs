using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Revocation;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tests.Discovery;

[TestClass]
public sealed class PoolTests
{
    private static AuthorizationCertificate Certificate(string issuer, string subject, bool withKey = true) =>
        AuthorizationCertificate.Create(
            withKey ? World.Key(issuer).Public : World.Id(issuer), World.KeyOf(subject), World.Tag("(vm r)"));

    private static bool IsGranted(CertificatePool pool, string root, string subject) => Decider.Decide(
        new DecisionQuery(TrustRoot.Of(World.Id(root)), Party.Key(World.Id(subject)), World.Tag("(vm r)"), World.Now),
        pool,
        new RevocationState()).IsGranted;

    [TestMethod]
    public void A_signature_by_another_than_the_issuer_is_refused()
    {
        AuthorizationCertificate certificate = Certificate("A", "B");
        Assert.AreEqual(
            PoolFault.OtherSigner,
            new CertificatePool().Add(certificate, Signature.Create(certificate, World.Key("B"))));
    }

    [TestMethod]
    public void A_signature_over_another_object_is_refused()
    {
        Signature other = Signature.Create(Certificate("A", "C"), World.Key("A"));
        Assert.AreEqual(PoolFault.OtherObject, new CertificatePool().Add(Certificate("A", "B"), other));
    }

    [TestMethod]
    public void What_has_ended_goes_with_the_keys_that_nothing_needs()
    {
        World world = new();
        world.Grant("A", "B", "(vm r)", null, World.Valid(null, "2026-11-21_11:59:59"));
        AuthorizationCertificate last = world.Grant("B", "C", "(vm r)", null, World.Valid(null, "2026-11-21_12:00:00"));

        Assert.AreEqual(1, world.Pool.RemoveEnded(World.Now));

        Assert.AreEqual(last.Id, world.Pool.Certificates.Single().Certificate.Id);
        Assert.IsNull(world.Pool.FindKey(World.Id("A")));
        Assert.IsFalse(IsGranted(world.Pool, "A", "B"));
        Assert.IsNotNull(world.Pool.FindKey(World.Id("B")));
        Assert.IsTrue(IsGranted(world.Pool, "B", "C"));
        Assert.AreEqual(0, world.Pool.RemoveEnded(World.Now));
    }

    [TestMethod]
    public void A_full_pool_takes_neither_a_certificate_nor_its_keys()
    {
        CertificatePool pool = new(capacity: 1);
        AuthorizationCertificate first = Certificate("A", "B");
        Signature signature = Signature.Create(first, World.Key("A"));
        Assert.AreEqual(PoolFault.None, pool.Add(first, signature));
        AuthorizationCertificate second = Certificate("C", "D");
        int version = pool.AdditionVersion;

        Assert.AreEqual(PoolFault.Full, pool.Add(second, Signature.Create(second, World.Key("C"))));
        Assert.IsNull(pool.FindKey(World.Id("C")));
        Assert.AreEqual(version, pool.AdditionVersion);

        // What is there already may come again, and makes room by going.
        Assert.AreEqual(PoolFault.None, pool.Add(first, signature));
        Assert.IsTrue(pool.Remove(first.Id));
        Assert.AreEqual(PoolFault.None, pool.Add(second, Signature.Create(second, World.Key("C"))));
    }

    [TestMethod]
    public void A_pool_holds_twice_as_many_keys_as_certificates()
    {
        CertificatePool pool = new(capacity: 1);
        Assert.IsTrue(pool.AddKey(World.Key("A").Public));
        Assert.IsTrue(pool.AddKey(World.Key("A").Public));
        Assert.IsTrue(pool.AddKey(World.Key("B").Public));
        Assert.IsFalse(pool.AddKey(World.Key("C").Public));
        Assert.IsTrue(pool.AddKey(World.Key("B").Public));
    }

    [TestMethod]
    public void What_comes_again_changes_nothing()
    {
        CertificatePool pool = new();
        AuthorizationCertificate certificate = Certificate("A", "B");
        Signature signature = Signature.Create(certificate, World.Key("A"));
        pool.Add(certificate, signature);
        Assert.IsTrue(IsGranted(pool, "A", "B"));
        int version = pool.AdditionVersion;

        pool.Add(certificate, signature);
        pool.Add(certificate, World.Forge(certificate, "A"));

        Assert.AreEqual(1, pool.Count);
        Assert.AreEqual(version, pool.AdditionVersion);
        Assert.IsTrue(pool.Remove(certificate.Id));
        Assert.IsFalse(pool.Remove(certificate.Id));
        Assert.IsFalse(IsGranted(pool, "A", "B"));
    }

    [TestMethod]
    [DataRow(true, true)]
    [DataRow(true, false)]
    [DataRow(false, true)]
    [DataRow(false, false)]
    public void A_bad_signature_does_not_keep_out_the_good_one(bool badFirst, bool keyFirst)
    {
        CertificatePool pool = new();
        AuthorizationCertificate certificate = Certificate("A", "B", withKey: false);
        Signature good = Signature.Create(certificate, World.Key("A"));
        Signature bad = World.Forge(certificate, "A");
        if (keyFirst)
        {
            pool.AddKey(World.Key("A").Public);
        }

        foreach (Signature signature in badFirst ? (Signature[])[bad, good, bad] : [good, bad])
        {
            Assert.AreEqual(PoolFault.None, pool.Add(certificate, signature));
            Assert.AreEqual(keyFirst && signature == good, IsGranted(pool, "A", "B") && signature == good);
        }

        pool.AddKey(World.Key("A").Public);
        Assert.IsTrue(IsGranted(pool, "A", "B"));
        Assert.AreEqual(good, pool.Find(certificate.Id)!.Signature);
    }

    [TestMethod]
    public void Twenty_thousand_subjects_of_one_issuer_come_and_go()
    {
        const int Subjects = 20_000;
        CertificatePool pool = new();
        pool.AddKey(World.Key("Hub").Public);
        List<ObjectId> ids = [];
        for (int i = 0; i < Subjects; i++)
        {
            // One identifier, one party and one owner: every index has one list with everything in it.
            AuthorizationCertificate certificate = AuthorizationCertificate.Create(
                World.Id("Hub"),
                World.Threshold(1, World.KeyOf("Spoke"), World.NameOf("Hub", "x"), World.NameOf("Hub", "y", "z")),
                World.Tag($"(vm r{i})"));
            ids.Add(certificate.Id);
            Assert.AreEqual(PoolFault.None, pool.Add(certificate, World.Forge(certificate, "Hub", i)));
        }

        Assert.AreEqual(Subjects, pool.Mentioning(Party.Key(World.Id("Spoke"))).Length);
        foreach (ObjectId id in ids)
        {
            Assert.IsTrue(pool.Remove(id));
        }

        Assert.AreEqual(0, pool.Count);
        Assert.IsTrue(pool.Mentioning(Party.Key(World.Id("Spoke"))).IsEmpty);
        Assert.IsTrue(pool.EndingIn(SexpAtom.Of("z")).IsEmpty);
        Assert.IsFalse(pool.IsLaterIdentifier(SexpAtom.Of("z")));
    }
}
