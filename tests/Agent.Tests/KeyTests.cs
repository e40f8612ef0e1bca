using System.Runtime.Versioning;
using HiperNet.Agent.Keys;
using HiperNet.Agent.Tests.Lab;
using HiperNet.Agent.Work;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Agent.Tests;

/// <summary>Keys, what they grant, and what is decided by it.</summary>
[TestClass]
public sealed class KeyTests
{
    private const string Element = "slot[1]";
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    [TestMethod]
    [UnsupportedOSPlatform("windows")]
    public void A_resources_key_is_made_once_and_is_roots_alone()
    {
        using Scratch folder = new();
        Principal first;
        using (KeyRing keys = new(folder.Of("keys")))
        {
            first = keys.Of(Element).Public.Principal;
            Assert.AreNotEqual(first, keys.Agent.Public.Principal);
            Assert.AreNotEqual(first, keys.Of("slot[2]").Public.Principal);
        }

        using KeyRing again = new(folder.Of("keys"));
        Assert.AreEqual(first, again.Of(Element).Public.Principal);
        Assert.AreEqual(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.Of("keys/slot-1.key")));
        Assert.AreEqual(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(folder.Of("keys")));
    }

    [TestMethod]
    public void A_grant_is_kept_until_two_thirds_of_its_life_and_followed_by_another()
    {
        using Scratch folder = new();
        using KeyRing keys = new(folder.Of("keys"));
        ManualTime time = new(Start);
        GrantBook book = new(folder.Of("granted"), Paper.NewKey().Public.Principal, time);
        Grant first = book.Current(keys.Of(Element), Day, null);
        Assert.AreEqual(Start + Day, first.NotAfter);
        Assert.AreEqual(Start + (Day * 2 / 3), GrantBook.RenewAt(first));

        time.Now = Start + TimeSpan.FromHours(15.9);
        Assert.AreEqual(first.NotAfter, book.Current(keys.Of(Element), Day, null).NotAfter);
        time.Now = Start + TimeSpan.FromHours(16.1);
        Grant second = book.Current(keys.Of(Element), Day, null);
        Assert.AreEqual(time.Now + Day, second.NotAfter);
        Assert.AreEqual(2, book.Of(keys.Of(Element).Public.Principal).Count(), "a copy of both is kept");
        time.Now = Start + TimeSpan.FromHours(25);
        Assert.AreEqual(1, book.Of(keys.Of(Element).Public.Principal).Count(), "what has ended grants nothing");
    }

    [TestMethod]
    public void A_grant_ends_with_the_offer_and_is_for_this_registrar_alone()
    {
        using Scratch folder = new();
        using KeyRing keys = new(folder.Of("keys"));
        ManualTime time = new(Start);
        PrivateKey registrar = Paper.NewKey();
        GrantBook book = new(folder.Of("granted"), registrar.Public.Principal, time);
        Grant grant = book.Current(keys.Of(Element), Day, Start.AddHours(2));
        Assert.AreEqual(Start.AddHours(2), grant.NotAfter);
        AuthorizationCertificate certificate = grant.Sequence.Items.OfType<AuthorizationCertificate>().Single();
        Assert.AreEqual(Delegation.Any, certificate.Delegation);
        Assert.AreEqual(registrar.Public.Principal, grant.Subject);

        GrantBook others = new(folder.Of("granted"), Paper.NewKey().Public.Principal, time);
        Assert.IsEmpty(others.Of(keys.Of(Element).Public.Principal), "what another registrar was granted is not ours");
        string file = Directory.EnumerateFiles(folder.Of("granted"), "*", SearchOption.AllDirectories).Single();
        File.WriteAllText(file, "(");
        Assert.IsEmpty(book.Of(keys.Of(Element).Public.Principal), "a damaged file grants nothing");
    }

    [TestMethod]
    public void A_node_may_run_as_long_as_the_chain_from_the_resources_own_key_holds()
    {
        using Scratch folder = new();
        using KeyRing keys = new(folder.Of("keys"));
        ManualTime time = new(Start);
        PrivateKey registrar = Paper.NewKey();
        PrivateKey owner = Paper.NewKey();
        GrantBook grants = new(folder.Of("granted"), registrar.Public.Principal, time);
        RevocationBook revocations = new(folder.Of("revocations"));
        WorkJudge judge = new(keys, grants, revocations, registrar.Public.Principal, time);
        Principal resource = keys.Of(Element).Public.Principal;
        ReadOnlyMemory<byte> paper =
            Paper.Machine(registrar, owner.Public.Principal, resource, Start, Start.AddHours(6));
        WorkVpxi vpxi = new(
            "v", owner.Public.Principal.ToString(), "run", 0, long.MaxValue, "", [], [], [paper]);

        Assert.IsFalse(judge.Decide(Element, vpxi).IsGranted, "the resource has granted nothing yet");
        grants.Current(keys.Of(Element), Day, null);
        Verdict verdict = judge.Decide(Element, vpxi);
        Assert.IsTrue(verdict.IsGranted, verdict.Reason);
        Assert.AreEqual(Start.AddHours(6), verdict.Until);
        Assert.IsFalse(judge.Decide("slot[2]", vpxi).IsGranted, "another resource");
        Assert.IsFalse(judge.Decide(Element, vpxi with { Owner = "x" }).IsGranted, "no owner");
        Assert.IsFalse(judge.Decide(Element, vpxi with { Owner = new string('0', 64) }).IsGranted, "another owner");

        time.Now = Start.AddHours(6).AddSeconds(1);
        Assert.IsFalse(judge.Decide(Element, vpxi).IsGranted, "it has ended");
        time.Now = Start.AddHours(1);
        Assert.IsFalse(revocations.Replace("(nonsense"u8.ToArray()));
        PrivateKey stranger = Paper.NewKey();
        Assert.IsTrue(revocations.Replace(Paper.Cancel(stranger, time.Now, paper)));
        Assert.IsTrue(judge.Decide(Element, vpxi).IsGranted, "a stranger takes nothing back");
        Assert.IsTrue(revocations.Replace(Paper.Cancel(registrar, time.Now, paper)));
        Assert.IsFalse(judge.Decide(Element, vpxi).IsGranted, "its issuer has taken it back");
        RevocationBook reopened = new(folder.Of("revocations"));
        WorkJudge later = new(keys, grants, reopened, registrar.Public.Principal, time);
        Assert.IsFalse(later.Decide(Element, vpxi).IsGranted, "and it stays so");
    }

    [TestMethod]
    public void A_login_takes_the_resources_console_or_the_registrars_network()
    {
        using Scratch folder = new();
        using KeyRing keys = new(folder.Of("keys"));
        ManualTime time = new(Start);
        (PrivateKey registrar, PrivateKey owner, PrivateKey second) = (Paper.NewKey(), Paper.NewKey(), Paper.NewKey());
        GrantBook grants = new(folder.Of("granted"), registrar.Public.Principal, time);
        grants.Current(keys.Of(Element), Day, null);
        WorkJudge judge =
            new(keys, grants, new RevocationBook(folder.Of("r")), registrar.Public.Principal, time);
        WorkVpxi vpxi = new(
            "v",
            owner.Public.Principal.ToString(),
            "run",
            0,
            long.MaxValue,
            "",
            [],
            [],
            [
                Paper.Machine(
                    registrar,
                    owner.Public.Principal,
                    keys.Of(Element).Public.Principal,
                    Start,
                    Start.AddHours(1)),
                Paper.Network(registrar, second.Public.Principal, "v", Start.AddHours(2)),
                Paper.Network(Paper.NewKey(), owner.Public.Principal, "v", Start.AddHours(9)),
            ]);
        Assert.AreEqual(Start.AddHours(1), judge.DecideLogin(Element, vpxi, owner.Public.Principal).Until);
        Assert.AreEqual(Start.AddHours(2), judge.DecideLogin(Element, vpxi, second.Public.Principal).Until);
        Assert.IsFalse(judge.DecideLogin(Element, vpxi, Paper.NewKey().Public.Principal).IsGranted);
        Assert.IsFalse(judge.DecideLogin(Element, vpxi with { Id = "w" }, second.Public.Principal).IsGranted);
    }

    [TestMethod]
    public void Another_registrars_network_counts_if_the_resource_was_lent_to_it()
    {
        using Scratch folder = new();
        using KeyRing keys = new(folder.Of("keys"));
        ManualTime time = new(Start);
        (PrivateKey own, PrivateKey other, PrivateKey owner) = (Paper.NewKey(), Paper.NewKey(), Paper.NewKey());
        GrantBook grants = new(folder.Of("granted"), own.Public.Principal, time);
        grants.Current(keys.Of(Element), Day, null);
        WorkJudge judge = new(keys, grants, new RevocationBook(folder.Of("r")), own.Public.Principal, time);
        Principal resource = keys.Of(Element).Public.Principal;
        Principal user = owner.Public.Principal;
        DateTimeOffset end = Start.AddHours(2);
        Delegation toUser = Delegation.To(user);
        WorkVpxi vpxi = new(
            "x-1",
            user.ToString(),
            "run",
            0,
            long.MaxValue,
            "",
            [],
            [],
            [
                Paper.Machine(own, other.Public.Principal, resource, Start, end, toUser),
                Paper.Machine(other, user, resource, Start, end),
                Paper.Network(other, user, "theirs", end.AddHours(1)),
                Paper.Network(own, user, "x-1", end.AddHours(9)),
            ])
        {
            Network = "theirs", Authority = other.Public.Sexp.Canonical,
        };

        Assert.IsTrue(judge.Decide(Element, vpxi).IsGranted);
        Assert.AreEqual(end.AddHours(1), judge.DecideLogin(Element, vpxi, user).Until);
        PrivateKey stranger = Paper.NewKey();
        WorkVpxi strange = vpxi with { Authority = stranger.Public.Sexp.Canonical };
        Assert.IsFalse(judge.Decide(Element, strange).IsGranted, "nobody has lent it to a stranger");
        Assert.IsFalse(judge.Decide(Element, vpxi with { Authority = new byte[3] }).IsGranted, "no key");
        WorkVpxi kept = vpxi with { Certificates = [.. vpxi.Certificates.Skip(1)] };
        Assert.IsFalse(judge.Decide(Element, kept).IsGranted, "it was not lent");
    }
}
