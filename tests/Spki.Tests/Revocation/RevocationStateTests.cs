using HiperNet.Spki.Certs;
using HiperNet.Spki.Names;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Revocation;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tests.Revocation;

/// <summary>Every rule of the revocation state. Instants are seconds from a start; L signs the lists.</summary>
[TestClass]
public sealed class RevocationStateTests
{
    private readonly RevocationState state = new();

    private static SpkiTime At(long second) => new(World.Now.Seconds + second);

    private static AuthorizationCertificate Certificate(params OnlineTestKind[] tests) =>
        AuthorizationCertificate.Create(
            World.Key("I").Public,
            World.KeyOf("S"),
            World.Tag("(vm r)"),
            validity: Validity.Unlimited with { Tests = [.. tests.Select(Test)] });

    private static OnlineTest Test(OnlineTestKind kind) =>
        new(kind, new Uris([SexpAtom.Of("http://lists.example/")]), World.Key("L").Public);

    private static ObjectId Key(string name) => new(World.Id(name));

    private static byte[] Nonce(int number) =>
        [.. Enumerable.Repeat((byte)number, OneTimeRevalidation.MinNonce - 1), (byte)(number >> 8)];

    private static Crl List(long from, long to, params ObjectId[] canceled) => Crl.Create(canceled, At(from), At(to));

    private static DeltaCrl Delta(RevocationObject before, long from, long to, params ObjectId[] canceled) =>
        DeltaCrl.Create(before.Id, canceled, At(from), At(to));

    private RevocationFault Add(
        RevocationObject statement, string signer = "L", string? claimed = null, RevocationState? to = null) =>
        (to ?? state).TryAdd(
            statement, Signature.Create(statement, World.Key(signer)), World.Key(claimed ?? signer).Public);

    private void AddAll(params RevocationObject[] statements)
    {
        foreach (RevocationObject statement in statements)
        {
            Assert.AreEqual(RevocationFault.None, Add(statement));
        }
    }

    private RevocationVerdict Check(Certificate certificate, long second = 0) =>
        state.Check(RevocationTarget.Of(certificate), At(second));

    private void AssertStatus(RevocationStatus expected, Certificate certificate, long second) =>
        Assert.AreEqual(expected, Check(certificate, second).Status, $"at {second}");

    [TestMethod]
    public void Without_a_test_a_certificate_is_good_forever()
    {
        Assert.AreEqual(RevocationVerdict.Unconditional, Check(Certificate()));
    }

    [TestMethod]
    [DataRow(OnlineTestKind.Crl)]
    [DataRow(OnlineTestKind.Reval)]
    [DataRow(OnlineTestKind.OneTime)]
    public void A_test_without_an_answer_fails(OnlineTestKind kind) =>
        AssertStatus(RevocationStatus.NoAnswer, Certificate(kind), 0);

    [TestMethod]
    public void A_current_list_vouches_until_it_ends_and_not_a_second_longer()
    {
        AddAll(List(0, 10));
        Certificate certificate = Certificate(OnlineTestKind.Crl);

        AssertStatus(RevocationStatus.NoAnswer, certificate, -1);
        AssertStatus(RevocationStatus.Good, certificate, 0);
        AssertStatus(RevocationStatus.Good, certificate, 10);
        AssertStatus(RevocationStatus.NoAnswer, certificate, 11);
        Assert.AreEqual(At(10), Check(certificate).Until);
        Assert.HasCount(1, Check(certificate).Evidence);
    }

    [TestMethod]
    public void A_list_by_another_signer_is_no_answer()
    {
        Assert.AreEqual(RevocationFault.None, Add(List(0, 10), "M"));
        AssertStatus(RevocationStatus.NoAnswer, Certificate(OnlineTestKind.Crl), 0);
    }

