using System.Globalization;
using System.Security.Cryptography;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Revocations;
using HiperNet.Registrar.State;
using HiperNet.Registrar.Tests.Bookings;
using HiperNet.Registrar.Tests.State.Lab;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Revocation;
using HiperNet.Spki.Sexp;
using HiperNet.Testing;
using static HiperNet.Registrar.Tests.State.Lab.Waiting;

namespace HiperNet.Registrar.Tests.Revocations;

/// <summary>Revocation lists on a real etcd, and what verifiers make of them.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class RevocationBookTests
{
    private const long Hour = 3_600;

    private static readonly PrivateKey Registrar = PrivateKey.Generate(KeyAlgorithm.P256);
    private static readonly PrivateKey Other = PrivateKey.Generate(KeyAlgorithm.P256);
    private static readonly PrivateKey Ann = PrivateKey.Generate(KeyAlgorithm.Ed25519);
    private static EtcdLab lab = null!;
    private static EtcdClient client = null!;
    private static int books;

    private readonly SetTime time = new(Ledger.Midnight);

    public required TestContext TestContext { get; init; }

    private CancellationToken Stop => TestContext.CancellationToken;

    private SpkiTime Now => SpkiTime.From(time.GetUtcNow());

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        lab = await EtcdLab.StartAsync(context.CancellationToken);
        client = lab.Client;
    }

    [ClassCleanup]
    public static async Task EndAsync()
    {
        await lab.DisposeAsync();
        Registrar.Dispose();
        Other.Dispose();
        Ann.Dispose();
    }

    [TestMethod]
    [DataRow(OnlineTestKind.Crl)]
    [DataRow(null)]
    public async Task A_chain_is_granted_before_its_revocation_and_denied_after(OnlineTestKind? test)
    {
        RevocationBook book = Book();
        AuthorizationCertificate certificate = Verifier.Certificate(Registrar, Ann.Public, 1, In(Hour), test);
        Verifier verifier = new(Registrar);
        verifier.Load(Verifier.Signed(certificate, Registrar));
        verifier.Load(Done(await book.CurrentAsync(Stop)));
        bool before = verifier.Decide(Ann.Public, 1, Now).IsGranted;

        RevocationView delta = Done(await RevokeAsync(book, certificate));
        int refused = verifier.Load(delta);
        Decision after = verifier.Decide(Ann.Public, 1, Now);

        Assert.IsTrue(before);
        Assert.AreEqual(0, refused);
        Assert.AreEqual(DenialReason.Revoked, after.Denial?.Reason);
        Assert.IsInstanceOfType<DeltaCrl>(Lists(delta).Single());
        Assert.AreEqual(Lists(delta).Single().Id.ToString(), delta.Id);
    }

    [TestMethod]
    public async Task A_verifier_whose_clock_is_five_minutes_behind_denies_at_once()
    {
        RevocationBook book = Book();
        AuthorizationCertificate certificate = Certificate(1);
        Verifier verifier = new(Registrar);
        Done(await RevokeAsync(book, certificate));
        verifier.Load(Done(await book.CurrentAsync(Stop)));

        Assert.AreEqual(RevocationStatus.Canceled, verifier.Status(certificate, In(-300)));
    }

    [TestMethod]
    public async Task A_delta_without_what_it_follows_on_vouches_for_nothing_and_cancels()
    {
        RevocationBook book = Book();
        Done(await book.CurrentAsync(Stop));
        RevocationView first = Done(await RevokeAsync(book, Certificate(1)));
        RevocationView second = Done(await RevokeAsync(book, Certificate(2)));
        Verifier verifier = new(Registrar);

        verifier.Load(second);
        RevocationStatus alone = verifier.Status(Certificate(3), Now);
        RevocationStatus canceled = verifier.Status(Certificate(2), Now);
        verifier.Load(first);
        RevocationStatus withoutBase = verifier.Status(Certificate(3), Now);
        verifier.Load(Done(await book.CurrentAsync(Stop)));

        Assert.AreEqual(RevocationStatus.NoAnswer, alone);
        Assert.AreEqual(RevocationStatus.Canceled, canceled);
        Assert.AreEqual(RevocationStatus.NoAnswer, withoutBase);
        Assert.AreEqual(RevocationStatus.Good, verifier.Status(Certificate(3), Now));
    }

    [TestMethod]
    public async Task The_list_of_another_key_does_nothing()
    {
        AuthorizationCertificate certificate = Certificate(1);
        Verifier verifier = new(Registrar);
        verifier.Load(Done(await Book().CurrentAsync(Stop)));
        RevocationBook foreign = Book(Other);
        Done(await RevokeAsync(foreign, certificate));

        verifier.Load(Done(await foreign.CurrentAsync(Stop)));

        Assert.AreEqual(RevocationStatus.Good, verifier.Status(certificate, Now));
    }

    [TestMethod]
    public async Task A_list_that_somebody_has_changed_is_no_object_any_more()
    {
        RevocationBook book = Book();
        AuthorizationCertificate certificate = Certificate(1);
        Done(await RevokeAsync(book, certificate));
        byte[] octets = Done(await book.CurrentAsync(Stop)).Sequence.ToArray();
        int place = octets.AsSpan().IndexOf(certificate.Id.Digest.ToArray());
        Assert.IsTrue(IsObject());

        octets[place] ^= 1;

        // The hash in the signature is not that of the list any more.
        Assert.IsFalse(IsObject());
        bool IsObject() => CanonicalParser.TryParse(octets.ToArray(), null, out SexpNode? node, out _)
            && SpkiObject.TryParse(node, out _, out _);
    }

    [TestMethod]
    public async Task Revokers_that_race_all_win()
    {
        string root = Root();
        RevocationBook[] replicas = [Book(root: root), Book(root: root), Book(root: root)];
        AuthorizationCertificate[] certificates = [.. Enumerable.Range(0, 48).Select(Certificate)];

        RevocationResult[] results = await Task.WhenAll(
            certificates.Select((one, i) => RevokeAsync(replicas[i % replicas.Length], one)));
        RevocationView whole = Done(await replicas[0].CurrentAsync(Stop));
        Verifier verifier = new(Registrar);
        verifier.Load(whole);

        Assert.IsTrue(results.All(result => result.Fault == RevocationListFault.None));
        CollectionAssert.AllItemsAreUnique(results.Select(result => result.View!.Id).ToArray());
        Assert.IsTrue(certificates.All(one => verifier.Status(one, Now) == RevocationStatus.Canceled));
        CollectionAssert.AreEquivalent(certificates.Select(one => one.Id).ToArray(), Canceled(whole));
    }

    [TestMethod]
    public async Task What_the_caller_wants_is_done_in_the_same_transaction_or_nothing_is()
    {
        RevocationBook book = Book();
        Done(await book.CurrentAsync(Stop));
        string key = $"/records/{Interlocked.Increment(ref books)}";
        long revision = Must(await client.PutAsync(Bytes(key), Bytes("x"), cancellation: Stop)).Revision;
        Operation[] delete = [new DeleteOperation(KeyRange.Single(key))];

        RevocationResult refused = await book.RevokeAsync(
            [(Certificate(1).Id, In(Hour))], [Compare.ModRevision(Bytes(key), revision - 1)], delete, Stop);
        bool isThere = await IsThereAsync(key);
        ObjectId[] before = Canceled(Done(await book.CurrentAsync(Stop)));
        Done(await book.RevokeAsync(
            [(Certificate(1).Id, In(Hour))], [Compare.ModRevision(Bytes(key), revision)], delete, Stop));

        Assert.AreEqual(RevocationListFault.Condition, refused.Fault);
        Assert.IsTrue(isThere);
        Assert.HasCount(0, before);
        Assert.IsFalse(await IsThereAsync(key));
        Assert.HasCount(1, Canceled(Done(await book.CurrentAsync(Stop))));
    }

    [TestMethod]
    public async Task What_is_revoked_already_is_not_written_again_and_the_rest_is_done()
    {
        RevocationBook book = Book();
        Done(await RevokeAsync(book, Certificate(1)));
        string last = Done(await RevokeAsync(book, Certificate(2))).Id;
        string key = $"/records/{Interlocked.Increment(ref books)}";

        RevocationView again = Done(await book.RevokeAsync(
            [(Certificate(1).Id, In(Hour))], [], [new PutOperation(Bytes(key), Bytes("x"))], Stop));

        Assert.AreEqual(last, again.Id);
        Assert.IsTrue(await IsThereAsync(key));
        Assert.HasCount(2, Lists(Done(await book.CurrentAsync(Stop))));
    }

    [TestMethod]
    public async Task Who_knows_a_list_gets_what_follows_on_it_and_everybody_else_the_whole()
    {
        RevocationBook book = Book();
        RevocationView list = Done(await book.CurrentAsync(Stop));
        RevocationView first = Done(await RevokeAsync(book, Certificate(1)));
        RevocationView second = Done(await RevokeAsync(book, Certificate(2)));

        CollectionAssert.AreEqual((string[])[first.Id, second.Id], await SinceAsync(book, list.Id));
        CollectionAssert.AreEqual((string[])[second.Id], await SinceAsync(book, first.Id));
        CollectionAssert.AreEqual(Array.Empty<string>(), await SinceAsync(book, second.Id));
        CollectionAssert.AreEqual(
            (string[])[list.Id, first.Id, second.Id], await SinceAsync(book, Certificate(1).Id.ToString()));

        time.Now += 12 * Hour;
        string[] renewed = await SinceAsync(book, second.Id);
        Assert.HasCount(1, renewed);
        Assert.AreEqual(renewed[0], Done(await book.CurrentAsync(Stop)).Id);
    }

    [TestMethod]
    public async Task A_list_is_renewed_after_half_of_its_life_and_leaves_out_what_has_ended()
    {
        RevocationBook book = Book();
        AuthorizationCertificate late = Verifier.Certificate(Registrar, Ann.Public, 9, In(100 * Hour));
        Done(await book.RevokeAsync([(Certificate(1).Id, In((12 * Hour) - 600))], [], [], Stop));
        Done(await book.RevokeAsync([(Certificate(2).Id, In((12 * Hour) - 601))], [], [], Stop));
        Done(await book.RevokeAsync([(late.Id, In(100 * Hour))], [], [], Stop));
        string old = Done(await book.RefreshAsync(Stop)).Id;

        time.Now += (12 * Hour) - 1;
        RevocationView same = Done(await book.RefreshAsync(Stop));
        time.Now += 1;
        RevocationView renewed = Done(await book.RefreshAsync(Stop));

        Assert.AreEqual(old, same.Id);
        Assert.HasCount(3, Canceled(same));
        Assert.HasCount(1, Lists(renewed));
        CollectionAssert.AreEquivalent((ObjectId[])[Certificate(1).Id, late.Id], Canceled(renewed));
        Assert.AreEqual(time.Now + (24 * Hour), renewed.NotAfter);
    }

    [TestMethod]
    public async Task Of_many_revocations_in_one_second_a_verifier_misses_none()
    {
        RevocationBook book = Book();
        Verifier verifier = new(Registrar);
        verifier.Load(Done(await book.CurrentAsync(Stop)));
        AuthorizationCertificate[] certificates =
            [.. Enumerable.Range(0, RevocationState.MaxListsPerSigner + 20).Select(Certificate)];

        foreach (AuthorizationCertificate one in certificates)
        {
            Assert.AreEqual(0, verifier.Load(Done(await RevokeAsync(book, one))));
        }

        Assert.IsTrue(certificates.All(one => verifier.Status(one, Now) == RevocationStatus.Canceled));
        Assert.AreEqual(RevocationStatus.Good, verifier.Status(Certificate(1000), Now));
        Assert.IsLessThanOrEqualTo(
            RevocationLimits.Deltas + 1, Lists(Done(await book.CurrentAsync(Stop))).Length);
    }

    [TestMethod]
    public async Task The_largest_list_is_read_with_the_limits_for_a_network_and_a_larger_one_is_refused()
    {
        RevocationBook book = Book();
        Done(await book.CurrentAsync(Stop));
        for (int i = 0; i < RevocationLimits.Deltas; i++)
        {
            int count = RevocationLimits.Identifiers / RevocationLimits.Deltas;
            Done(await book.RevokeAsync([.. Numbers(i * count, count, Hour)], [], [], Stop));
        }

        RevocationView whole = Done(await book.CurrentAsync(Stop));
        RevocationResult full = await book.RevokeAsync([.. Numbers(9_999, 1, Hour)], [], [], Stop);
        time.Now += Hour + (long)RevocationLimits.Grace.TotalSeconds + 1;
        RevocationView later = Done(await book.RevokeAsync([.. Numbers(9_999, 1, Hour)], [], [], Stop));
        Verifier verifier = new(Registrar);

        Assert.AreEqual(0, verifier.Load(whole));
        Assert.HasCount(RevocationLimits.Identifiers, Canceled(whole));
        Assert.AreEqual(RevocationListFault.Full, full.Fault);
        Assert.HasCount(1, Canceled(later));
    }

    [TestMethod]
    public async Task A_revalidation_is_good_for_the_one_decision_of_who_asked()
    {
        RevocationBook book = Book();
        AuthorizationCertificate certificate =
            Verifier.Certificate(Registrar, Ann.Public, 1, In(Hour), OnlineTestKind.OneTime);
        byte[] nonce = RandomNumberGenerator.GetBytes(OneTimeRevalidation.MinNonce);
        Verifier asked = new(Registrar);
        Verifier other = new(Registrar);
        asked.Revocations.Expect(certificate.Id, Registrar.Public.Principal, nonce, In(60));

        RevocationView good = Done(await book.RevalidateAsync(certificate.Id, nonce, null, Stop));

        Assert.AreEqual(0, asked.Load(good));
        Assert.AreEqual(1, other.Load(good));
        Assert.AreEqual(RevocationStatus.Good, asked.Status(certificate, Now));
        Assert.AreEqual(RevocationStatus.NoAnswer, other.Status(certificate, Now));
    }

    [TestMethod]
    public async Task What_is_revoked_by_its_hash_or_by_its_key_is_not_revalidated()
    {
        RevocationBook book = Book();
        byte[] nonce = RandomNumberGenerator.GetBytes(OneTimeRevalidation.MaxNonce);
        ObjectId ann = new(Ann.Public.Principal);
        Done(await book.RevokeAsync([(Certificate(1).Id, In(Hour)), (ann, SpkiTime.Forever)], [], [], Stop));

        Assert.AreEqual(
            RevocationListFault.Revoked, (await book.RevalidateAsync(Certificate(1).Id, nonce, null, Stop)).Fault);
        Assert.AreEqual(
            RevocationListFault.Revoked, (await book.RevalidateAsync(Certificate(2).Id, nonce, [ann], Stop)).Fault);
        Assert.AreEqual(
            RevocationListFault.None, (await book.RevalidateAsync(Certificate(2).Id, nonce, null, Stop)).Fault);
    }

    [TestMethod]
    [DataRow(OneTimeRevalidation.MinNonce - 1)]
    [DataRow(OneTimeRevalidation.MaxNonce + 1)]
    public async Task A_nonce_of_another_length_is_refused(int octets) => Assert.AreEqual(
        RevocationListFault.Nonce,
        (await Book().RevalidateAsync(Certificate(1).Id, new byte[octets], null, Stop)).Fault);

    [TestMethod]
    [DataRow("revocation/head", "{\"version\":1,\"generation\":0,\"number\":7}")]
    [DataRow("revocation/head", "x")]
    [DataRow("revocation/list/0000000000000000/0000", "{\"version\":1,\"generation\":\"x\"}")]
    [DataRow("revocation/list/0000000000000000/0002", "[]")]
    public async Task A_store_with_something_else_in_it_is_not_signed_on(string key, string value)
    {
        string root = Root();
        Done(await RevokeAsync(Book(root: root), Certificate(1)));
        Must(await client.PutAsync(Bytes(root + key), Bytes(value), cancellation: Stop));

        Assert.AreEqual(RevocationListFault.Damaged, (await Book(root: root).CurrentAsync(Stop)).Fault);
        Assert.AreEqual(RevocationListFault.Damaged, (await RevokeAsync(Book(root: root), Certificate(2))).Fault);
    }

    [TestMethod]
    public async Task Another_key_does_not_go_on_with_the_lists_of_the_first()
    {
        string root = Root();
        Done(await RevokeAsync(Book(root: root), Certificate(1)));

        Assert.AreEqual(RevocationListFault.Damaged, (await RevokeAsync(Book(Other, root), Certificate(2))).Fault);
    }

    [TestMethod]
    [RequiresProgram("setpriv")]
    public async Task No_answered_revocation_is_lost_or_half_done_when_the_leader_is_killed()
    {
        using Cluster cluster = new();
        using EtcdClient store = new(cluster.Options);
        await ReadyAsync(store, Stop);
        RevocationBook book = new(store, "/r/", Registrar, time);
        int leader = await cluster.LeaderAsync(Stop);
        List<int> answered = [];
        for (int i = 0; i < 40; i++)
        {
            if (i == 15)
            {
                cluster.Members[leader].Kill();
            }

            RevocationResult result = await book.RevokeAsync(
                [(Certificate(i).Id, In(Hour))], [], [new PutOperation(Bytes($"/done/{i}"), Bytes("x"))], Stop);
            Assert.IsTrue(result.Fault is RevocationListFault.None or RevocationListFault.Store, result.Detail);
            answered.AddRange(result.View is null ? [] : [i]);
        }

        HashSet<ObjectId> revoked = [.. Canceled(Done(await book.CurrentAsync(Stop)))];
        RangePage done = Must(await store.RangeAsync(new RangeQuery(KeyRange.Prefix("/done/")), Stop));
        CollectionAssert.AreEquivalent(
            revoked.ToArray(),
            done.Items.Select(item => Certificate(int.Parse(item.KeyText[6..], CultureInfo.InvariantCulture)).Id)
                .ToArray());
        Assert.IsTrue(answered.All(i => revoked.Contains(Certificate(i).Id)));
        Assert.IsGreaterThan(30, answered.Count);
    }

    private static RevocationView Done(RevocationResult result)
    {
        Assert.AreEqual(RevocationListFault.None, result.Fault, result.Detail);
        return result.View!;
    }

    private static RevocationObject[] Lists(RevocationView view) =>
        [.. ((Sequence)Verifier.Read(view.Sequence)).Items.OfType<RevocationObject>()];

    private static ObjectId[] Canceled(RevocationView view) =>
        [.. Lists(view).SelectMany(list => list is Crl crl ? crl.Canceled : ((DeltaCrl)list).Canceled)];

    private static async Task<bool> IsThereAsync(string key) =>
        Must(await client.RangeAsync(new RangeQuery(KeyRange.Single(key)))).First is not null;

    private static string Root() => $"/revocations/{Interlocked.Increment(ref books)}/";

    private RevocationBook Book(PrivateKey? key = null, string? root = null) =>
        new(client, root ?? Root(), key ?? Registrar, time);

    private SpkiTime In(long seconds) => SpkiTime.From(DateTimeOffset.FromUnixTimeSeconds(time.Now + seconds));

    private static AuthorizationCertificate Certificate(int number) => Verifier.Certificate(
        Registrar,
        Ann.Public,
        number,
        SpkiTime.From(DateTimeOffset.FromUnixTimeSeconds(Ledger.Midnight + (100 * Hour))));

    private IEnumerable<(ObjectId Id, SpkiTime Until)> Numbers(int first, int count, long seconds) =>
        Enumerable.Range(first, count)
            .Select(i => (ObjectId.Of(BitConverter.GetBytes(i)), In(seconds)));

    private Task<RevocationResult> RevokeAsync(RevocationBook book, AuthorizationCertificate certificate) =>
        book.RevokeAsync([(certificate.Id, certificate.Validity.NotAfter)], [], [], Stop);

    private async Task<string[]> SinceAsync(RevocationBook book, string known)
    {
        ObjectId id = new(Principal.Of(Convert.FromHexString(known)));
        return [.. Lists(Done(await book.SinceAsync(id, Stop))).Select(list => list.Id.ToString())];
    }
}
