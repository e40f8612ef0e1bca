using System.Globalization;
using HiperNet.Flows.Tests.Lab;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Contracts;
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

/// <summary>Infrastructures from the wish to the end, without agents: design flows 2, 5 and 8.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class VpxiTests
{
    private static RegistrarLab lab = null!;
    private static Person agent = null!;
    private static VirtualOffer offer = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        lab = await RegistrarLab.StartAsync();
        agent = await lab.InvitedAsync();
        offer = await lab.OfferAsync(agent, "lyon", 6);
    }

    [ClassCleanup]
    public static async Task EndAsync() => await lab.DisposeAsync();

    [TestMethod]
    public async Task What_is_held_is_provisioned_with_certificates_for_each_resource()
    {
        Person user = await lab.InvitedAsync();
        VpxiView held = Must(await user.Client.CreateAsync(new VpxiRequest("first", Document(2), false)));
        Assert.AreEqual("held", held.State);
        Assert.IsTrue(held.HoldUntil > held.Start - 1);

        VpxiView running = Must(await user.Client.ProvisionAsync("first"));

        Assert.AreEqual("provisioned", running.State);
        Assert.HasCount(2, running.Nodes);
        Manifest manifest = Must(await user.Client.ManifestAsync("first"));
        foreach (VpxiNode node in running.Nodes)
        {
            PrivateKey resource = KeyOf(node.Resource);
            Decision start = Decide(
                resource.Public.Principal,
                user.Key.Public.Principal,
                GrantTags.Machine(resource.Public.Principal, "start"),
                [GrantOf(node.Resource), .. manifest.Certificates.Select(certificate => certificate.Sequence)]);
            Assert.IsTrue(start.IsGranted, start.ToString());
            Assert.IsTrue(start.Until.Unix < running.End, "No certificate is valid beyond the window.");
        }

        Assert.AreEqual("ended", Must(await user.Client.DeleteAsync("first")).State);
    }

    [TestMethod]
    public async Task A_node_that_its_agent_reports_may_take_part_in_the_network_and_others_learn_of_it()
    {
        Person user = await lab.InvitedAsync();
        Must(await user.Client.CreateAsync(new VpxiRequest("net", Document(2), false)));
        long before = Must(await agent.Client.HeartbeatAsync("lyon")).WorkRevision;
        VpxiView view = Must(await user.Client.ProvisionAsync("net"));
        Assert.AreNotEqual(before, Must(await agent.Client.HeartbeatAsync("lyon")).WorkRevision);
        WorkVpxi work = Must(await agent.Client.WorkAsync("lyon")).Vpxis.Single(one => one.Id == "net");
        Assert.AreEqual("run", work.Wanted);
        Assert.HasCount(2, work.Nodes);
        using PrivateKey key = PrivateKey.Generate(KeyAlgorithm.P256);

        NodeAnswer answer = Must(await agent.Client.ReportAsync("lyon", "net", work.Nodes[0].Name, Report(key)));

        Decision net = Decide(
            Principal.Of(Convert.FromHexString(lab.Registrar.Principal)),
            key.Public.Principal,
            GrantTags.Net("net"),
            answer.Certificates);
        Assert.IsTrue(net.IsGranted, net.ToString());
        WorkMember member = Must(await agent.Client.WorkAsync("lyon")).Vpxis
            .Single(one => one.Id == "net").Members.Single(one => one.Name == work.Nodes[0].Name);
        Assert.AreEqual("2001:20::1", member.Hit);
        Assert.AreEqual(
            "running",
            Must(await user.Client.VpxiAsync("net")).Nodes.Single(node => node.Name == work.Nodes[0].Name).State);
        Assert.AreEqual(view.Id, Must(await user.Client.DeleteAsync("net")).Id);
        Assert.IsFalse(Must(await agent.Client.WorkAsync("lyon")).Vpxis.Any(one => one.Id == "net"));
    }

    [TestMethod]
    public async Task A_refusal_says_why_and_when_it_would_do()
    {
        Person user = await lab.InvitedAsync();

        Problem problem = (await user.Client.CreateAsync(
            new VpxiRequest("large", "infrastructure x { window for 1 h; node n[7] { cores 4 } }", false))).Problem!;

        Assert.AreEqual((409, "refused"), (problem.Status, problem.Code));
        Assert.AreEqual("unknown", Code(await lab.Administrator.Client.VpxiAsync("large")));
    }

    [TestMethod]
    public async Task A_plan_alone_holds_nothing_and_says_what_would_change()
    {
        Person user = await lab.InvitedAsync();
        Must(await user.Client.CreateAsync(new VpxiRequest("compare", Document(1), false)));

        PlanView plan = Must(await user.Client.PlanAsync(new PlanRequest(Document(2), "compare")));

        Assert.IsTrue(plan.Changes.Any(change => change.Kind == "added"), string.Join("; ", plan.Changes));
        Assert.AreEqual("denied", Code(await agent.Client.PlanAsync(new PlanRequest(Document(2), "compare"))));
        Must(await user.Client.DeleteAsync("compare"));
    }

    [TestMethod]
    public async Task Deleting_again_is_no_error_and_somebody_elses_is_none_of_ours()
    {
        Person user = await lab.InvitedAsync();
        Must(await user.Client.CreateAsync(new VpxiRequest("mine", Document(1), false)));
        Assert.AreEqual("denied", Code(await agent.Client.DeleteAsync("mine")));
        Assert.AreEqual("denied", Code(await agent.Client.VpxiAsync("mine")));
        Assert.AreEqual("exists", Code(await agent.Client.CreateAsync(new VpxiRequest("mine", Document(1), false))));

        Assert.AreEqual("ended", Must(await user.Client.DeleteAsync("mine")).State);
        Assert.AreEqual("ended", Must(await user.Client.DeleteAsync("mine")).State);
        Assert.AreEqual("ended", Must(await lab.Administrator.Client.DeleteAsync("never-there")).State);
    }

    [TestMethod]
    public async Task Suspending_resuming_and_extending_change_what_agents_are_told()
    {
        Person user = await lab.InvitedAsync();
        Must(await user.Client.CreateAsync(new VpxiRequest("pause", Document(1), false)));
        Assert.AreEqual("state", Code(await user.Client.SuspendAsync("pause")));
        VpxiView view = Must(await user.Client.ProvisionAsync("pause"));

        Assert.AreEqual("suspended", Must(await user.Client.SuspendAsync("pause")).State);
        Assert.AreEqual(
            "suspend", Must(await agent.Client.WorkAsync("lyon")).Vpxis.Single(one => one.Id == "pause").Wanted);
        Assert.AreEqual("provisioned", Must(await user.Client.ResumeAsync("pause")).State);
        VpxiView extended = Must(await user.Client.ExtendAsync("pause", view.End + 600));

        Assert.AreEqual(view.End + 600, extended.End);
        Must(await user.Client.DeleteAsync("pause"));
    }

    [TestMethod]
    public async Task A_second_user_shows_two_certificates_and_either_side_may_refuse()
    {
        Person first = await lab.InvitedAsync();
        Person second = await lab.InvitedAsync();
        Person third = lab.Stranger();
        Must(await third.Client.RegisterAsync(third.Application(lab.Agreement)));
        Must(await first.Client.CreateAsync(new VpxiRequest("shared", Document(1), false)));
        Must(await first.Client.ProvisionAsync("shared"));
        ReadOnlyMemory<byte> secondKey = second.Key.Public.Sexp.Canonical;
        Assert.AreEqual("asked", Must(await second.Client.AskToShareAsync("shared", secondKey)).State);
        Assert.AreEqual(
            "denied",
            Code(await second.Client.AnswerShareAsync("shared", second.Principal, new ShareAnswer(true, null))));

        ShareView refused = Must(await first.Client.AnswerShareAsync(
            "shared", second.Principal, new ShareAnswer(false, "not now")));
        Assert.AreEqual(("refused", "not now"), (refused.State, refused.Detail));
        Must(await second.Client.AskToShareAsync("shared", secondKey));
        ShareView granted = Must(await first.Client.AnswerShareAsync(
            "shared", second.Principal, new ShareAnswer(true, null)));

        Assert.AreEqual("granted", granted.State);
        byte[] own = first.Grant(second.Key.Public.Principal, GrantTags.Net("shared"), Delegation.None, Hour());
        Must(await first.Client.PublishAsync(Join([.. granted.Certificates.Select(one => one.Sequence), own])));
        CertificateView[] found = [.. Must(await second.Client.CertificatesAsync()).Items
            .Where(certificate => certificate.Issuer == first.Principal)];
        Principal registrar = Principal.Of(Convert.FromHexString(lab.Registrar.Principal));
        Decision decision = Decide(
            registrar, second.Key.Public.Principal, GrantTags.Net("shared"), [.. found.Select(one => one.Sequence)]);
        Assert.IsTrue(decision.IsGranted, decision.ToString());
        Decision other = Decide(
            registrar,
            agent.Key.Public.Principal,
            GrantTags.Net("shared"),
            [
                .. granted.Certificates.Select(one => one.Sequence),
                first.Grant(agent.Key.Public.Principal, GrantTags.Net("shared"), Delegation.None, Hour()),
            ]);
        Assert.IsFalse(other.IsGranted, "The registrar has named the second user alone.");
        Must(await first.Client.DeleteAsync("shared"));
    }

    [TestMethod]
    public async Task What_was_granted_is_revoked_with_the_infrastructure()
    {
        Person user = await lab.InvitedAsync();
        Must(await user.Client.CreateAsync(new VpxiRequest("gone", Document(1), false)));
        VpxiView view = Must(await user.Client.ProvisionAsync("gone"));
        Manifest manifest = Must(await user.Client.ManifestAsync("gone"));
        Must(await user.Client.DeleteAsync("gone"));

        RevocationView list = Must(await lab.Stranger().Client.RevocationsAsync());

        PrivateKey resource = KeyOf(view.Nodes[0].Resource);
        Decision decision = Decide(
            resource.Public.Principal,
            user.Key.Public.Principal,
            GrantTags.Machine(resource.Public.Principal, "start"),
            [
                GrantOf(view.Nodes[0].Resource),
                .. manifest.Certificates.Select(certificate => certificate.Sequence),
                list.Sequence,
            ]);
        Assert.IsFalse(decision.IsGranted);
        Assert.AreEqual(DenialReason.Revoked, decision.Denial!.Reason);
    }

    [TestMethod]
    public async Task Events_come_as_they_happen_and_again_after_a_cursor()
    {
        Person user = await lab.InvitedAsync();
        using CancellationTokenSource stop = new(TimeSpan.FromSeconds(30));
        Must(await user.Client.CreateAsync(new VpxiRequest("told", Document(1), false)));
        Must(await user.Client.ProvisionAsync("told"));
        List<EventView> seen = [];
        await foreach (EventView one in user.Client.EventsAsync(after: 0, stop.Token))
        {
            seen.Add(one);
            if (one.Name == "vpxi.provisioned")
            {
                Must(await user.Client.DeleteAsync("told"));
            }

            if (one.Name == "vpxi.ended")
            {
                break;
            }
        }

        CollectionAssert.IsSubsetOf(
            (string[])["vpxi.held", "vpxi.provisioned", "vpxi.ended"], seen.Select(one => one.Name).ToArray());
        await foreach (EventView one in user.Client.EventsAsync(seen[0].Cursor, stop.Token))
        {
            Assert.AreEqual(seen[1], one with { Details = seen[1].Details });
            break;
        }
    }

    [TestMethod]
    public async Task Every_act_stands_in_the_log_with_a_proof()
    {
        Person user = await lab.InvitedAsync();
        Must(await user.Client.CreateAsync(new VpxiRequest("logged", Document(1), false)));
        Must(await user.Client.ProvisionAsync("logged"));
        Must(await user.Client.DeleteAsync("logged"));
        Assert.AreEqual("denied", Code(await user.Client.LogEntriesAsync()));

        string[] names = await EntriesOfAsync("vpxi/logged", 4);

        CollectionAssert.IsSubsetOf(
            (string[])["vpxi.provisioned", "vpxi.wanted", "certificates.revoked"], names, string.Join(", ", names));
        LogProof proof = Must(await lab.Administrator.Client.InclusionAsync(0, 5));
        Assert.AreEqual(5, proof.Size);
        Assert.AreEqual("malformed", Code(await lab.Administrator.Client.InclusionAsync(5, 5)));
        Assert.AreNotEqual(0, Must(await lab.Administrator.Client.CheckpointAsync()).Checkpoint.Length);
    }

    private static async Task<string[]> EntriesOfAsync(string about, int least)
    {
        for (int i = 0; ; i++)
        {
            List<string> names = [];
            string? after = null;
            do
            {
                Page<LogEntry> page = Must(await lab.Administrator.Client.LogEntriesAsync(after));
                names.AddRange(page.Items
                    .Select(entry => System.Text.Json.JsonDocument.Parse(entry.Entry).RootElement)
                    .Where(entry => entry.GetProperty("object").GetString() == about)
                    .Select(entry => entry.GetProperty("name").GetString()!));
                after = page.Next;
            }
            while (after is not null);
            if (names.Count >= least || i == 50)
            {
                return [.. names];
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private static string Document(int nodes) => string.Create(
        CultureInfo.InvariantCulture,
        $"infrastructure x {{ window for 1 h; node n[{nodes}] {{ cores 1; memory 1 GB }} }}");

    private static NodeReport Report(PrivateKey key) =>
        new(key.Public.Sexp.Canonical, "2001:20::1", ["192.0.2.1"], "running", null);

    private static PrivateKey KeyOf(string resource)
    {
        string number = resource["lyon.host[".Length..^1];
        return offer.Keys[int.Parse(number, CultureInfo.InvariantCulture) - 1];
    }

    private static ReadOnlyMemory<byte> GrantOf(string resource)
    {
        string number = resource["lyon.host[".Length..^1];
        return offer.Proof(int.Parse(number, CultureInfo.InvariantCulture) - 1, lab.Registrar.Principal).Certificates;
    }

    private static Validity Hour()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return Validity.Between(SpkiTime.From(now.AddMinutes(-5)), SpkiTime.From(now.AddHours(1)));
    }

    private static byte[] Join(IEnumerable<ReadOnlyMemory<byte>> sequences) =>
        Sequence.Create(sequences.SelectMany(Items)).Node.Canonical.ToArray();

    private static IEnumerable<SpkiObject> Items(ReadOnlyMemory<byte> octets) =>
        CanonicalParser.TryParse(octets, limits: null, out SexpNode? node, out _)
        && SpkiObject.TryParse(node, out SpkiObject? read, out _)
            ? read is Sequence sequence ? sequence.Items : [read]
            : throw new AssertFailedException("No sequence.");

    private static Decision Decide(
        Principal root, Principal subject, TagExpression request, IEnumerable<ReadOnlyMemory<byte>> sequences)
    {
        CertificatePool pool = new();
        RevocationState revocations = new();
        ObjectLoader.Load([.. sequences.SelectMany(Items)], pool, revocations);
        return Decider.Decide(
            new DecisionQuery(
                TrustRoot.Of(root), Party.Key(subject), request, SpkiTime.From(TimeProvider.System.GetUtcNow())),
            pool,
            revocations);
    }
}
