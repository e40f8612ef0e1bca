using System.Globalization;
using HiperNet.Flows.Tests.Lab;
using HiperNet.Registrar.Audit;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Tests.State.Lab;
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

/// <summary>
/// Two registrars of different organisations, each with two nodes and an etcd of its own: design flow 6. What users of
/// the first want beyond its nodes it asks the second for.
/// </summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class FederationTests
{
    private const int DefaultRounds = 20;

    /// <summary>The far way is longer: whoever wins begins later the next time, so that it is a race.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static PrivateKey firstKey = null!;
    private static PrivateKey secondKey = null!;
    private static RegistrarLab first = null!;
    private static RegistrarLab second = null!;
    private static Person paris = null!;
    private static Person lyon = null!;
    private static Person user = null!;
    private static Person local = null!;
    private static int names;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        int[] ports = Ports.Free(2);
        (firstKey, secondKey) = (PrivateKey.Generate(KeyAlgorithm.P256), PrivateKey.Generate(KeyAlgorithm.P256));
        first = await RegistrarLab.StartAsync(firstKey, At(ports[0], "two", ports[1], secondKey));
        second = await RegistrarLab.StartAsync(secondKey, At(ports[1], "one", ports[0], firstKey));
        (paris, user) = (await first.InvitedAsync(), await first.InvitedAsync());
        (lyon, local) = (await second.InvitedAsync(), await second.InvitedAsync());
        await first.OfferAsync(paris, "paris", 2);
        await second.OfferAsync(lyon, "lyon", 2);
        await FreeAsync(await HeldAsync("warm", 3)); // Until the first has heard of what the second has.
    }

    [ClassCleanup]
    public static async Task EndAsync()
    {
        await first.DisposeAsync();
        await second.DisposeAsync();
        firstKey.Dispose();
        secondKey.Dispose();
    }

    [TestMethod]
    public async Task An_infrastructure_over_two_registrars_has_a_chain_from_each_resource_to_its_owner()
    {
        string id = await HeldAsync("flow", 3);

        VpxiView view = Must(await user.Client.ProvisionAsync(id));

        Assert.AreEqual("provisioned", view.State);
        VpxiNode[] abroad =
            [.. view.Nodes.Where(node => node.Resource.StartsWith("lyon@two.", StringComparison.Ordinal))];
        Assert.IsTrue(abroad.Length is 1 or 2, string.Join(", ", view.Nodes.Select(node => node.Resource)));
        Manifest manifest = Must(await user.Client.ManifestAsync(id));
        ReadOnlyMemory<byte>[] chains = [.. manifest.Certificates.Select(certificate => certificate.Sequence)];
        Principal[] resources =
            [.. ResourcesOf(manifest).Where(one => IsGranted(one, user.Key.Public.Principal, chains))];
        Assert.HasCount(abroad.Length, resources, "Chains from resources of the second are whole.");
        Assert.IsFalse(IsGranted(resources[0], local.Key.Public.Principal, chains));
        await FreeAsync(id);
    }

    [TestMethod]
    public async Task Agents_of_both_registrars_hear_of_each_others_members()
    {
        string id = await HeldAsync("members", 3);
        Must(await user.Client.ProvisionAsync(id));
        WorkVpxi work = await WorkAsync(id, one => one.Members.Count > 0);
        Assert.AreEqual(user.Principal, work.Owner);
        Assert.IsTrue(work.Authority!.Value.Span.SequenceEqual(firstKey.Public.Sexp.Canonical.Span));
        WorkNode node = work.Nodes[0];
        using PrivateKey key = PrivateKey.Generate(KeyAlgorithm.P256);
        NodeReport report = new(key.Public.Sexp.Canonical, "2001:20::7", ["192.0.2.7"], "running", null);

        Must(await lyon.Client.ReportAsync("lyon", work.Id, node.Name, report));

        await UntilAsync(async () => Must(await user.Client.VpxiAsync(id)).Nodes
            .Any(one => one.Name == node.Name && one.Hit == "2001:20::7" && one.State == "running"));
        WorkVpxi own = Must(await paris.Client.WorkAsync("paris")).Vpxis.Single(one => one.Id == id);
        Assert.IsTrue(own.Members.Any(member => member.Name == node.Name), "An agent of the first knows the node.");
        work = await WorkAsync(id, one => one.Members.Any(member => member.Name == node.Name));
        Decision net = Decide(
            firstKey.Public.Principal, key.Public.Principal, GrantTags.Net(id), work.Certificates);
        Assert.IsTrue(net.IsGranted, net.ToString());
        Must(await user.Client.SuspendAsync(id));
        await WorkAsync(id, one => one.Wanted == "suspend");
        Must(await user.Client.ResumeAsync(id));
        await WorkAsync(id, one => one.Wanted == "run");
        await FreeAsync(id);
        Assert.AreEqual(
            "ended", Must(await second.Administrator.Client.DeleteAsync(work.Id)).State, "Nothing is left of it.");
    }

    [TestMethod]
    public async Task If_the_other_refuses_nothing_is_held_here()
    {
        Must(await local.Client.CreateAsync(new VpxiRequest("full", Document(2), false)));

        Problem problem = (await user.Client.CreateAsync(new VpxiRequest("much", Document(3), false))).Problem!;

        Assert.AreEqual((409, "refused"), (problem.Status, problem.Code), problem.Detail);
        Must(await user.Client.CreateAsync(new VpxiRequest("mine", Document(2), false)));
        Must(await user.Client.DeleteAsync("mine"));
        Must(await local.Client.DeleteAsync("full"));
    }

    [TestMethod]
    public async Task If_the_other_is_dead_when_it_must_confirm_all_is_given_back()
    {
        string id = await HeldAsync("dead", 3);
        await second.Registrar.KillAsync();

        string code = Code(await user.Client.ProvisionAsync(id));

        Assert.AreEqual("state", code);
        Must(await user.Client.CreateAsync(new VpxiRequest("after", Document(2), false)));
        Must(await user.Client.DeleteAsync("after"));
        Assert.AreEqual("refused", Code(await user.Client.CreateAsync(new VpxiRequest("cut", Document(3), false))));
        await second.Registrar.StartAsync();
        Must(await lyon.Client.HeartbeatAsync("lyon"));
        await UntilAsync(async () =>
            (await local.Client.CreateAsync(new VpxiRequest("healed", Document(2), false))).IsDone);
        Must(await local.Client.DeleteAsync("healed"));
        await FreeAsync(await HeldAsync("again", 3));
    }

    [TestMethod]
    public async Task A_registrar_that_is_killed_between_hold_and_provision_goes_on_where_it_was()
    {
        string id = await HeldAsync("killed", 3);
        await first.Registrar.KillAsync();
        await first.Registrar.StartAsync();

        Assert.AreEqual("provisioned", Must(await user.Client.ProvisionAsync(id)).State);

        await WorkAsync(id, one => one.Members.Count > 0);
        await FreeAsync(id);
        Assert.IsFalse(Must(await lyon.Client.WorkAsync("lyon")).Vpxis.Any(one => one.Network == id));
    }

    [TestMethod]
    public async Task A_transfer_that_is_asked_for_again_is_the_same_and_nobody_else_may()
    {
        using RegistrarClient asking = As(firstKey);
        TransferRequest request = new(
            "0123456789abcdef", "twice", user.Key.Public.Sexp.Canonical, Document(2), ["n[1]"], Now());
        TransferView held = Must(await asking.TransferAsync(request));
        TransferView again = Must(await asking.TransferAsync(request));
        Assert.AreEqual((held.HoldUntil, held.Nodes[0].Resource), (again.HoldUntil, again.Nodes[0].Resource));
        Assert.AreEqual("exists", Code(await asking.TransferAsync(request with { Nodes = ["n[2]"] })));
        TransferView confirmed = Must(await asking.ConfirmTransferAsync(request.Id));
        Assert.AreEqual("provisioned", confirmed.State);
        Assert.AreEqual("provisioned", Must(await asking.ConfirmTransferAsync(request.Id)).State);

        Assert.AreEqual("denied", Code(await local.Client.TransferAsync(request)));
        Assert.AreEqual("denied", Code(await local.Client.SyncAsync(0)));
        Assert.AreEqual("denied", Code(await local.Client.TransferAsync(request.Id)));
        Assert.AreEqual("denied", Code(await second.Administrator.Client.TransferAsync(request)));
        Assert.AreEqual("unknown", Code(await second.Administrator.Client.TransferAsync(request.Id)));
        TransferRequest none = request with { Id = "0123456789abcdea", Nodes = ["x"] };
        Assert.AreEqual("document", Code(await asking.TransferAsync(none)));

        Assert.AreEqual("ended", Must(await asking.EndTransferAsync(request.Id)).State);
        Assert.AreEqual("ended", Must(await asking.EndTransferAsync(request.Id)).State);
        Assert.AreEqual("unknown", Code(await asking.ConfirmTransferAsync(request.Id)));
    }

    [TestMethod]
    public async Task Of_two_registrars_that_race_for_the_last_node_one_has_it()
    {
        int rounds = int.TryParse(
            Environment.GetEnvironmentVariable("HIPER_FEDERATION_ROUNDS"), CultureInfo.InvariantCulture, out int more)
                ? more
                : DefaultRounds;
        Must(await local.Client.CreateAsync(new VpxiRequest("rest", Document(1), false)));
        int[] wins = [0, 0];
        TimeSpan delay = TimeSpan.Zero;
        for (int i = 0; i < rounds; i++)
        {
            string id = $"race{i.ToString(CultureInfo.InvariantCulture)}";
            Task<ApiAnswer<VpxiView>> far = user.Client.CreateAsync(new VpxiRequest(id, Document(3), false));
            Task<ApiAnswer<VpxiView>> near = LateAsync(
                delay, () => local.Client.CreateAsync(new VpxiRequest(id, Document(1), false)));
            ApiAnswer<VpxiView>[] both = await Task.WhenAll(far, near);

            Assert.AreEqual(
                1,
                both.Count(answer => answer.IsDone),
                string.Join("; ", both.Select(answer => answer.Problem?.Detail ?? "held")));
            Assert.AreEqual("refused", Code(both.Single(answer => !answer.IsDone)));
            wins[both[0].IsDone ? 0 : 1]++;
            delay = both[0].IsDone ? delay / 2 : delay + Step;
            Must(await (both[0].IsDone ? user : local).Client.DeleteAsync(id));
        }

        Must(await local.Client.DeleteAsync("rest"));
        Console.WriteLine($"{rounds} rounds: {wins[0]} for the first, {wins[1]} for the second");
    }

    [TestMethod]
    public async Task Each_cosigns_the_log_of_the_other_and_refuses_another_one()
    {
        LogCheckpoint? served = null;
        await UntilAsync(async () =>
            (served = Must(await first.Administrator.Client.CheckpointAsync())).Cosigned is not null);
        Assert.IsTrue(SignedCheckpoint.TryParse(served!.Cosigned!.Value, out SignedCheckpoint? cosigned, out _));
        Assert.AreEqual(CheckpointFault.None, cosigned.Verify(firstKey.Public));
        Assert.AreEqual(CheckpointFault.None, cosigned.Verify(secondKey.Public));

        using RegistrarClient asking = As(firstKey);
        SignedCheckpoint forked = SignedCheckpoint.Create(
            new Checkpoint(
                firstKey.Public.Principal,
                1_000_000,
                MerkleHash.Of(new byte[MerkleHash.Octets]),
                SpkiTime.From(TimeProvider.System.GetUtcNow().AddSeconds(1))),
            firstKey);
        Assert.AreEqual("refused", Code(await asking.CosignAsync(new CosignatureRequest(forked.Node.Canonical, []))));
        await UntilAsync(() => Task.FromResult(
            second.Registrar.Log.Contains("cosign.inconsistent", StringComparison.Ordinal)));
        Assert.AreEqual(
            "denied", Code(await local.Client.CosignAsync(new CosignatureRequest(forked.Node.Canonical, []))));
    }

    [TestMethod]
    public async Task If_a_registrar_leaves_what_it_gave_goes_and_owners_are_told()
    {
        string id = await HeldAsync("left", 3);
        Must(await user.Client.ProvisionAsync(id));
        await WorkAsync(id, _ => true);
        await second.Registrar.EndAsync();
        second.Registrar.Forget("--peer");
        await second.Registrar.StartAsync();

        await UntilAsync(async () => Must(await lyon.Client.WorkAsync("lyon")).Vpxis.All(one => one.Network != id));

        using CancellationTokenSource stop = new(Patience, TimeProvider.System);
        await foreach (EventView one in user.Client.EventsAsync(after: 0, stop.Token))
        {
            if (one.Name == "vpxi.degraded")
            {
                Assert.AreEqual("two", one.Details["registrar"]);
                break;
            }
        }

        Assert.IsFalse(stop.IsCancellationRequested, "The owner was not told.");
        Must(await user.Client.DeleteAsync(id));
        Assert.AreEqual("refused", Code(await user.Client.CreateAsync(new VpxiRequest("gone", Document(3), false))));
        await RestoreAsync();
    }

    private static async Task<T> LateAsync<T>(TimeSpan delay, Func<Task<T>> act)
    {
        await Task.Delay(delay, TimeProvider.System);
        return await act();
    }

    /// <summary>The second knows the first again, for the tests that come after.</summary>
    private static async Task RestoreAsync()
    {
        await second.Registrar.EndAsync();
        second.Registrar.Remember("--peer", $"one={first.Registrar.Address}#{firstKey.Public.Principal}");
        await second.Registrar.StartAsync();
        Must(await lyon.Client.HeartbeatAsync("lyon"));
    }

    private static string[] At(int port, string peer, int peerPort, PrivateKey peerKey) =>
    [
        "--patience-seconds", "3600", "--listen", Address(port),
        "--peer", $"{peer}=https://{Address(peerPort)}#{peerKey.Public.Principal}",
    ];

    private static string Address(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");

    private static string Document(int nodes) => string.Create(
        CultureInfo.InvariantCulture,
        $"infrastructure x {{ window for 1 h; node n[{nodes}] {{ cores 4; memory 1 GB }} }}");

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>The second registrar, asked by a key.</summary>
    private static RegistrarClient As(PrivateKey key) => new(local.Options with
    {
        Signer = new Registrar.Identity.SpkiMessageSigner(key), Key = key.Public.Sexp.Canonical,
    });

    /// <summary>Asks for an infrastructure until there is room for it.</summary>
    private static async Task<string> HeldAsync(string name, int nodes)
    {
        string id = "";
        await UntilAsync(async () =>
        {
            id = $"{name}{Interlocked.Increment(ref names).ToString(CultureInfo.InvariantCulture)}";
            return (await user.Client.CreateAsync(new VpxiRequest(id, Document(nodes), false))).IsDone;
        });
        return id;
    }

    private static async Task FreeAsync(string id) =>
        Assert.AreEqual("ended", Must(await user.Client.DeleteAsync(id)).State);

    private static async Task<WorkVpxi> WorkAsync(string network, Func<WorkVpxi, bool> isWanted)
    {
        WorkVpxi? found = null;
        await UntilAsync(async () =>
        {
            found = Must(await lyon.Client.WorkAsync("lyon")).Vpxis.FirstOrDefault(
                one => one.Network == network && isWanted(one));
            return found is not null;
        });
        return found!;
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            Assert.IsTrue(
                TimeProvider.System.GetElapsedTime(began) < Patience,
                $"It does not happen.\n{first.Registrar.Log}\n{second.Registrar.Log}");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    /// <summary>The resources of which a manifest has certificates: tags name them by their principals.</summary>
    private static IEnumerable<Principal> ResourcesOf(Manifest manifest) => manifest.Certificates
        .SelectMany(certificate => Items(certificate.Sequence))
        .OfType<AuthorizationCertificate>()
        .Select(certificate => certificate.Issuer.Principal)
        .Distinct();

    private static bool IsGranted(Principal resource, Principal subject, IEnumerable<ReadOnlyMemory<byte>> sequences) =>
        Decide(resource, subject, GrantTags.Machine(resource, "start"), sequences).IsGranted;

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
