using HiperNet.Flows.Tests.Lab;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Infrastructures;
using HiperNet.Registrar.State;
using HiperNet.Testing;
using static HiperNet.Flows.Tests.Lab.RegistrarLab;
using static HiperNet.Registrar.Tests.State.Lab.Waiting;

namespace HiperNet.Flows.Tests;

/// <summary>The checker finds what it looks for: each test damages a good state by hand, and mends it again.</summary>
[TestClass]
[RequiresProgram("etcd")]
public sealed class CheckerTests
{
    private static readonly string[] Running = ["one", "two"];
    private static readonly string[] Gone = ["three"];

    private static RegistrarLab lab = null!;
    private static EtcdClient store = null!;
    private static FinalState good = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        lab = await RegistrarLab.StartAsync(2);
        store = lab.Store();
        Person user = await lab.InvitedAsync();
        await lab.OfferAsync(user, "lyon", 2);
        foreach (string id in Running.Concat(Gone).Append("held"))
        {
            RegistrarLab.Must(await user.Client.CreateAsync(new VpxiRequest(id, Document, false)));
        }

        foreach (string id in Running.Concat(Gone))
        {
            RegistrarLab.Must(await user.Client.ProvisionAsync(id));
        }

        RegistrarLab.Must(await user.Client.DeleteAsync("three"));
        foreach (RegistrarProcess replica in lab.Replicas)
        {
            // It would mend what is damaged.
            await replica.KillAsync();
        }