    [TestMethod]
    public void A_list_cancels_by_certificate_by_issuer_and_by_subject()
    {
        Certificate certificate = Certificate(OnlineTestKind.Crl);
        foreach (ObjectId mark in (ObjectId[])[certificate.Id, Key("I"), Key("S")])
        {
            RevocationState fresh = new();
            Add(List(0, 10, mark), to: fresh);
            RevocationVerdict verdict = fresh.Check(RevocationTarget.Of(certificate), At(0));
            Assert.AreEqual(RevocationStatus.Canceled, verdict.Status, mark.ToString());
        }
    }

    [TestMethod]
    public void A_canceled_key_cancels_the_key_holder_the_name_and_the_threshold_that_rest_on_it()
    {
        Subject[] subjects =
        [
            World.KeyOf("S"),
            new KeyholderSubject(World.KeyOf("S")),
            World.NameOf("S", "staff"),
            new KeyholderSubject(World.NameOf("S", "staff")),
            World.Threshold(1, World.KeyOf("A"), World.Threshold(1, World.KeyOf("S"))),
        ];
        Add(List(0, 10, Key("S")), "I");
        foreach (Subject subject in subjects)
        {
            AuthorizationCertificate certificate = AuthorizationCertificate.Create(
                World.Key("I").Public, subject, World.Tag("(vm r)"));
            Assert.AreEqual(RevocationStatus.Canceled, Check(certificate).Status, subject.ToString());
        }
    }

    [TestMethod]
    public void The_issuer_may_always_cancel_and_nobody_else_may()
    {
        Certificate certificate = Certificate();
        Add(List(0, 10, certificate.Id), "S");
        AssertStatus(RevocationStatus.Good, certificate, 0);

        Add(List(0, 10, certificate.Id), "I");
        AssertStatus(RevocationStatus.Good, certificate, -1);
        AssertStatus(RevocationStatus.Canceled, certificate, 0);
        Assert.AreEqual(At(-1), Check(certificate, -1).Until);
    }

    [TestMethod]
    public void Lists_that_overlap_all_count()
    {
        Certificate certificate = Certificate(OnlineTestKind.Crl);
        AddAll(List(0, 20), List(5, 10, certificate.Id));

        Assert.AreEqual(At(4), Check(certificate).Until);
        AssertStatus(RevocationStatus.Canceled, certificate, 5);
        AssertStatus(RevocationStatus.Canceled, certificate, 10);
        AssertStatus(RevocationStatus.Good, certificate, 11);
    }

    [TestMethod]
    public void The_last_list_still_cancels_when_none_is_current_and_vouches_for_nothing()
    {
        Certificate tested = Certificate(OnlineTestKind.Crl);
        AddAll(List(-20, -10), List(0, 10, tested.Id));
        AssertStatus(RevocationStatus.NoAnswer, tested, -5);
        AssertStatus(RevocationStatus.Canceled, tested, 1000);

        AddAll(List(2000, 3000));
        AssertStatus(RevocationStatus.Canceled, tested, 1000);
        AssertStatus(RevocationStatus.Good, tested, 2000);
        AssertStatus(RevocationStatus.NoAnswer, tested, 3001);
    }

    [TestMethod]
    public void The_last_whole_list_still_cancels_when_an_addition_came_without_its_predecessor()
    {
        Certificate certificate = Certificate();
        Crl lost = List(8, 15);
        Add(List(0, 10, certificate.Id), "I");
        Add(Delta(lost, 12, 30), "I");

        AssertStatus(RevocationStatus.Canceled, certificate, 11);
        AssertStatus(RevocationStatus.Canceled, certificate, 20);
        AssertStatus(RevocationStatus.Canceled, certificate, 40);
    }

    [TestMethod]
    public void Additions_add_to_all_that_went_before()
    {
        Certificate first = Certificate(OnlineTestKind.Crl);
        Crl list = List(0, 10, first.Id);
        DeltaCrl second = Delta(list, 5, 20);
        DeltaCrl third = Delta(second, 15, 30, Key("X"));
        AddAll(list, second, third);

        AssertStatus(RevocationStatus.Canceled, first, 30);
        Certificate other = AuthorizationCertificate.Create(
            World.Key("J").Public,
            World.KeyOf("S"),
            World.Tag("(vm r)"),
            validity: Validity.Unlimited with { Tests = [Test(OnlineTestKind.Crl)] });
        RevocationVerdict verdict = Check(other, 16);
        Assert.AreEqual(RevocationStatus.Good, verdict.Status);
        Assert.AreEqual(At(30), verdict.Until);
        CollectionAssert.AreEqual(
            new[] { list.Id, second.Id, third.Id }, verdict.Evidence.Select(item => item.Object.Id).ToArray());
    }

