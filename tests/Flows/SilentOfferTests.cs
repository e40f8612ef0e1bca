using HiperNet.Flows.Tests.Lab;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.State;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Revocation;
using HiperNet.Spki.Sexp;
using HiperNet.Testing;
using static HiperNet.Flows.Tests.Lab.RegistrarLab;

namespace HiperNet.Flows.Tests;

/// <summary>Offers whose agents are not heard of any more: spec/registrar-api.md, section 4.5.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class SilentOfferTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private static RegistrarLab lab = null!;
    private static Person agent = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        lab = await RegistrarLab.StartAsync(2, "--patience-seconds", "2", "--round-seconds", "1");
        agent = await lab.InvitedAsync();
    }

    [ClassCleanup]
    public static async Task EndAsync() => await lab.DisposeAsync();

    [TestMethod]
    public async Task A_silent_offer_is_not_booked_until_it_is_heard_again()
    {
        Person user = await lab.InvitedAsync();
        VirtualOffer offer = lab.NewOffer("quiet", 1);
        Must(await agent.Client.OfferAsync("quiet", offer.Request(lab.Registrar.Principal)));
        Assert.AreEqual("refused", Code(await user.Client.CreateAsync(Wish("early", 1))));
        await using (Beating beating = new(agent, "quiet"))
        {
            await beating.FirstAsync();
            Must(await user.Client.CreateAsync(Wish("heard", 1)));
            Must(await user.Client.DeleteAsync("heard"));
        }

        await UntilAsync(async () => (await user.Client.CreateAsync(Wish("late", 1))).Problem is { Code: "refused" }
            || (await user.Client.DeleteAsync("late")).Value is null);
        Assert.AreEqual("silent", Must(await user.Client.OffersAsync()).Items.Single(one => one.Id == "quiet").State);
        await using Beating again = new(agent, "quiet");
        await again.FirstAsync();

        Assert.AreEqual("held", Must(await user.Client.CreateAsync(Wish("back", 1))).State);
        Must(await user.Client.DeleteAsync("back"));
        Must(await agent.Client.WithdrawAsync("quiet"));
    }

    [TestMethod]
    public async Task Where_the_user_asked_for_it_an_infrastructure_leaves_an_offer_that_disappears()
    {
        Person user = await lab.InvitedAsync();
        Dictionary<string, VirtualOffer> offers = [];
        Dictionary<string, Beating> hearts = [];
        foreach (string id in (string[])["east", "west"])
        {
            offers[id] = lab.NewOffer(id, 1);
            Must(await agent.Client.OfferAsync(id, offers[id].Request(lab.Registrar.Principal)));
            hearts[id] = new Beating(agent, id);
            await hearts[id].FirstAsync();
        }

        Must(await user.Client.CreateAsync(Wish("stayer", 3, nodes: 2)));
        VpxiView stayer = Must(await user.Client.ProvisionAsync("stayer"));
        VpxiView before = await ProvisionedAsync(user, "mover", replan: true);
        string from = Offer(before);
        string to = offers.Keys.Single(id => id != from);
        Manifest old = Must(await user.Client.ManifestAsync("mover"));
        await hearts[from].DisposeAsync();

        await UntilAsync(async () => Offer(Must(await user.Client.VpxiAsync("mover"))) == to);
        await UntilAsync(async () => await IsRevokedAsync(old));

        VpxiView after = Must(await user.Client.VpxiAsync("mover"));
        Assert.AreEqual(("provisioned", before.End), (after.State, after.End));
        Manifest manifest = Must(await user.Client.ManifestAsync("mover"));
        Assert.IsTrue(Decide(offers[to], user, manifest.Certificates), "The new resource lets its user start.");
        CollectionAssert.AreEquivalent((string[])["mover", "stayer"], await WorkAsync(to));
        CollectionAssert.AreEquivalent((string[])["stayer"], await WorkAsync(from));
        CollectionAssert.AreEqual(
            stayer.Nodes.Select(node => node.Resource).ToArray(),
            Must(await user.Client.VpxiAsync("stayer")).Nodes.Select(node => node.Resource).ToArray(),
            "Nobody has asked that it leaves.");
        CollectionAssert.AreEqual(
            (string[])["vpxi.degraded", "vpxi.replanned"], await EventsAsync(user, "vpxi/mover"));
        CollectionAssert.AreEqual((string[])["vpxi.degraded"], await EventsAsync(user, "vpxi/stayer"));
        await NoFaultsAsync(["mover", "stayer"]);
        await hearts[to].DisposeAsync();
        await DoneAsync(user, ["mover", "stayer"], ["east", "west"]);
    }

    [TestMethod]
    public async Task Without_room_elsewhere_it_stays_as_it_is_until_there_is_some()
    {
        Person user = await lab.InvitedAsync();
        VirtualOffer first = lab.NewOffer("alone", 1);
        Must(await agent.Client.OfferAsync("alone", first.Request(lab.Registrar.Principal)));
        Beating heart = new(agent, "alone");
        await heart.FirstAsync();
        VpxiView before = await ProvisionedAsync(user, "waiter", replan: true, cores: 4);
        Assert.AreEqual("alone", Offer(before));
        await heart.DisposeAsync();
        await UntilAsync(async () => (await EventsAsync(user, "vpxi/waiter")).Length > 0);
        Assert.AreEqual("alone", Offer(Must(await user.Client.VpxiAsync("waiter"))));

        VirtualOffer second = lab.NewOffer("room", 1);
        Must(await agent.Client.OfferAsync("room", second.Request(lab.Registrar.Principal)));
        await using Beating room = new(agent, "room");
        await room.FirstAsync();

        await UntilAsync(async () => Offer(Must(await user.Client.VpxiAsync("waiter"))) == "room");
        await NoFaultsAsync(["waiter"]);
        await DoneAsync(user, ["waiter"], ["alone", "room"]);
    }

    private static VpxiRequest Wish(string id, int cores, bool replan = false, int nodes = 1) =>
        new(id, $"infrastructure x {{ window for 1 h; node n[{nodes}] {{ cores {cores} }} }}", replan);

    private static async Task<string[]> WorkAsync(string offer) =>
        [.. Must(await agent.Client.WorkAsync(offer)).Vpxis.Select(one => one.Id)];

    private static async Task<VpxiView> ProvisionedAsync(Person user, string id, bool replan, int cores = 1)
    {
        Must(await user.Client.CreateAsync(Wish(id, cores, replan)));
        return Must(await user.Client.ProvisionAsync(id));
    }

    private static string Offer(VpxiView view) => view.Nodes.Single().Resource.Split('.')[0];

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.IsLessThan(Patience, TimeProvider.System.GetElapsedTime(start), lab.Registrar.Log);
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    private static async Task NoFaultsAsync(string[] running)
    {
        using EtcdClient store = lab.Store();
        IReadOnlyList<string> faults = [];
        await UntilAsync(async () =>
        {
            FinalState state = await FinalState.ReadAsync(store, Name);
            faults = Checker.Faults(state, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), running, []);
            return faults.Count == 0;
        });
        Assert.IsEmpty(faults, string.Join('\n', faults));
    }

    private static async Task DoneAsync(Person user, string[] vpxis, string[] offers)
    {
        foreach (string id in vpxis)
        {
            Must(await user.Client.DeleteAsync(id));
        }

        foreach (string id in offers)
        {
            Must(await agent.Client.WithdrawAsync(id));
        }
    }

    /// <summary>What the user was told of degrading and planning anew, up to now.</summary>
    private static async Task<string[]> EventsAsync(Person user, string about)
    {
        using CancellationTokenSource enough = new(TimeSpan.FromSeconds(1), TimeProvider.System);
        List<string> names = [];
        try
        {
            await foreach (EventView one in user.Client.EventsAsync(after: 0, enough.Token))
            {
                names.Add(one.Object == about ? one.Name : "");
            }
        }
        catch (OperationCanceledException)
        {
            // All that there was has come.
        }

        return [.. names.Where(name => name is "vpxi.degraded" or "vpxi.replanned")];
    }

    private static async Task<bool> IsRevokedAsync(Manifest manifest)
    {
        RevocationView list = Must(await lab.Administrator.Client.RevocationsAsync());
        SpkiObject[] items = [.. Items(list.Sequence)];
        HashSet<string> revoked = [.. items.OfType<Crl>().SelectMany(one => one.Canceled)
            .Concat(items.OfType<DeltaCrl>().SelectMany(one => one.Canceled))
            .Select(id => id.ToString())];
        return manifest.Certificates.All(certificate => revoked.Contains(certificate.Id));
    }

    private static bool Decide(VirtualOffer offer, Person user, IReadOnlyList<CertificateView> certificates)
    {
        CertificatePool pool = new();
        RevocationState revocations = new();
        ReadOnlyMemory<byte>[] sequences =
        [
            offer.Proof(0, lab.Registrar.Principal).Certificates,
            .. certificates.Select(certificate => certificate.Sequence),
        ];
        ObjectLoader.Load([.. sequences.SelectMany(Items)], pool, revocations);
        Principal resource = offer.Keys[0].Public.Principal;
        return Decider.Decide(
            new DecisionQuery(
                TrustRoot.Of(resource),
                Party.Key(user.Key.Public.Principal),
                GrantTags.Machine(resource, "start"),
                SpkiTime.From(TimeProvider.System.GetUtcNow())),
            pool,
            revocations).IsGranted;
    }

    private static IEnumerable<SpkiObject> Items(ReadOnlyMemory<byte> octets) =>
        CanonicalParser.TryParse(octets, limits: null, out SexpNode? node, out _)
        && SpkiObject.TryParse(node, out SpkiObject? read, out _)
            ? read is Sequence sequence ? sequence.Items : [read]
            : throw new AssertFailedException("No sequence.");
}