        good = await FinalState.ReadAsync(store, Name);
    }

    private const string Document = "infrastructure x { window for 1 h; node n { cores 1 } }";

    [ClassCleanup]
    public static async Task EndAsync()
    {
        store.Dispose();
        await lab.DisposeAsync();
    }

    [TestMethod]
    public void A_good_state_has_no_faults() => Assert.IsEmpty(Faults(good), string.Join('\n', Faults(good)));

    [TestMethod]
    public async Task Two_that_have_the_same_are_found()
    {
        VpxiRecord one = good.Vpxis["one"];
        string twins = string.Join('\n', await DamagedAsync([.. Enumerable.Range(0, 9).Select(i =>
            Put($"vpxi/twin{i}", RecordCodec.Write(one with { Id = $"twin{i}" })))]));

        Assert.Contains("double booking: lyon.host[", twins, StringComparison.Ordinal);
        Assert.Contains("double booking: twin", twins, StringComparison.Ordinal);
    }

    [TestMethod]
    public Task A_booking_without_a_record_is_found() =>
        FoundAsync($"leaked: booked without a record: {Place} cores: one/n0", Delete("vpxi/one"));

    [TestMethod]
    public Task A_record_without_its_booking_is_found() =>
        FoundAsync($"lost: a record without its booking: {Place} cores: one/n0", Delete($"calendar/{Place}"));

    [TestMethod]
    public Task What_was_acknowledged_and_is_not_there_is_found() =>
        FoundAsync("lost: two was provisioned, and is not", Delete("vpxi/two"));

    [TestMethod]
    public Task What_was_provisioned_and_is_not_wanted_any_more_is_found() => FoundAsync(
        "lost: two was provisioned, and is not",
        Put("run/two", InfrastructureCodec.Write(good.Runs["two"] with { Wanted = Wanted.Nothing })));

    [TestMethod]
    public Task What_was_ended_and_is_there_is_found() => FoundAsync(
        "leaked: three was ended, and is there",
        Put("run/three", InfrastructureCodec.Write(good.Runs["two"] with { Id = "three" })));

    [TestMethod]
    public Task A_certificate_beyond_its_window_is_found()
    {
        Bundle bundle = good.Bundles.Single(one => one.About == "vpxi-one");
        Bundle longer = bundle with
        {
            Certificates = [bundle.Certificates[0] with { NotAfter = good.Vpxis["one"].Allocation.Window.End }],
        };
        return FoundAsync(
            "beyond its window: (vpxi one)", Put($"cert/{bundle.Subject}/vpxi-one", BundleCodec.Write(longer)));
    }

    [TestMethod]
    public Task A_hold_that_has_lapsed_is_found() => FoundAsync(
        "leaked: held is Held", Put("vpxi/held", RecordCodec.Write(good.Vpxis["held"] with { Expires = Now() - 1 })));

    [TestMethod]
    public Task One_that_is_being_released_for_ever_is_found() => FoundAsync(
        "leaked: held is Releasing",
        Put("vpxi/held", RecordCodec.Write(good.Vpxis["held"] with { State = VpxiState.Releasing })));

    [TestMethod]
    public Task Bookings_that_nobody_wishes_are_found() =>
        FoundAsync("leaked: one is nobody's wish", Delete("run/one"));

    [TestMethod]
    public Task A_wish_without_bookings_is_found() => FoundAsync("leaked: two has no bookings", Delete("vpxi/two"));

    [TestMethod]
    [DataRow("node/none/n")]
    [DataRow("share/none/somebody")]
    [DataRow("work/lyon/none")]
    public Task What_is_known_of_no_infrastructure_is_found(string key) =>
        FoundAsync($"leaked: {key} without an infrastructure", Put(key, "1"u8.ToArray()));

    [TestMethod]
    [DataRow("vpxi-none")]
    [DataRow("left-none")]
    public Task Certificates_of_no_infrastructure_are_found(string about) => FoundAsync(
        $"leaked: certificates {about} without an infrastructure",
        Put($"cert/x/{about}", BundleCodec.Write(new Bundle("x", about, []))));

    [TestMethod]
    public Task Certificates_of_resources_that_were_left_are_found() => FoundAsync(
        "leaked: certificates left-one were not revoked",
        Put("cert/x/left-one", BundleCodec.Write(new Bundle("x", "left-one", []))));

    [TestMethod]
    public Task An_act_without_an_entry_is_found() => FoundAsync(
        "log: nobody has confirmed held",
        Put("vpxi/held", RecordCodec.Write(good.Vpxis["held"] with { State = VpxiState.Allocated })));

    [TestMethod]
    public Task A_hold_without_an_entry_is_found() => FoundAsync(
        "log: new was held 0 times and went 0 times, and is there 1 times",
        Put("vpxi/new", RecordCodec.Write(good.Vpxis["held"] with { Id = "new" })));

    [TestMethod]
    public Task A_log_that_was_changed_is_found()
    {
        string last = good.Items.Keys.Where(key => key.StartsWith("audit/log/e/", StringComparison.Ordinal)).Max()!;
        return FoundAsync("log: the log's head is not that of", Delete(last));
    }

    /// <summary>The resource of the first one.</summary>
    private static string Place => good.Vpxis["one"].Allocation.Nodes[0].Resource;

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private static IReadOnlyList<string> Faults(FinalState state) => Checker.Faults(state, Now(), Running, Gone);

    private static PutOperation Put(string key, byte[] value) => new(Bytes(good.Keys.Root + key), value);

    private static DeleteOperation Delete(string key) => new(KeyRange.Single(good.Keys.Root + key));

    private static async Task FoundAsync(string fault, Operation damage) =>
        Assert.Contains(fault, string.Join('\n', await DamagedAsync([damage])), StringComparison.Ordinal);

    /// <summary>What is found while the state is damaged.</summary>
    private static async Task<IReadOnlyList<string>> DamagedAsync(Operation[] damages)
    {
        Must(await store.TransactAsync(new Transaction([], damages, [])));
        try
        {
            return Faults(await FinalState.ReadAsync(store, Name));
        }
        finally
        {
            Must(await store.TransactAsync(new Transaction([], [.. damages.Select(Mended)], [])));
        }
    }

    private static Operation Mended(Operation damage)
    {
        ReadOnlyMemory<byte> key = damage is PutOperation put ? put.Key : ((DeleteOperation)damage).Range.Key;
        string name = System.Text.Encoding.UTF8.GetString(key.Span)[good.Keys.Root.Length..];
        return good.Items.TryGetValue(name, out KeyValue? item)
            ? new PutOperation(key, item.Value)
            : new DeleteOperation(KeyRange.Single(key));
    }
}
