using HiperNet.Spki.Certs;
using HiperNet.Spki.Names;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Revocation;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tests.Certs;

[TestClass]
public sealed class RevocationStateTests
{
    private static readonly SpkiTime Start = World.At("2026-11-21_00:00:00");
    private static readonly SpkiTime End = World.At("2026-11-22_00:00:00");

    [TestMethod]
    public void A_flood_by_one_signer_does_not_push_out_what_another_cancels()
    {
        World world = new();
        AuthorizationCertificate grant = world.Grant("R", "U", "(vm r)");
        Add(world, "R", Crl.Create([grant.Id], Start, End));
        for (int i = 0; i < RevocationState.MaxStatements + 10; i++)
        {
            Add(world, "Mallory", Crl.Create([], Start, Later(i)));
        }

        Assert.AreEqual(DenialReason.Revoked, world.Decide("R", "U", "(vm r use)").Denial!.Reason);
    }

    [TestMethod]
    public void The_lists_of_a_signer_that_end_first_give_way_to_those_that_end_later()
    {
        World world = new();
        for (int i = 1; i <= RevocationState.MaxListsPerSigner; i++)
        {
            Assert.AreEqual(RevocationFault.None, Add(world, "V", Crl.Create([], Start, Later(i))));
        }

        Assert.AreEqual(RevocationFault.TooMany, Add(world, "V", Crl.Create([], Start, Later(0))));
        Assert.AreEqual(RevocationFault.None, Add(world, "V", Crl.Create([], Start, Later(100))));
        Assert.AreEqual(RevocationFault.None, Add(world, "W", Crl.Create([], Start, Later(0))));
    }

    [TestMethod]
    public void The_revalidations_of_a_signer_are_bounded_too()
    {
        World world = new();
        ObjectId id = new(World.Id("A"));
        for (int i = 1; i <= RevocationState.MaxRevalidationsPerSigner; i++)
        {
            Assert.AreEqual(RevocationFault.None, Add(world, "V", TimedRevalidation.Create([id], Start, Later(i))));
        }

        Assert.AreEqual(RevocationFault.TooMany, Add(world, "V", TimedRevalidation.Create([id], Start, Later(0))));
        Assert.AreEqual(RevocationFault.None, Add(world, "V", TimedRevalidation.Create([id], Start, Later(2000))));
        Assert.AreEqual(RevocationFault.None, Add(world, "W", TimedRevalidation.Create([id], Start, Later(0))));
    }

    [TestMethod]
    public void A_statement_is_taken_in_once_and_only_if_it_is_signed()
    {
        World world = new();
        Crl list = Crl.Create([], Start, End);
        Signature byOther = Signature.Create(list, World.Key("X"));

        Assert.AreEqual(RevocationFault.BadSignature, world.Revocations.TryAdd(list, byOther, World.Key("V").Public));
        Assert.AreEqual(0, world.Revocations.Version);
        Assert.AreEqual(RevocationFault.None, Add(world, "V", list));
        Assert.AreEqual(RevocationFault.None, Add(world, "V", list));
        Assert.AreEqual(1, world.Revocations.Version);
    }

    [TestMethod]
    public void An_entry_of_an_ACL_is_revalidated_by_its_bytes_as_read()
    {
        World world = new();
        string[] sorted = [.. new[] { "A", "B" }.OrderBy(World.Id)];
        SexpNode node = World.Sexp(
            $"(acl (entry {World.Id("U").ToSexp()} (propagate (* set {World.Id(sorted[1]).ToSexp()} {World.Id(sorted[0]).ToSexp()})) "
            + $"(tag (vm (* set r q))) (valid (online reval (uri a) {World.Id("V").ToSexp()}))))");
        Assert.IsTrue(SpkiObject.TryParse(node, out SpkiObject? acl, out CertError error), error.ToString());
        Assert.AreEqual(
            DenialReason.NoRevocationAnswer, world.Decide((Acl)acl, "U", "(vm r use)").Denial!.Reason);

        Add(world, "V", TimedRevalidation.Create([ObjectId.Of(((SexpList)node)[1].Canonical.Span)], Start, End));

        Assert.IsTrue(world.Decide((Acl)acl, "U", "(vm r use)").IsGranted);
    }