    [TestMethod]
    public void An_addition_to_a_list_that_is_not_there_vouches_for_nothing_but_cancels()
    {
        Certificate certificate = Certificate(OnlineTestKind.Crl);
        AddAll(Delta(List(-10, -1), 0, 10, Key("X")));
        AssertStatus(RevocationStatus.NoAnswer, certificate, 0);

        AddAll(Delta(List(-10, -2), 0, 10, certificate.Id));
        AssertStatus(RevocationStatus.Canceled, certificate, 0);
    }

    [TestMethod]
    public void An_addition_to_the_list_of_another_signer_is_not_whole()
    {
        Crl list = List(0, 10);
        Add(list, "M");
        AddAll(Delta(list, 0, 10));
        AssertStatus(RevocationStatus.NoAnswer, Certificate(OnlineTestKind.Crl), 0);
    }

    [TestMethod]
    public void A_long_chain_of_additions_stays_quick()
    {
        const int Additions = RevocationState.MaxListsPerSigner - 1;
        Certificate certificate = Certificate(OnlineTestKind.Crl);
        RevocationObject last = List(0, 100_000);
        AddAll(last);
        for (int i = 0; i < Additions; i++)
        {
            last = Delta(last, 0, 100_000 + i, Key($"gone {i % 4}"));
            AddAll(last);
        }

        // Quadratic work, a walk to the first list for each of the others, would be 1,300,000,000 steps here.
        for (int i = 0; i < 20_000; i++)
        {
            AssertStatus(RevocationStatus.Good, certificate, 50_000);
        }

        Assert.HasCount(Additions + 1, Check(certificate).Evidence);
    }

    [TestMethod]
    public void A_list_to_come_shortens_the_answer_if_it_cancels()
    {
        Certificate certificate = Certificate(OnlineTestKind.Crl);
        Crl harmless = List(6, 30);
        AddAll(List(0, 20), harmless, Delta(harmless, 8, 9, certificate.Id));

        Assert.AreEqual(At(7), Check(certificate).Until);
        Assert.AreEqual(At(7), Check(certificate, 6).Until);
    }

    [TestMethod]
    public void A_revalidation_answers_for_what_it_names_while_it_holds()
    {
        Certificate certificate = Certificate(OnlineTestKind.Reval);
        AddAll(TimedRevalidation.Create([Key("X")], At(0), At(10)));
        AssertStatus(RevocationStatus.NoAnswer, certificate, 0);

        AddAll(
            TimedRevalidation.Create([certificate.Id], At(0), At(5)),
            TimedRevalidation.Create([certificate.Id, Key("X")], At(3), At(9)));
        AssertStatus(RevocationStatus.NoAnswer, certificate, -1);
        Assert.AreEqual(At(5), Check(certificate).Until);
        Assert.AreEqual(At(9), Check(certificate, 3).Until);
        AssertStatus(RevocationStatus.NoAnswer, certificate, 10);

        Assert.AreEqual(
            RevocationFault.None, Add(TimedRevalidation.Create([certificate.Id], At(11), At(20)), "M"));
        AssertStatus(RevocationStatus.NoAnswer, certificate, 11);
    }

    [TestMethod]
    public void All_tests_must_pass_and_the_first_end_counts()
    {
        Certificate certificate = Certificate(OnlineTestKind.Crl, OnlineTestKind.Reval);
        AddAll(List(0, 10));
        AssertStatus(RevocationStatus.NoAnswer, certificate, 0);

        AddAll(TimedRevalidation.Create([certificate.Id], At(0), At(5)));
        Assert.AreEqual(At(5), Check(certificate).Until);
        Assert.HasCount(2, Check(certificate).Evidence);
    }

