using HiperNet.Flows.Tests.Lab;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Testing;
using static HiperNet.Flows.Tests.Lab.RegistrarLab;

namespace HiperNet.Flows.Tests;

/// <summary>Resources that certify a registrar, and say that they are there.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class OfferTests
{
    private const int PatienceSeconds = 2;
    private static RegistrarLab lab = null!;
    private static Person owner = null!;

    public required TestContext TestContext { get; init; }

    private static string Registrar => lab.Registrar.Principal;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        lab = await RegistrarLab.StartAsync(1, "--patience-seconds", $"{PatienceSeconds}");
        owner = await lab.ApprovedAsync();
    }

    [ClassCleanup]
    public static async Task EndAsync() => await lab.DisposeAsync();

    [TestMethod]
    public async Task An_offer_tells_its_resources_and_when_their_certificates_end()
    {
        using VirtualOffer offer = new("told", 3);

        OfferView view = Must(await owner.Client.OfferAsync("told", offer.Request(Registrar)));

        CollectionAssert.AreEqual(new[] { "host[1]", "host[2]", "host[3]" }, view.Resources.ToArray());
        Assert.AreEqual((owner.Principal, offer.Document), (view.Owner, view.Document));
        long day = TimeProvider.System.GetUtcNow().AddDays(1).ToUnixTimeSeconds();
        Assert.IsInRange(day - 60, day, view.NotAfter!.Value);
        Assert.Contains("told", Must(await owner.Client.OffersAsync()).Items.Select(item => item.Id));
    }

    [TestMethod]
    public async Task An_offer_is_live_after_a_heartbeat_and_silent_when_the_next_one_is_late()
    {
        using VirtualOffer offer = new("beating", 1);
        Assert.AreEqual("silent", Must(await owner.Client.OfferAsync("beating", offer.Request(Registrar))).State);

        Heartbeat beat = Must(await owner.Client.HeartbeatAsync("beating"));

        Assert.AreEqual(PatienceSeconds, beat.Seconds);
        Assert.AreEqual("live", await StateAsync("beating"));
        for (int i = 0; i < 100 && await StateAsync("beating") == "live"; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.CancellationToken);
        }

        Assert.AreEqual("silent", await StateAsync("beating"));
        Must(await owner.Client.HeartbeatAsync("beating"));
        Assert.AreEqual("live", await StateAsync("beating"));
    }

    [TestMethod]
    public async Task An_offer_that_is_taken_back_is_withdrawn()
    {
        await lab.OfferAsync(owner, "brief", 1);

        Assert.AreEqual("withdrawn", Must(await owner.Client.WithdrawAsync("brief")).State);
        Assert.AreEqual("withdrawn", await StateAsync("brief"));
    }

    [TestMethod]
    public async Task An_offer_of_somebody_else_is_neither_changed_nor_served_nor_taken_back()
    {
        using VirtualOffer offer = await lab.OfferAsync(owner, "owned", 1);
        Person other = await lab.InvitedAsync();

        Assert.AreEqual("exists", Code(await other.Client.OfferAsync("owned", offer.Request(Registrar))));
        Assert.AreEqual("denied", Code(await other.Client.HeartbeatAsync("owned")));
        Assert.AreEqual("denied", Code(await other.Client.WithdrawAsync("owned")));
        Assert.AreEqual(
            owner.Principal, Must(await owner.Client.OffersAsync()).Items.Single(o => o.Id == "owned").Owner);
    }

    [TestMethod]
    public async Task A_certificate_for_another_resource_is_refused()
    {
        using VirtualOffer offer = new("crossed", 2);
        ResourceProof other =
            offer.Proof(1, Registrar) with { Element = "host[1]", Key = offer.Keys[0].Public.Sexp.Canonical };

        await RefusedAsync(offer, other);
    }

    [TestMethod]
    public async Task A_certificate_by_another_key_is_refused()
    {
        using VirtualOffer offer = new("forged", 2);

        await RefusedAsync(offer, offer.Proof(0, Registrar, signer: owner.Key));
    }

    [TestMethod]
    public async Task A_certificate_for_another_registrar_is_refused()
    {
        using VirtualOffer offer = new("foreign", 2);

        await RefusedAsync(offer, offer.Proof(0, owner.Principal));
    }

    [TestMethod]
    public async Task A_certificate_that_has_ended_is_refused()
    {
        using VirtualOffer offer = new("ended", 2);

        await RefusedAsync(offer, offer.Proof(0, Registrar, validity: Certificates.Past()));
    }

    [TestMethod]
    public async Task A_certificate_that_may_not_be_passed_on_is_refused()
    {
        using VirtualOffer offer = new("kept", 2);

        await RefusedAsync(offer, offer.Proof(0, Registrar, Delegation.None));
    }

    [TestMethod]
    public async Task A_certificate_that_names_who_it_may_be_passed_to_is_refused()
    {
        using VirtualOffer offer = new("named", 2);

        await RefusedAsync(offer, offer.Proof(0, Registrar, Delegation.To(owner.Key.Public.Principal)));
    }

    [TestMethod]
    public async Task A_certificate_for_less_than_starting_and_stopping_is_refused()
    {
        using VirtualOffer offer = new("narrow", 2);
        Principal resource = offer.Keys[0].Public.Principal;
        byte[] narrow = Certificates.Grant(
            offer.Keys[0],
            Principal.Of(Convert.FromHexString(Registrar)),
            GrantTags.Machine(resource, "use", "console"),
            Delegation.Any,
            Validity.Unlimited);

        await RefusedAsync(offer, offer.Proof(0, Registrar) with { Certificates = narrow });
    }

    [TestMethod]
    public async Task A_node_without_a_certificate_is_refused()
    {
        using VirtualOffer offer = new("bare", 2);
        OfferRequest request = new(offer.Document, [offer.Proof(0, Registrar)]);

        Assert.AreEqual("certificate", Code(await owner.Client.OfferAsync("bare", request)));
    }

    [TestMethod]
    public async Task Octets_that_are_no_certificate_are_refused()
    {
        using VirtualOffer offer = new("noise", 2);
        byte[] whole = offer.Proof(0, Registrar).Certificates.ToArray();
        byte[][] wrong =
        [
            [], "("u8.ToArray(), [.. Enumerable.Repeat((byte)'(', 5000)], "(8:sequence)"u8.ToArray(), whole[..^1],
            "99999999999999999999:a"u8.ToArray(), new byte[100_000],
            [.. whole.Select((octet, i) => i == whole.Length - 20 ? (byte)(octet ^ 1) : octet)],
        ];

        foreach (byte[] octets in wrong)
        {
            await RefusedAsync(offer, offer.Proof(0, Registrar) with { Certificates = octets });
        }
    }

    [TestMethod]
    public async Task A_document_that_is_no_pool_is_refused()
    {
        using VirtualOffer offer = new("words", 1);
        string[] documents =
            ["", "pool", "infrastructure i { node host { cores 1 } }", "pool p { node x { bricks 3 } }"];
        foreach (string document in documents)
        {
            OfferRequest request = offer.Request(Registrar) with { Document = document };
            Assert.AreEqual("document", Code(await owner.Client.OfferAsync("words", request)), document);
        }
    }

    private static async Task<string> StateAsync(string id) =>
        Must(await owner.Client.OffersAsync()).Items.Single(offer => offer.Id == id).State;

    private static async Task RefusedAsync(VirtualOffer offer, ResourceProof wrong)
    {
        OfferRequest request = new(offer.Document, [wrong, offer.Proof(1, Registrar)]);
        ApiAnswer<OfferView> answer = await owner.Client.OfferAsync(offer.Id, request);

        Assert.AreEqual("certificate", Code(answer));
        Assert.DoesNotContain(offer.Id, Must(await owner.Client.OffersAsync()).Items.Select(item => item.Id));
    }
}