    [TestMethod]
    public void A_canceled_key_cancels_the_key_holder_the_name_and_the_threshold_that_rest_on_it()
    {
        Subject[] subjects =
        [
            World.KeyOf("K"),
            new KeyholderSubject(World.KeyOf("K")),
            World.NameOf("K", "staff"),
            new KeyholderSubject(World.NameOf("K", "staff")),
            World.Threshold(1, World.KeyOf("A"), World.Threshold(1, World.KeyOf("K"))),
        ];
        World world = new();
        Add(world, "R", Crl.Create([new ObjectId(World.Id("K"))], Start, End));
        foreach (Subject subject in subjects)
        {
            AuthorizationCertificate grant = world.Grant("R", subject, "(vm r)");
            Assert.AreEqual(RevocationStatus.Canceled, world.Revocations.Check(
                RevocationTarget.Of(grant), World.Now).Status, subject.ToString());
        }
    }

    [TestMethod]
    public void The_answer_to_a_nonce_is_used_once_by_its_signer_and_for_a_while()
    {
        World world = new();
        OnlineTest test = new(OnlineTestKind.OneTime, new Uris([SexpAtom.Of("a")]), World.Id("V"));
        AuthorizationCertificate grant = world.Grant(
            "R", "U", "(vm r)", null, new Validity(SpkiTime.Always, SpkiTime.Forever, [test]));
        byte[] nonce = new byte[16];
        OneTimeRevalidation answer = OneTimeRevalidation.Create(grant.Id, nonce);

        Assert.AreEqual(RevocationFault.UnknownNonce, Add(world, "V", answer));
        world.Revocations.Expect(grant.Id, World.Id("V"), nonce, End);
        Assert.AreEqual(RevocationFault.UnknownNonce, Add(world, "X", answer));
        Assert.AreEqual(RevocationFault.None, Add(world, "V", answer));
        Assert.AreEqual(RevocationFault.UnknownNonce, Add(world, "V", answer));

        Assert.IsTrue(world.Decide("R", "U", "(vm r use)", End).IsGranted);
        Assert.AreEqual(
            DenialReason.NoRevocationAnswer,
            world.Decide("R", "U", "(vm r use)", new SpkiTime(End.Seconds + 1)).Denial!.Reason);
        world.Revocations.Consume(grant.Id);
        Assert.IsFalse(world.Decide("R", "U", "(vm r use)", End).IsGranted);
        Assert.ThrowsExactly<ArgumentException>(
            () => world.Revocations.Expect(grant.Id, World.Id("V"), new byte[15], End));
    }

    [TestMethod]
    public void The_oldest_nonce_gives_way_when_too_many_are_waited_for()
    {
        World world = new();
        ObjectId id = new(World.Id("A"));
        for (int i = 0; i <= RevocationState.MaxNonces; i++)
        {
            world.Revocations.Expect(id, World.Id("V"), Nonce(i), End);
        }

        Assert.AreEqual(RevocationFault.UnknownNonce, Add(world, "V", OneTimeRevalidation.Create(id, Nonce(0))));
        Assert.AreEqual(RevocationFault.None, Add(world, "V", OneTimeRevalidation.Create(id, Nonce(1))));
    }

    private static byte[] Nonce(int i) => [.. BitConverter.GetBytes(i), .. new byte[12]];

    private static SpkiTime Later(int seconds) => new(End.Seconds + seconds);

    private static RevocationFault Add(World world, string signer, RevocationObject statement) =>
        world.Revocations.TryAdd(statement, Signature.Create(statement, World.Key(signer)), World.Key(signer).Public);
}
