using System.Globalization;
using HiperNet.Flows.Tests.Lab;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.State;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Revocation;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Tags;
using HiperNet.Testing;
using static HiperNet.Flows.Tests.Lab.RegistrarLab;

namespace HiperNet.Flows.Tests;

/// <summary>Two replicas that are asked at once, twice, in another order, or whose clocks are apart.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class OrderTests
{
    private const int Skew = 300;
    private const string SlowVariable = "HIPER_FLOWS_SLOW";
    private static readonly bool IsSlow = Environment.GetEnvironmentVariable(SlowVariable) == "1";

    private static RegistrarLab lab = null!;
    private static RegistrarProcess ahead = null!;
    private static Person agent = null!;
    private static VirtualOffer offer = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        lab = await RegistrarLab.StartAsync(2, "--round-seconds", "1", "--requests-per-second", "5000");
        ahead = await lab.AddReplicaAsync("--clock-skew-seconds", Skew.ToString(CultureInfo.InvariantCulture));
        agent = await lab.InvitedAsync();
        offer = await lab.OfferAsync(agent, "lyon", 1);
    }

    [ClassCleanup]
    public static async Task EndAsync() => await lab.DisposeAsync();

    [TestMethod]
    public async Task Of_two_replicas_that_race_for_the_last_slot_exactly_one_wins()
    {
        using Person one = lab.At(await lab.InvitedAsync(), lab.Replicas[0]);
        using Person other = lab.At(await lab.InvitedAsync(), lab.Replicas[1]);
        Person[] both = [one, other];
        for (int round = 0; round < (IsSlow ? 1000 : 40); round++)
        {
            string[] ids = [.. both.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"race-{round}-{i}"))];

            ApiAnswer<VpxiView>[] answers = await Task.WhenAll(both.Select((person, i) =>
                person.Client.CreateAsync(new VpxiRequest(ids[i], Whole, false))));

            int winner = Array.FindIndex(answers, answer => answer.Value is not null);
            Assert.AreEqual(1, answers.Count(answer => answer.Value is not null), $"round {round}");
            Assert.AreEqual("refused", Code(answers[1 - winner]), $"round {round}");
            Must(await both[winner].Client.DeleteAsync(ids[winner]));
        }

        await NoFaultsAsync([], []);
    }

    private const string Whole = "infrastructure x { window 2100-01-01T00:00:00Z for 1 h; node n { cores 4 } }";

    [TestMethod]
    public async Task A_request_that_two_replicas_get_is_done_once_and_has_one_answer()
    {
        Person user = await lab.InvitedAsync();
        using RegistrarCaller first = new(user.Options with { Servers = [lab.Replicas[0].Address] });
        using RegistrarCaller second = new(user.Options with { Servers = [lab.Replicas[1].Address] });
        VpxiRequest wish = new("twice", Traffic.Document(), false);
        ApiCall create = ApiCall.Once(HttpMethod.Post, "/v1/vpxis");
        ApiCall provision = ApiCall.Once(HttpMethod.Post, "/v1/vpxis/twice/provision");
        ApiCall delete = ApiCall.Once(HttpMethod.Delete, "/v1/vpxis/twice");

        Assert.AreEqual("held", (await TwiceAsync(create, wish)).State);
        Assert.AreEqual("provisioned", (await TwiceAsync(provision)).State);
        Assert.AreEqual("ended", (await TwiceAsync(delete)).State);

        // What is late is answered as it was, and not done again; a right that has gone comes first.
        Assert.AreEqual("denied", Code(await first.SendAsync(provision, ContractJson.Default.VpxiView, default)));
        Assert.AreEqual("held", (await TwiceAsync(create, wish)).State);
        await NoFaultsAsync([], ["twice"]);

        async Task<VpxiView> TwiceAsync(ApiCall call, VpxiRequest? content = null)
        {
            ContractJson json = ContractJson.Default;
            ApiAnswer<VpxiView>[] answers = await Task.WhenAll(((RegistrarCaller[])[first, second]).Select(caller =>
                content is null
                    ? caller.SendAsync(call, json.VpxiView, default)
                    : caller.SendAsync(call, content, json.VpxiRequest, json.VpxiView, default)));
            VpxiView[] views = [.. answers.Select(Must)];
            Assert.AreEqual(views[0] with { Nodes = [] }, views[1] with { Nodes = [] });
            return views[0];
        }
    }

    [TestMethod]
    public async Task Requests_in_another_order_leave_nothing_behind()
    {
        Person user = await lab.InvitedAsync();
        using Person here = lab.At(user, lab.Replicas[0]);
        using Person there = lab.At(user, lab.Replicas[1]);

        Assert.AreEqual("denied", Code(await there.Client.ProvisionAsync("order")));
        Assert.AreEqual("ended", Must(await there.Client.DeleteAsync("order")).State);
        Must(await here.Client.CreateAsync(new VpxiRequest("order", Traffic.Document(), false)));
        Assert.AreEqual("ended", Must(await there.Client.DeleteAsync("order")).State);
        Assert.AreEqual("denied", Code(await here.Client.ProvisionAsync("order")));
        for (int i = 0; i < 10; i++)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"both-{i}");
            Must(await here.Client.CreateAsync(new VpxiRequest(id, Traffic.Document(), false)));

            // Whichever comes first: it was deleted in the end, and is not there.
            Task<ApiAnswer<VpxiView>> provisioned = here.Client.ProvisionAsync(id);
            Assert.AreEqual("ended", Must(await there.Client.DeleteAsync(id)).State);
            string after = (await provisioned) is { Value: { } view } ? view.State : Code(await provisioned);
            Assert.Contains(after, (string[])["provisioned", "denied", "state", "unknown", "releasing", "ended"]);
        }

        await NoFaultsAsync([], ["order", .. Enumerable.Range(0, 10).Select(i => $"both-{i}")]);
    }

    [TestMethod]
    public async Task A_replica_that_is_five_minutes_ahead_leaves_the_holds_of_others_alone()
    {
        Person user = await lab.InvitedAsync();
        using Person there = Ahead(user);
        using Person here = lab.At(user, lab.Replicas[0]);
        Must(await here.Client.CreateAsync(new VpxiRequest("skewed", Traffic.Document(), false)));
        await Task.Delay(TimeSpan.FromSeconds(2.5), TimeProvider.System);

        VpxiView view = Must(await there.Client.ProvisionAsync("skewed"));

        Assert.AreEqual("provisioned", view.State);
        await NoFaultsAsync(["skewed"], []);
        Must(await here.Client.DeleteAsync("skewed"));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Verifiers_five_minutes_off_accept_what_is_issued_and_nobody_beyond_the_window(bool isAhead)
    {
        Person user = await lab.InvitedAsync();
        using Person asker = isAhead ? Ahead(user) : lab.At(user, lab.Replicas[0]);
        string id = isAhead ? "edge-ahead" : "edge";
        Must(await asker.Client.CreateAsync(new VpxiRequest(id, Traffic.Document(), false)));
        VpxiView view = Must(await asker.Client.ProvisionAsync(id));
        Manifest manifest = Must(await asker.Client.ManifestAsync(id));
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + (isAhead ? Skew : 0);

        Assert.IsTrue(Start(manifest, user, now), "A clock that is right.");
        Assert.IsTrue(Start(manifest, user, now - Skew + 5), "A clock that is behind.");
        Assert.IsTrue(Start(manifest, user, now + Skew), "A clock that is ahead.");
        Assert.IsTrue(Start(manifest, user, view.End - 1), "The last second of the window.");
        Assert.IsFalse(Start(manifest, user, view.End), "The window is over.");
        Assert.IsFalse(Start(manifest, user, view.End + Skew));
        await NoFaultsAsync([id], []);
        Must(await asker.Client.DeleteAsync(id));
    }

    /// <summary>The same key at the replica that is ahead, with a clock like its own.</summary>
    private static Person Ahead(Person person) => lab.At(person, ahead, new AheadTime(Skew));

    private static bool Start(Manifest manifest, Person user, long at)
    {
        Principal resource = offer.Keys[0].Public.Principal;
        CertificatePool pool = new();
        RevocationState revocations = new();
        IEnumerable<ReadOnlyMemory<byte>> sequences = manifest.Certificates.Select(certificate => certificate.Sequence);
        ObjectLoader.Load(
            [.. sequences.Append(offer.Proof(0, lab.Registrar.Principal).Certificates).SelectMany(Items)],
            pool,
            revocations);
        TagExpression tag = GrantTags.Machine(resource, "start");
        return Decider.Decide(
            new DecisionQuery(
                TrustRoot.Of(resource), Party.Key(user.Key.Public.Principal), tag, SpkiTime.OfUnix(at)),
            pool,
            revocations).IsGranted;
    }

    private static IEnumerable<SpkiObject> Items(ReadOnlyMemory<byte> octets) =>
        CanonicalParser.TryParse(octets, limits: null, out SexpNode? node, out _)
        && SpkiObject.TryParse(node, out SpkiObject? read, out _)
            ? read is Sequence sequence ? sequence.Items : [read]
            : throw new AssertFailedException("No sequence.");

    private static async Task NoFaultsAsync(string[] running, string[] gone)
    {
        using EtcdClient store = lab.Store();
        Traffic told = new();
        foreach (string id in running)
        {
            told.Running[id] = true;
        }

        Array.ForEach(gone, told.Gone.Add);
        IReadOnlyList<string> faults = await told.FaultsAsync(store);
        Assert.IsEmpty(faults, string.Join('\n', faults));
    }
}
