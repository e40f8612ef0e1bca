using System.Globalization;
using HiperNet.Flows.Tests.Lab;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.State;
using HiperNet.Registrar.Tests.State.Lab;
using HiperNet.Testing;
using static HiperNet.Flows.Tests.Lab.RegistrarLab;

namespace HiperNet.Flows.Tests;

/// <summary>Processes that die while users work: what they were told stays so, and nothing is left over.</summary>
[TestClass]
[RequiresProgram("etcd")]
[RequiresProgram("setpriv")]
public sealed class FailureTests
{
    private const string SlowVariable = "HIPER_FLOWS_SLOW";
    private static readonly bool IsSlow = Environment.GetEnvironmentVariable(SlowVariable) == "1";
    private static readonly string[] Quick = ["--round-seconds", "1", "--requests-per-second", "5000"];

    public required TestContext TestContext { get; init; }

    private CancellationToken Stop => TestContext.CancellationToken;

    [TestMethod]
    public async Task When_etcds_leader_is_killed_in_mid_allocation_nothing_acknowledged_is_lost()
    {
        using Cluster cluster = new();
        using EtcdClient store = new(cluster.Options);
        await Waiting.ReadyAsync(store, Stop);
        string members = string.Join(',', cluster.Members.Select(member => member.Endpoint));
        await using RegistrarLab lab = await StartAsync(2, ["--etcd", members, .. Quick]);
        Traffic traffic = new();
        Person[] users = await UsersAsync(lab, 3);
        int leader = await cluster.LeaderAsync(Stop);

        Task work = Task.WhenAll(users.Select((user, i) => traffic.RunAsync(user, $"u{i}", 6)));
        await Waiting.UntilAsync(() => !traffic.Running.IsEmpty, Stop);
        cluster.Members[leader].Kill();
        Assert.IsFalse(work.IsCompleted, "It was killed too late.");
        await work;
        cluster.Members[leader].Start();

        TestContext.WriteLine($"{traffic.Failures} answers that passed");
        Assert.AreEqual((9, 9), (traffic.Running.Count, traffic.Gone.Count));
        await NoFaultsAsync(traffic, store);
    }

    [TestMethod]
    public async Task Whenever_a_registrar_is_killed_another_replica_goes_on()
    {
        TestContext.WriteLine($"{Property.SeedVariable}={Property.Seed}");
        FuzzSource source = new(Property.Seed);
        await using RegistrarLab lab = await StartAsync(2, Quick);
        using EtcdClient store = lab.Store();
        Traffic traffic = new();
        Person[] users = await UsersAsync(lab, 1);
        for (int round = 0; round < (IsSlow ? 100 : 6); round++)
        {
            RegistrarProcess victim = lab.Replicas[round % 2];
            using RegistrarClient doomed = new(
                users[0].Options with
                {
                    Servers = [victim.Address], Tries = 1, RequestTime = TimeSpan.FromSeconds(10),
                });
            using Person other = lab.At(users[0], lab.Replicas[1 - (round % 2)]);
            string id = string.Create(CultureInfo.InvariantCulture, $"r{round}");
            await UntilKilledAsync(doomed, victim, id, step: (round + source.Below(2)) % 4, source.Below(40));

            // Whatever came of it: each step can be asked again.
            await Task.WhenAll(victim.StartAsync(), traffic.RunAsync(other, id, 1), FinishAsync(traffic, other, id));
        }

        await NoFaultsAsync(traffic, store);
    }

    [TestMethod]
    public async Task A_registrar_that_is_asked_to_end_under_load_loses_nothing()
    {
        await using RegistrarLab lab = await StartAsync(2, Quick);
        using EtcdClient store = lab.Store();
        Traffic traffic = new();
        Person[] users = await UsersAsync(lab, 3);
        using CancellationTokenSource enough = new();
        Task work = Task.WhenAll(users.Select((user, i) => traffic.RunAsync(user, $"u{i}", 8, enough.Token)));
        await Waiting.UntilAsync(() => traffic.Running.Count > 3, Stop);

        int code = await lab.Replicas[0].EndAsync();

        int before = traffic.Running.Count + traffic.Gone.Count;
        await Waiting.UntilAsync(
            () => work.IsCompleted || traffic.Running.Count + traffic.Gone.Count > before + 3, Stop);
        await enough.CancelAsync();
        await work;
        Assert.AreEqual(0, code, lab.Replicas[0].Log);
        await NoFaultsAsync(traffic, store);
    }