    [TestMethod]
    public void A_statement_must_be_signed_by_the_key_that_says_so()
    {
        Assert.AreEqual(RevocationFault.BadSignature, Add(List(0, 10), "M", claimed: "L"));
        Crl list = List(0, 10);
        Signature other = Signature.Create(List(0, 11), World.Key("L"));
        Assert.AreEqual(RevocationFault.BadSignature, state.TryAdd(list, other, World.Key("L").Public));
        Assert.AreEqual(0, state.Version);
    }

    [TestMethod]
    public void A_nonce_is_good_for_one_decision()
    {
        Certificate certificate = Certificate(OnlineTestKind.OneTime);
        OneTimeRevalidation answer = OneTimeRevalidation.Create(certificate.Id, Nonce(1));
        Assert.AreEqual(RevocationFault.UnknownNonce, Add(answer));

        state.Expect(certificate.Id, World.Id("L"), Nonce(1), SpkiTime.Forever);
        Assert.AreEqual(RevocationFault.UnknownNonce, Add(OneTimeRevalidation.Create(certificate.Id, Nonce(2))));
        Assert.AreEqual(RevocationFault.UnknownNonce, Add(OneTimeRevalidation.Create(Key("X"), Nonce(1))));
        AssertStatus(RevocationStatus.NoAnswer, certificate, 0);

        AddAll(answer);
        RevocationVerdict verdict = Check(certificate);
        Assert.AreEqual(RevocationStatus.Good, verdict.Status);
        Assert.IsTrue(verdict.IsOneTime);
        Assert.AreEqual(At(0), verdict.Until);

        state.Consume(certificate.Id);
        AssertStatus(RevocationStatus.NoAnswer, certificate, 0);
        Assert.AreEqual(RevocationFault.UnknownNonce, Add(answer));
        AssertStatus(RevocationStatus.NoAnswer, certificate, 0);
    }

    [TestMethod]
    public void The_answer_to_a_nonce_holds_as_long_as_the_verifier_waits_and_for_one_decision()
    {
        World world = new();
        AuthorizationCertificate grant = world.Grant(
            "R", "U", "(vm r)", null, Validity.Unlimited with { Tests = [Test(OnlineTestKind.OneTime)] });
        OneTimeRevalidation answer = OneTimeRevalidation.Create(grant.Id, Nonce(1));
        world.Revocations.Expect(grant.Id, World.Id("L"), Nonce(1), At(10));

        Assert.AreEqual(RevocationFault.UnknownNonce, Add(answer, "M", to: world.Revocations));
        Assert.AreEqual(RevocationFault.None, Add(answer, to: world.Revocations));
        Assert.AreEqual(RevocationFault.UnknownNonce, Add(answer, to: world.Revocations));

        Assert.IsTrue(world.Decide("R", "U", "(vm r use)", At(10)).IsGranted);
        Assert.AreEqual(
            DenialReason.NoRevocationAnswer, world.Decide("R", "U", "(vm r use)", At(11)).Denial!.Reason);
        world.Revocations.Consume(grant.Id);
        Assert.IsFalse(world.Decide("R", "U", "(vm r use)", At(10)).IsGranted);
    }

    [TestMethod]
    public void A_stranger_who_knows_a_nonce_does_not_use_it_up()
    {
        Certificate certificate = Certificate(OnlineTestKind.OneTime);
        OneTimeRevalidation answer = OneTimeRevalidation.Create(certificate.Id, Nonce(1));
        state.Expect(certificate.Id, World.Id("L"), Nonce(1), SpkiTime.Forever);

        Add(answer, "M");
        AssertStatus(RevocationStatus.NoAnswer, certificate, 0);

        AddAll(answer);
        AssertStatus(RevocationStatus.Good, certificate, 0);
    }

