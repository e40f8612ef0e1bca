using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Names;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Revocation;
using HiperNet.Spki.Sexp;

namespace HiperNet.Spki.Tests.Reduction;

[TestClass]
public sealed class AuthorizerTests
{
    private static readonly SpkiTime End = World.At("2026-11-30_00:00:00");
    private static readonly SpkiTime Late = World.At("2026-12-31_00:00:00");

    private readonly Authorizer authorizer = new(TrustRoot.Of(World.Id("R")));

    private static AuthorizationCertificate Grant(
        string issuer, string subject, SpkiTime? from = null, SpkiTime? to = null, params OnlineTest[] tests) =>
        AuthorizationCertificate.Create(
            World.Key(issuer).Public,
            World.KeyOf(subject),
            World.Tag("(vm r)"),
            Delegation.Any,
            Validity.Between(from, to) with { Tests = [.. tests] });

    private static OnlineTest Test(OnlineTestKind kind) =>
        new(kind, new Uris([SexpAtom.Of("http://lists.example/")]), World.Key("L").Public);

    private static SpkiTime After(SpkiTime time) => new(time.Seconds + 1);

    private ObjectId Add(AuthorizationCertificate certificate, string issuer)
    {
        Signature signature = Signature.Create(certificate, World.Key(issuer));
        Assert.AreEqual(PoolFault.None, authorizer.Update((pool, _) => pool.Add(certificate, signature)));
        return certificate.Id;
    }

    private RevocationFault Add(RevocationObject statement, string signer) => authorizer.Update((_, revocations) =>
        revocations.TryAdd(statement, Signature.Create(statement, World.Key(signer)), World.Key(signer).Public));

    private Decision Ask(string subject, SpkiTime? at = null, string request = "(vm r use)") =>
        authorizer.Decide(Party.Key(World.Id(subject)), World.Tag(request), at ?? World.Now);

    [TestMethod]
    public void An_answer_is_given_again_until_its_end_and_never_for_an_earlier_instant()
    {
        Add(Grant("R", "U", to: End), "R");
        Decision first = Ask("U");

        Assert.IsTrue(first.IsGranted);
        Assert.AreSame(first, Ask("U"));
        Assert.AreSame(first, Ask("U", End));
        Decision before = Ask("U", new SpkiTime(World.Now.Seconds - 1));
        Assert.AreNotSame(first, before);
        Assert.IsFalse(Ask("U", After(End)).IsGranted);
    }

    [TestMethod]
    public void An_answer_for_one_subject_or_request_is_not_one_for_another()
    {
        Add(Grant("R", "U"), "R");

        Assert.IsTrue(Ask("U").IsGranted);
        Assert.IsFalse(Ask("V").IsGranted);
        Assert.IsFalse(Ask("U", request: "(vm s use)").IsGranted);
        Assert.IsFalse(authorizer.Decide(Party.Keyholder(World.Id("U")), World.Tag("(vm r use)"), World.Now).IsGranted);
    }

    [TestMethod]
    public void A_grant_is_dropped_when_a_certificate_of_its_proof_is_revoked_or_goes()
    {
        Add(Grant("R", "H"), "R");
        ObjectId second = Add(Grant("H", "U"), "H");
        Add(Grant("H", "V"), "H");
        Assert.IsTrue(Ask("U").IsGranted);
        Decision other = Ask("V");

        Assert.IsTrue(authorizer.Update((pool, _) => pool.Remove(second)));
        Assert.IsFalse(Ask("U").IsGranted);
        Assert.AreSame(other, Ask("V"));

        Assert.AreEqual(RevocationFault.None, Add(Crl.Create([new ObjectId(World.Id("V"))], World.Now, Late), "H"));
        Assert.AreEqual(DenialReason.Revoked, Ask("V").Denial!.Reason);
    }

    [TestMethod]
    public void A_denial_is_dropped_when_something_is_added()
    {
        Add(Grant("R", "H"), "R");
        Decision denial = Ask("U");
        Assert.IsFalse(denial.IsGranted);
        Assert.AreSame(denial, Ask("U"));

        Add(Grant("H", "U"), "H");

        Assert.IsTrue(Ask("U").IsGranted);
    }

