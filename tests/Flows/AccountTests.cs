using HiperNet.Flows.Tests.Lab;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Keys;
using HiperNet.Testing;
using static HiperNet.Flows.Tests.Lab.RegistrarLab;

namespace HiperNet.Flows.Tests;

/// <summary>How somebody comes to an account, and loses it.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class AccountTests
{
    private static RegistrarLab lab = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context) => lab = await RegistrarLab.StartAsync();

    [ClassCleanup]
    public static async Task EndAsync() => await lab.DisposeAsync();

    [TestMethod]
    public async Task A_registrar_says_who_it_is_and_what_is_agreed()
    {
        RegistrarInfo info = Must(await lab.Stranger().Client.InfoAsync());
        Agreement agreement = Must(await lab.Stranger().Client.AgreementAsync());

        Assert.AreEqual((Name, lab.Registrar.Principal, lab.Agreement), (info.Name, info.Principal, info.Agreement));
        Assert.AreEqual((AgreementText, lab.Agreement), (agreement.Text, agreement.Hash));
    }

    [TestMethod]
    [DataRow(KeyAlgorithm.P256)]
    [DataRow(KeyAlgorithm.P384)]
    [DataRow(KeyAlgorithm.Ed25519)]
    [DataRow(KeyAlgorithm.Rsa2048)]
    public async Task A_key_of_every_kind_may_have_an_account(KeyAlgorithm algorithm)
    {
        InvitationView invitation = Must(await lab.Administrator.Client.InviteAsync(60));
        Person person = lab.Stranger(algorithm);

        AccountView account = Must(
            await person.Client.RegisterAsync(person.Application(lab.Agreement, invitation.Token)));

        Assert.AreEqual((person.Principal, "active"), (account.Principal, account.State));
        Assert.AreEqual(account.Principal, Must(await person.Client.AccountAsync("self")).Principal);
        Must(await person.Client.OffersAsync());
    }

    [TestMethod]
    public async Task An_account_without_an_invitation_has_no_rights_until_it_is_approved()
    {
        Person person = lab.Stranger();
        Assert.AreEqual("pending", Must(await person.Client.RegisterAsync(person.Application(lab.Agreement))).State);
        Assert.AreEqual("denied", Code(await person.Client.OffersAsync()));

        AccountView account = Must(await lab.Administrator.Client.DecideAccountAsync(person.Principal, true));

        Assert.AreEqual(("active", lab.Administrator.Principal), (account.State, account.DecidedBy));
        Must(await person.Client.OffersAsync());
    }

    [TestMethod]
    public async Task A_suspended_account_has_no_rights_at_once_and_has_them_again_when_it_is_approved()
    {
        Person person = await lab.InvitedAsync();
        Must(await person.Client.OffersAsync());

        Assert.AreEqual(
            "suspended", Must(await lab.Administrator.Client.DecideAccountAsync(person.Principal, false)).State);
        Assert.AreEqual("denied", Code(await person.Client.OffersAsync()));

        Must(await lab.Administrator.Client.DecideAccountAsync(person.Principal, true));
        Must(await person.Client.OffersAsync());
    }

    [TestMethod]
    public async Task The_token_of_an_invitation_is_told_once_and_not_kept()
    {
        using RawClient raw = new(lab.Registrar);
        RawRequest first = new("POST", "/v1/invitations")
        {
            Content = "{\"seconds\":60}"u8.ToArray(), Signer = lab.Administrator.Key,
        };
        RawRequest again = first with { Nonce = "0123456789abcdef-again" };

        Assert.AreEqual((201, ""), await raw.AskAsync(first));
        Assert.AreEqual((409, "state"), await raw.AskAsync(again));
    }

    [TestMethod]
    public async Task The_agreement_must_be_accepted_as_it_is()
    {
        Person person = lab.Stranger();
        string other = new('0', 64);

        Assert.AreEqual("not-agreed", Code(await person.Client.RegisterAsync(person.Application(other))));
        Assert.AreEqual("unknown", Code(await person.Client.AccountAsync("self")));
    }

    [TestMethod]
    public async Task An_account_is_for_the_key_that_signs()
    {
        Person person = lab.Stranger();
        AccountRequest stolen = lab.Stranger().Application(lab.Agreement);

        Assert.AreEqual("malformed", Code(await person.Client.RegisterAsync(stolen)));
    }

    [TestMethod]
    public async Task Of_twenty_who_use_an_invitation_at_once_one_is_let_in()
    {
        InvitationView invitation = Must(await lab.Administrator.Client.InviteAsync(60));
        Person[] people = [.. Enumerable.Range(0, 20).Select(_ => lab.Stranger())];

        ApiAnswer<AccountView>[] answers = await Task.WhenAll(people.Select(
            person => person.Client.RegisterAsync(person.Application(lab.Agreement, invitation.Token))));

        Assert.AreEqual("active", answers.Single(answer => answer.IsDone).Value!.State);
        Assert.IsTrue(answers.Where(answer => !answer.IsDone).All(answer => Code(answer) is "invitation" or "busy"));
    }

    [TestMethod]
    public async Task An_invitation_that_was_never_made_lets_nobody_in()
    {
        Person person = lab.Stranger();

        Assert.AreEqual(
            "invitation",
            Code(await person.Client.RegisterAsync(person.Application(lab.Agreement, new string('A', 43)))));
    }

    [TestMethod]
    public async Task Accounts_are_listed_page_by_page_for_administrators_only()
    {
        Person person = await lab.InvitedAsync();
        List<string> found = [];
        Page<AccountView> page;
        string? after = null;
        do
        {
            page = Must(await lab.Administrator.Client.AccountsAsync(after));
            found.AddRange(page.Items.Select(account => account.Principal));
            after = page.Next;
        }
        while (after is not null);

        Assert.Contains(person.Principal, found);
        CollectionAssert.AreEqual(found.Order(StringComparer.Ordinal).ToArray(), found);
        Assert.AreEqual("denied", Code(await person.Client.AccountsAsync()));
    }
}