    [TestMethod]
    public void Nonces_are_bounded_and_the_oldest_is_forgotten()
    {
        for (int i = 0; i <= RevocationState.MaxNonces; i++)
        {
            state.Expect(Key("X"), World.Id("L"), Nonce(i), SpkiTime.Forever);
        }

        Assert.AreEqual(RevocationFault.UnknownNonce, Add(OneTimeRevalidation.Create(Key("X"), Nonce(0))));
        Assert.AreEqual(RevocationFault.None, Add(OneTimeRevalidation.Create(Key("X"), Nonce(1))));
    }

    [TestMethod]
    [DataRow(OneTimeRevalidation.MinNonce - 1)]
    [DataRow(OneTimeRevalidation.MaxNonce + 1)]
    public void A_nonce_of_another_length_is_an_error_of_the_caller(int length) =>
        Assert.ThrowsExactly<ArgumentException>(
            () => state.Expect(Key("X"), World.Id("L"), new byte[length], SpkiTime.Forever));

    [TestMethod]
    public void The_lists_of_a_signer_are_bounded_and_push_out_only_its_own()
    {
        Certificate certificate = Certificate(OnlineTestKind.Crl);
        AddAll(List(0, 10));
        for (int i = 0; i < RevocationState.MaxListsPerSigner; i++)
        {
            Assert.AreEqual(RevocationFault.None, Add(List(i, 100 + i), "M"));
        }

        Assert.AreEqual(RevocationFault.TooMany, Add(List(0, 99, Key("X")), "M"));
        Assert.AreEqual(RevocationFault.None, Add(List(0, 101, Key("X")), "M"));
        Assert.AreEqual(RevocationFault.None, Add(List(0, 99, Key("X")), "N"));
        AssertStatus(RevocationStatus.Good, certificate, 0);
    }

    [TestMethod]
    public void The_revalidations_of_a_signer_are_bounded_and_push_out_only_its_own()
    {
        TimedRevalidation Until(int end) => TimedRevalidation.Create([Key("X")], At(0), At(end));
        for (int i = 1; i <= RevocationState.MaxRevalidationsPerSigner; i++)
        {
            AddAll(Until(i));
        }

        Assert.AreEqual(RevocationFault.TooMany, Add(Until(0)));
        Assert.AreEqual(RevocationFault.None, Add(Until(2000)));
        Assert.AreEqual(RevocationFault.None, Add(Until(0), "M"));
    }

    [TestMethod]
    public void A_flood_by_one_signer_does_not_push_out_what_another_cancels()
    {
        Certificate certificate = Certificate();
        Add(List(0, 10, certificate.Id), "I");
        for (int i = 0; i < RevocationState.MaxStatements + 10; i++)
        {
            Add(List(0, 10 + i), "M");
        }

        AssertStatus(RevocationStatus.Canceled, certificate, 0);
    }

    [TestMethod]
    public void An_entry_of_an_ACL_is_revalidated_by_its_bytes_as_read()
    {
        World world = new();
        SexpNode[] sorted = [.. new[] { "A", "B" }.Select(World.Id).Order().Select(key => key.ToSexp())];
        SexpNode node = World.Sexp(
            $"(acl (entry {World.Id("U").ToSexp()} (propagate (* set {sorted[1]} {sorted[0]})) "
            + $"(tag (vm (* set r q))) (valid (online reval (uri a) {World.Id("L").ToSexp()}))))");
        Assert.IsTrue(SpkiObject.TryParse(node, out SpkiObject? acl, out CertError error), error.ToString());
        Assert.AreEqual(
            DenialReason.NoRevocationAnswer, world.Decide((Acl)acl, "U", "(vm r use)").Denial!.Reason);

        ObjectId entry = ObjectId.Of(((SexpList)node)[1].Canonical.Span);
        Add(TimedRevalidation.Create([entry], At(0), At(10)), to: world.Revocations);

        Assert.IsTrue(world.Decide((Acl)acl, "U", "(vm r use)").IsGranted);
    }

    [TestMethod]
    public void A_statement_that_is_known_changes_nothing()
    {
        Crl list = List(0, 10);
        Assert.AreEqual(0, state.Version);

        AddAll(list, list);

        Assert.AreEqual(1, state.Version);
    }
}