    [TestMethod]
    public void A_denial_is_dropped_when_a_key_becomes_known()
    {
        Authorizer other = new(TrustRoot.Of(World.Id("R")));
        AuthorizationCertificate certificate = AuthorizationCertificate.Create(
            World.Id("R"), World.KeyOf("U"), World.Tag("(vm r)"));
        other.Update((pool, _) => pool.Add(certificate, Signature.Create(certificate, World.Key("R"))));
        Party asker = Party.Key(World.Id("U"));
        Assert.AreEqual(
            DenialReason.UnknownKey, other.Decide(asker, World.Tag("(vm r)"), World.Now).Denial!.Reason);

        other.Update((pool, _) => pool.AddKey(World.Key("R").Public));

        Assert.IsTrue(other.Decide(asker, World.Tag("(vm r)"), World.Now).IsGranted);
    }

    [TestMethod]
    public void A_denial_ends_before_a_certificate_becomes_valid()
    {
        Add(Grant("R", "U", from: End), "R");
        Decision denial = Ask("U");

        Assert.AreEqual(DenialReason.NotYetValid, denial.Denial!.Reason);
        Assert.AreEqual(new SpkiTime(End.Seconds - 1), denial.Until);
        Assert.AreSame(denial, Ask("U", denial.Until));
        Assert.IsTrue(Ask("U", End).IsGranted);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(3)]
    public void The_answers_kept_are_bounded_and_the_least_recently_used_gives_way(int capacity)
    {
        CertificatePool pool = new();
        RevocationState revocations = new();
        DecisionCache cache = new(capacity);
        Decision[] decisions = new Decision[6];
        for (int i = 0; i < decisions.Length; i++)
        {
            decisions[i] = Decision.Granted(new Proof([]), SpkiTime.Forever);
            cache.Add(Party.Key(World.Id($"{i}")), World.Tag("(x)"), World.Now, decisions[i], pool, revocations);
            Assert.IsLessThanOrEqualTo(capacity, cache.Count);
            if (capacity == 3)
            {
                // The first stays, because it is used.
                Assert.AreSame(decisions[0], Find(0));
            }
        }

        for (int i = 0; i < decisions.Length; i++)
        {
            bool isKept = capacity == 3 ? i is 0 or 4 or 5 : i >= decisions.Length - capacity;
            Assert.AreEqual(isKept, Find(i) is not null, $"{i}");
        }

        Decision? Find(int i) => cache.Find(
            Party.Key(World.Id($"{i}")), World.Tag("(x)"), World.Now, pool, revocations);
    }

    [TestMethod]
    public void A_one_time_answer_serves_one_decision()
    {
        byte[] nonce = [.. Enumerable.Range(0, OneTimeRevalidation.MinNonce).Select(i => (byte)i)];
        ObjectId id = Add(Grant("R", "U", tests: Test(OnlineTestKind.OneTime)), "R");
        Assert.AreEqual(DenialReason.NoRevocationAnswer, Ask("U").Denial!.Reason);
        OneTimeRevalidation answer = OneTimeRevalidation.Create(id, nonce);
        Assert.AreEqual(RevocationFault.UnknownNonce, Add(answer, "L"));

        authorizer.Update((_, revocations) => Expect(revocations, id, nonce));
        Assert.AreEqual(RevocationFault.None, Add(answer, "L"));
        Decision granted = Ask("U");
        Assert.IsTrue(granted.IsGranted);
        Assert.AreEqual(World.Now, granted.Until);

        Assert.IsFalse(Ask("U").IsGranted);
        Assert.AreEqual(RevocationFault.UnknownNonce, Add(answer, "L"));
        Assert.IsFalse(Ask("U").IsGranted);
    }

    [TestMethod]
    public void Many_threads_may_ask_and_change_at_once()
    {
        Add(Grant("R", "H"), "R");
        AuthorizationCertificate last = Grant("H", "U");
        Signature signature = Signature.Create(last, World.Key("H"));
        Parallel.For(0, 2_000, i =>
        {
            if (i % 10 == 0)
            {
                authorizer.Update((pool, _) => pool.Remove(last.Id));
                authorizer.Update((pool, _) => pool.Add(last, signature));
            }

            Assert.IsTrue(Ask("H").IsGranted);
            Decision decision = Ask("U", request: $"(vm r use{i % 7})");
            Assert.IsTrue(
                decision.IsGranted || decision.Denial!.Reason == DenialReason.MissingLink, decision.ToString());
        });
        Assert.IsTrue(Ask("U").IsGranted);
    }

    private static bool Expect(RevocationState revocations, ObjectId id, byte[] nonce)
    {
        revocations.Expect(id, World.Id("L"), nonce, SpkiTime.Forever);
        return true;
    }
}