    [TestMethod]
    public async Task When_the_disk_of_etcd_is_full_acts_are_refused_reads_go_on_and_it_works_again_with_room()
    {
        using Member etcd = Member.Alone("http", "--quota-backend-bytes", "16777216");
        using EtcdClient store = Waiting.ClientOf(etcd.Endpoint);
        await Waiting.ReadyAsync(store, Stop);
        await using RegistrarLab lab = await StartAsync(1, ["--etcd", etcd.Endpoint.ToString(), .. Quick]);
        Traffic traffic = new();
        Person user = (await UsersAsync(lab, 1))[0];
        await traffic.RunAsync(user, "before", 3);
        await FillAsync(store);

        using RegistrarClient once = new(user.Options with { Tries = 1 });
        Problem refused = (await once.CreateAsync(new VpxiRequest("full", Traffic.Document(), false), Stop)).Problem!;
        Problem kept = (await once.DeleteAsync("before-1", Stop)).Problem!;
        VpxiView read = Must(await once.VpxiAsync("before-1", Stop));
        Must(await once.CertificatesAsync(cancellation: Stop));
        await RoomAsync(store, etcd);

        Assert.Contains(refused.Code, (string[])["store", "log"]);
        Assert.Contains(kept.Code, (string[])["store", "log"]);
        Assert.AreEqual("provisioned", read.State);
        await traffic.RunAsync(user, "after", 2);
        await traffic.DeleteAsync(user, "before-1");
        await NoFaultsAsync(traffic, store);
    }

    private static async Task<Person[]> UsersAsync(RegistrarLab lab, int count)
    {
        Person agent = await lab.InvitedAsync();
        await lab.OfferAsync(agent, "lyon", 16);
        List<Person> users = [];
        for (int i = 0; i < count; i++)
        {
            users.Add(await lab.InvitedAsync());
        }

        return [.. users];
    }

    private static async Task NoFaultsAsync(Traffic traffic, EtcdClient store)
    {
        IReadOnlyList<string> faults = await traffic.FaultsAsync(store);
        Assert.IsEmpty(faults, string.Join('\n', faults));
    }

    /// <summary>Begins a step of an infrastructure's life, and kills who does it.</summary>
    /// <param name="client">Asks the victim only, once.</param>
    /// <param name="victim">Who dies.</param>
    /// <param name="id">The infrastructure.</param>
    /// <param name="step">0: it is created, 1: it is held, 2: it is provisioned, 3: it is deleted.</param>
    /// <param name="delay">After how many milliseconds.</param>
    private static async Task UntilKilledAsync(
        RegistrarClient client, RegistrarProcess victim, string id, int step, int delay)
    {
        Func<Task>[] steps =
        [
            () => client.CreateAsync(new VpxiRequest(id, Traffic.Document(), false)),
            () => Task.CompletedTask,
            () => client.ProvisionAsync(id),
            () => client.DeleteAsync(id),
        ];
        for (int i = 0; i < step; i++)
        {
            await steps[i]();
        }

        Task last = steps[step]();
        await Task.Delay(TimeSpan.FromMilliseconds(delay), TimeProvider.System);
        await victim.KillAsync();
        await last;
    }

    /// <summary>The owner deletes what the killed one has begun: it may have any state, or none.</summary>
    private static Task FinishAsync(Traffic traffic, Person user, string id) => traffic.DeleteAsync(user, id);

    private static async Task FillAsync(EtcdClient store)
    {
        foreach (int size in (int[])[1 << 20, 1 << 14, 1 << 10])
        {
            for (int i = 0; i < 64; i++)
            {
                byte[] key = Waiting.Bytes(string.Create(CultureInfo.InvariantCulture, $"filler/{size}/{i}"));
                if ((await store.PutAsync(key, new byte[size])).Fault == StateFault.NoSpace)
                {
                    break;
                }
            }
        }
    }

    /// <summary>What an administrator of etcd does: deletes, compacts, defragments, takes the alarm back.</summary>
    private static async Task RoomAsync(EtcdClient store, Member etcd)
    {
        long revision = Waiting.Must(await store.DeleteAsync(KeyRange.Prefix("filler/"))).Revision;
        Waiting.Must(await store.CompactAsync(revision));
        string member = Waiting.Must(await store.StatusAsync()).Member.ToString(CultureInfo.InvariantCulture);
        using HttpClient http = new();
        foreach ((string path, string body) in new[]
        {
            ("defragment", "{}"), ("alarm", $$"""{"action":"DEACTIVATE","memberID":"{{member}}","alarm":"NOSPACE"}"""),
        })
        {
            using StringContent content = new(body);
            using HttpResponseMessage done =
                await http.PostAsync(new Uri($"{etcd.Endpoint}".TrimEnd('/') + "/v3/maintenance/" + path), content);
            done.EnsureSuccessStatusCode();
        }
    }
}
