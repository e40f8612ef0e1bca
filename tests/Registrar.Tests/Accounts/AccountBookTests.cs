using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HiperNet.Registrar.Accounts;
using HiperNet.Registrar.Audit;
using HiperNet.Registrar.State;
using HiperNet.Registrar.Tests.Audit;
using HiperNet.Registrar.Tests.Bookings;
using HiperNet.Registrar.Tests.State.Lab;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;
using HiperNet.Testing;

namespace HiperNet.Registrar.Tests.Accounts;

/// <summary>Accounts on a real etcd.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class AccountBookTests
{
    private const string Agreement = "Do no harm.";

    private static readonly PrivateKey Registrar = PrivateKey.Generate(KeyAlgorithm.P256);
    private static readonly PrivateKey Ann = PrivateKey.Generate(KeyAlgorithm.P256);
    private static readonly PrivateKey Bob = PrivateKey.Generate(KeyAlgorithm.Ed25519);
    private static readonly AccountIdentity Doctor = new("Ann", "Hospital", "ann@hospital.example");
    private static EtcdLab lab = null!;
    private static EtcdClient client = null!;
    private static int books;

    private readonly SetTime time = new(Ledger.Midnight);

    public required TestContext TestContext { get; init; }

    private CancellationToken Stop => TestContext.CancellationToken;

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
        Ann.Dispose();
        Bob.Dispose();
    }

    [TestMethod]
    public async Task Without_an_invitation_an_account_waits_for_an_administrator()
    {
        AccountBook book = await BookAsync();

        AccountRecord account = Done(await book.RegisterAsync(Registration(Ann), Stop));
        AccountRecord approved = Done(await book.ApproveAsync(Ann.Public.Principal, Bob.Public.Principal, Stop));

        Assert.AreEqual((AccountState.Pending, null), (account.State, account.DecidedBy));
        Assert.AreEqual(
            (AccountState.Active, Bob.Public.Principal.ToString()), (approved.State, approved.DecidedBy));
        Assert.AreEqual(AccountState.Active, Done(await book.FindAsync(Ann.Public.Principal, Stop)).State);
    }

    [TestMethod]
    public async Task An_invitation_makes_one_account_active()
    {
        AccountBook book = await BookAsync();
        (Invitation? invitation, _) = await book.InviteAsync(Bob.Public.Principal, 60, Stop);

        AccountRecord first = Done(await book.RegisterAsync(Registration(Ann, invitation!.Token), Stop));
        AccountResult second = await book.RegisterAsync(Registration(Bob, invitation.Token), Stop);

        Assert.AreEqual(AccountState.Active, first.State);
        Assert.AreEqual(AccountFault.Invitation, second.Fault);
        Assert.AreEqual(AccountFault.Unknown, (await book.FindAsync(Bob.Public.Principal, Stop)).Fault);
        Assert.DoesNotContain(invitation.Token, invitation.ToString(), StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Of_many_who_race_for_an_invitation_one_gets_it()
    {
        AccountBook book = await BookAsync();
        (Invitation? invitation, _) = await book.InviteAsync(Bob.Public.Principal, 60, Stop);
        PrivateKey[] keys = [.. Enumerable.Range(0, 8).Select(_ => PrivateKey.Generate(KeyAlgorithm.P256))];

        AccountResult[] results = await Task.WhenAll(
            keys.Select(key => book.RegisterAsync(Registration(key, invitation!.Token), Stop)));

        Assert.AreEqual(1, results.Count(result => result.Fault == AccountFault.None));
        Assert.AreEqual(7, results.Count(result => result.Fault == AccountFault.Invitation));
        Array.ForEach(keys, key => key.Dispose());
    }

    [TestMethod]
    public async Task An_invitation_that_has_ended_or_was_never_given_is_worth_nothing()
    {
        AccountBook book = await BookAsync();
        (Invitation? invitation, _) = await book.InviteAsync(Bob.Public.Principal, 60, Stop);
        time.Now += 60;

        AccountResult late = await book.RegisterAsync(Registration(Ann, invitation!.Token), Stop);
        AccountResult forged = await book.RegisterAsync(Registration(Ann, new string('A', 43)), Stop);

        Assert.AreEqual(AccountFault.Invitation, late.Fault);
        Assert.AreEqual((late.Fault, late.Detail), (forged.Fault, forged.Detail));
    }

    [TestMethod]
    public async Task The_current_agreement_must_be_accepted_by_the_key_itself_for_this_registrar()
    {
        AccountBook book = await BookAsync();
        byte[] right = Accept(Ann, Agreement, Registrar.Public.Principal);
        (string What, byte[] Acceptance)[] wrong =
        [
            ("another agreement", Accept(Ann, "Do as you like.", Registrar.Public.Principal)),
            ("another registrar", Accept(Ann, Agreement, Bob.Public.Principal)),
            ("somebody else", Accept(Bob, Agreement, Registrar.Public.Principal)),
            ("nothing", []),
            ("no sequence", "(a b)"u8.ToArray().Concat("1:a"u8.ToArray()).ToArray()),
            ("a part", right[..^1]),
            ("too much", new byte[100_000]),
            ("a changed octet", [.. right.Select((octet, i) => i == right.Length - 20 ? (byte)(octet ^ 1) : octet)]),
        ];

        foreach ((string what, byte[] acceptance) in wrong)
        {
            AccountResult result = await book.RegisterAsync(
                new Registration(Ann.Public, Doctor, acceptance, null), Stop);
            Assert.AreEqual(AccountFault.NotAgreed, result.Fault, what);
            Assert.AreNotEqual("", result.Detail);
        }

        Done(await book.RegisterAsync(new Registration(Ann.Public, Doctor, right, null), Stop));
    }

    [TestMethod]
    public async Task An_agreement_that_was_replaced_cannot_be_accepted_any_more()
    {
        AccountBook book = await BookAsync();
        Registration old = Registration(Ann);
        await book.SetAgreementAsync("Do some good.", Bob.Public.Principal, Stop);

        Assert.AreEqual(AccountFault.NotAgreed, (await book.RegisterAsync(old, Stop)).Fault);
    }

    [TestMethod]
    public async Task Without_an_agreement_nobody_registers()
    {
        AccountBook book = await BookAsync(agreement: null);

        Assert.AreEqual(AccountFault.NoAgreement, (await book.RegisterAsync(Registration(Ann), Stop)).Fault);
    }

    [TestMethod]
    public async Task Registering_again_changes_nothing_and_other_words_are_refused()
    {
        AccountBook book = await BookAsync();
        Registration registration = Registration(Ann);
        AccountRecord first = Done(await book.RegisterAsync(registration, Stop));
        time.Now += 10;

        AccountRecord again = Done(await book.RegisterAsync(registration, Stop));
        AccountResult other = await book.RegisterAsync(
            registration with { Identity = Doctor with { Name = "Eve" } }, Stop);

        Assert.AreEqual(first.Since, again.Since);
        Assert.AreEqual(AccountFault.Exists, other.Fault);
    }

    [TestMethod]
    public async Task A_suspended_account_is_active_again_when_an_administrator_says_so()
    {
        AccountBook book = await BookAsync();
        Principal ann = Ann.Public.Principal;
        Done(await book.RegisterAsync(Registration(Ann), Stop));

        Assert.AreEqual(AccountFault.State, (await book.SuspendAsync(ann, Bob.Public.Principal, Stop)).Fault);
        Done(await book.ApproveAsync(ann, Bob.Public.Principal, Stop));
        Assert.AreEqual(
            AccountState.Suspended, Done(await book.SuspendAsync(ann, Bob.Public.Principal, Stop)).State);
        Assert.AreEqual(AccountState.Active, Done(await book.ApproveAsync(ann, Bob.Public.Principal, Stop)).State);
        Assert.AreEqual(
            AccountFault.Unknown,
            (await book.ApproveAsync(Bob.Public.Principal, Bob.Public.Principal, Stop)).Fault);
    }

    [TestMethod]
    [DataRow("", "Hospital", "c")]
    [DataRow("Ann", " ", "c")]
    [DataRow("Ann", "Hospital", "a\nb")]
    public async Task An_identity_has_all_its_parts(string name, string organisation, string contact)
    {
        AccountBook book = await BookAsync();
        AccountIdentity identity = new(name, organisation, contact);

        Assert.AreEqual(
            AccountFault.Identity,
            (await book.RegisterAsync(Registration(Ann) with { Identity = identity }, Stop)).Fault);
        Assert.IsFalse((Doctor with { Name = new string('x', 201) }).IsValid);
    }

    [TestMethod]
    public async Task Every_change_of_an_account_is_in_the_log_with_who_made_it_and_without_a_secret()
    {
        AccountBook book = await BookAsync();
        (string ann, string bob) = (Ann.Public.Principal.ToString(), Bob.Public.Principal.ToString());
        (Invitation? invitation, _) = await book.InviteAsync(Bob.Public.Principal, 60, Stop);
        Done(await book.RegisterAsync(Registration(Ann, invitation!.Token), Stop));
        Done(await book.SuspendAsync(Ann.Public.Principal, Bob.Public.Principal, Stop));
        Done(await book.SuspendAsync(Ann.Public.Principal, Bob.Public.Principal, Stop));
        Done(await book.ApproveAsync(Ann.Public.Principal, Bob.Public.Principal, Stop));

        StateKeys keys = new(LastName());
        Waiting.Must(await new AuditSequencer(client, keys, TimeProvider.System).RunOnceAsync(Stop));
        IReadOnlyList<AuditEvent> log = await ProvedLog.ReadAsync(client, keys);

        string hash = Invitation.HashOf(invitation.Token);
        string agreement = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Agreement)));
        CollectionAssert.AreEquivalent(
            new[]
            {
                $"agreement.set {agreement} {bob}", $"invitation.made {hash} {bob}",
                $"account.registered {ann} {ann}", $"invitation.used {hash} {ann}",
                $"account.suspended {ann} {bob}", $"account.approved {ann} {bob}",
            },
            log.Select(one => $"{one.Name} {one.Object} {one.Actor}").ToArray());
        Assert.IsFalse(log.Any(one => Encoding.UTF8.GetString(one.Write()).Contains(
            invitation.Token, StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Nothing_is_done_while_the_log_lags_behind()
    {
        StateKeys keys = new("/accounts/behind/");
        AuditOutbox outbox = Outbox(keys, new OutboxOptions { Backlog = 1, BacklogAge = TimeSpan.Zero });
        AccountBook book = new(client, keys, Registrar.Public.Principal, time, outbox);
        Waiting.Must(await book.SetAgreementAsync(Agreement, Bob.Public.Principal, Stop));

        StateResult<Written> agreement = await book.SetAgreementAsync("Other.", Bob.Public.Principal, Stop);
        (Invitation? invitation, string why) = await book.InviteAsync(Bob.Public.Principal, 60, Stop);

        Assert.AreEqual(StateFault.Unavailable, agreement.Fault);
        Assert.AreEqual((null, "Unavailable: 1 entries wait for the log"), (invitation, why));
        Assert.AreEqual(AccountFault.Log, (await book.RegisterAsync(Registration(Ann), Stop)).Fault);
        Assert.AreEqual(AccountFault.Unknown, (await book.FindAsync(Ann.Public.Principal, Stop)).Fault);
    }

    private static string LastName() =>
        string.Create(CultureInfo.InvariantCulture, $"/accounts/{Volatile.Read(ref books)}/");

    private static AccountRecord Done(AccountResult result)
    {
        Assert.AreEqual(AccountFault.None, result.Fault, result.Detail);
        return result.Account!;
    }

    private static Registration Registration(PrivateKey key, string? invitation = null) =>
        new(key.Public, Doctor, Accept(key, Agreement, Registrar.Public.Principal), invitation);

    /// <summary>The key says to a registrar that it has accepted an agreement.</summary>
    private static byte[] Accept(PrivateKey key, string agreement, Principal registrar)
    {
        SexpList agreed = SexpList.Of("agreed", new SexpAtom(SHA256.HashData(Encoding.UTF8.GetBytes(agreement))));
        Assert.IsTrue(TagExpression.TryParse(agreed, out TagExpression? tag, out _));
        AuthorizationCertificate certificate = AuthorizationCertificate.Create(
            key.Public.Principal, new KeySubject(registrar), tag);
        return Sequence.Create(new KeyObject(key.Public), certificate, Signature.Create(certificate, key))
            .Node.Canonical.ToArray();
    }

    private AuditOutbox Outbox(StateKeys keys, OutboxOptions? options = null) =>
        new(client, keys, Registrar.Public.Principal.ToString(), time, options);

    private async Task<AccountBook> BookAsync(string? agreement = Agreement)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"/accounts/{Interlocked.Increment(ref books)}/");
        StateKeys keys = new(name);
        AccountBook book = new(client, keys, Registrar.Public.Principal, time, Outbox(keys));
        if (agreement is not null)
        {
            Waiting.Must(await book.SetAgreementAsync(agreement, Bob.Public.Principal, Stop));
        }

        return book;
    }
}
