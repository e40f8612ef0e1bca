using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Spki.Sexp;

namespace HiperNet.Bench;

/// <summary>
/// A registrar as a process under load over HTTPS: agents that renew the certificates of their resources and say that
/// they are there, and users that allocate infrastructures of ten nodes on a thousand machines.
/// </summary>
internal static class RegistrarLoad
{
    private const int OfOffer = 10;
    private const int Machines = 1000;
    private const int OfSite = 100;
    private const int Together = 8;
    private const int Allocations = 60;

    /// <summary>registrar-load [RESOURCES]; 0: allocations only. Prints a row for each case.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        int resources = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
        Console.WriteLine("| what | replicas | per second | p50, ms | p99, ms | CPU per request, ms | memory, MiB |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        if (resources > 0)
        {
            await RenewAsync(resources / OfOffer);
        }

        await AllocateAsync(1);
        await AllocateAsync(3);
        return 0;
    }

    private static async Task RenewAsync(int offers)
    {
        await using LoadRig rig = await LoadRig.StartAsync(1);
        using PrivateKey owner = PrivateKey.Generate(KeyAlgorithm.P256);
        await rig.AdmitAsync(owner);
        PrivateKey[] keys =
            [.. Enumerable.Range(0, offers * OfOffer).Select(_ => PrivateKey.Generate(KeyAlgorithm.P256))];
        using RegistrarClient client = rig.Client(owner, 0);
        const string Document = "pool p { node host[10] { cores 4; memory 8 GB } }";
        OfferRequest[] first = [.. keys.Chunk(OfOffer).Select(some => Offer(Document, some, rig.Registrar))];
        OfferRequest[] next = [.. keys.Chunk(OfOffer).Select(some => Offer(Document, some, rig.Registrar))];
        await MeasureAsync(rig, "offers of 10 resources, new", offers, i => client.OfferAsync(Name(i), first[i]));
        await MeasureAsync(rig, "offers of 10 resources, renewed", offers, i => client.OfferAsync(Name(i), next[i]));
        await MeasureAsync(rig, "first heartbeats", offers, i => client.HeartbeatAsync(Name(i)));
        await MeasureAsync(rig, "heartbeats", offers, i => client.HeartbeatAsync(Name(i)));
        Array.ForEach(keys, key => key.Dispose());
    }

    private static async Task AllocateAsync(int replicas)
    {
        await using LoadRig rig = await LoadRig.StartAsync(replicas);
        using PrivateKey owner = PrivateKey.Generate(KeyAlgorithm.P256);
        await rig.AdmitAsync(owner);
        PrivateKey[] keys = [.. Enumerable.Range(0, Machines).Select(_ => PrivateKey.Generate(KeyAlgorithm.P256))];
        RegistrarClient[] clients = [.. Enumerable.Range(0, replicas).Select(i => rig.Client(owner, i))];
        string document = $"pool p {{ node host[{OfSite}] {{ cores 64; memory 256 GB }}; "
            + "lan net of host { bandwidth 10 Gbps } }";
        foreach ((PrivateKey[] some, int i) in keys.Chunk(OfSite).Select((some, i) => (some, i)))
        {
            LoadRig.Must(await clients[0].OfferAsync(Name(i), Offer(document, some, rig.Registrar)));
            LoadRig.Must(await clients[0].HeartbeatAsync(Name(i)));
        }

        await MeasureAsync(rig, "", 2 * replicas, i => OneAsync(clients[i % replicas], $"warm-{i}", i), replicas);
        await MeasureAsync(
            rig,
            "infrastructures of 10 nodes, held and provisioned",
            Allocations,
            i => OneAsync(clients[i % replicas], $"v-{i}", i),
            replicas);
        Array.ForEach(clients, client => client.Dispose());
        Array.ForEach(keys, key => key.Dispose());
    }

    private static async Task<ApiAnswer<VpxiView>> OneAsync(RegistrarClient client, string id, int number)
    {
        DateTimeOffset start = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(number % 20);
        StringBuilder text = new($"infrastructure v {{ window {start:yyyy-MM-dd'T'HH:mm:ss'Z'} for 60 min; ");
        for (int i = 0; i < OfOffer; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"node w{i} {{ cores 8; memory 16 GB }}; ");
            if (i > 0)
            {
                text.Append(
                    CultureInfo.InvariantCulture, $"link e{i} from w{i - 1} to w{i} {{ bandwidth 100 Mbps }}; ");
            }
        }

        LoadRig.Must(await client.CreateAsync(new VpxiRequest(id, text.Append('}').ToString(), false)));
        return await client.ProvisionAsync(id);
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"o{number}");

    private static OfferRequest Offer(string document, PrivateKey[] keys, Principal registrar) => new(
        document,
        [.. keys.Select((key, i) => new ResourceProof(
            string.Create(CultureInfo.InvariantCulture, $"host[{i + 1}]"),
            key.Public.Sexp.Canonical,
            LoadRig.Grant(
                key,
                registrar,
                SexpList.Of("vm", new SexpAtom(key.Public.Principal.ToArray())),
                Delegation.Any)))]);

    /// <summary>Asks some at a time, and prints a row, if it has a name.</summary>
    private static async Task MeasureAsync<T>(
        LoadRig rig, string name, int count, Func<int, Task<ApiAnswer<T>>> ask, int together = Together)
        where T : class
    {
        ConcurrentBag<double> times = [];
        double before = Processors(rig);
        long started = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = together },
            async (i, _) =>
            {
                long start = Stopwatch.GetTimestamp();
                LoadRig.Must(await ask(i));
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            });
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        double[] sorted = [.. times.Order()];
        if (name.Length > 0)
        {
            double processors = (Processors(rig) - before) / count;
            double memory = rig.Replicas.Average(replica => replica.WorkingSet64 / 1048576.0);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {rig.Servers.Count} | {count / seconds:F1} | {sorted[sorted.Length / 2]:F1} | ")
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"{sorted[sorted.Length * 99 / 100]:F1} | {processors:F1} | {memory:F0} |"));
        }
    }

    /// <summary>What the replicas have computed, in milliseconds.</summary>
    private static double Processors(LoadRig rig) => rig.Replicas.Sum(replica =>
    {
        replica.Refresh();
        return replica.TotalProcessorTime.TotalMilliseconds;
    });
}
