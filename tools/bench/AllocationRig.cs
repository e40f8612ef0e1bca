using System.Globalization;
using System.Text;
using HiperNet.Registrar.Audit;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.State;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Bench;

/// <summary>What a replica of a registrar has for allocations: a client, a cache, a sequencer, an allocator.</summary>
internal sealed class AllocationRig : IAsyncDisposable
{
    private const int OfSite = 20;
    private const int Nodes = 10;
    private const string By = "bench";

    private static readonly StateKeys Keys = StateKeys.Of("bench");
    private static readonly TimeProvider Time = TimeProvider.System;

    private readonly CancellationTokenSource over = new();
    private readonly EtcdClient client;
    private readonly PoolCache cache;
    private readonly Allocator allocator;
    private readonly Task running;
    private readonly bool isCached;

    public AllocationRig(EtcdEndpoint endpoint, bool isCached)
    {
        this.isCached = isCached;
        client = new EtcdClient(new EtcdOptions { Endpoints = [endpoint] });
        cache = new PoolCache(client, Keys, Time);
        AuditOutbox outbox = new(client, Keys, By, Time);
        allocator = new Allocator(client, Keys, Time, outbox, cache: isCached ? cache : null);
        Task following = isCached ? cache.RunAsync(over.Token) : Task.CompletedTask;
        running = Task.WhenAll(following, new AuditSequencer(client, Keys, Time).RunAsync(over.Token));
    }

    /// <summary>Offers sites of twenty machines around a switch, and a ring of switches.</summary>
    public async Task OfferAsync(int machines)
    {
        int sites = machines / OfSite;
        for (int site = 0; site < sites; site++)
        {
            StringBuilder text = new($"location x{site}; node sw {{ function routing }}; ");
            for (int i = 0; i < OfSite; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"node h{i} {{ cores 64; memory 256 GB }}; ")
                    .Append(CultureInfo.InvariantCulture, $"link l{i} from h{i} to sw {{ bandwidth 10 Gbps }}; ");
            }

            await PutAsync($"s{site}", text.ToString());
        }

        StringBuilder ring = new();
        for (int site = 0; site < sites; site++)
        {
            ring.Append(
                CultureInfo.InvariantCulture,
                $"link r{site} from s{site}.sw to s{(site + 1) % sites}.sw {{ bandwidth 100 Gbps }}; ");
        }

        await PutAsync("backbone", "node nowhere; " + ring);
    }

    /// <summary>Waits until the pool is in memory.</summary>
    public async Task ReadyAsync()
    {
        while (isCached && !cache.IsReady)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), Time);
        }
    }

    /// <summary>Holds and confirms ten nodes in a row, for an hour of one of the next days.</summary>
    /// <exception cref="InvalidOperationException">It is refused.</exception>
    public async Task AllocateAsync(string id, int hour)
    {
        DateTimeOffset start = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(hour);
        StringBuilder text = new($"infrastructure v {{ window {start:yyyy-MM-dd'T'HH:mm:ss'Z'} for 60 min; ");
        for (int i = 0; i < Nodes; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"node w{i} {{ cores 8; memory 16 GB }}; ");
            if (i > 0)
            {
                text.Append(
                    CultureInfo.InvariantCulture, $"link e{i} from w{i - 1} to w{i} {{ bandwidth 100 Mbps }}; ");
            }
        }

        HoldRequest request = new(id, By, text.Append('}').ToString(), new AllocationOptions { LaterStarts = 0 });
        Must(await allocator.HoldAsync(request, By));
        Must(await allocator.ConfirmAsync(id, By));
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await running;
        over.Dispose();
        client.Dispose();
    }

    private static void Must(AllocatorResult result)
    {
        if (result.Fault != AllocatorFault.None)
        {
            throw new InvalidOperationException($"{result.Fault}: {result.Detail}");
        }
    }

    private async Task PutAsync(string id, string body)
    {
        OfferRecord offer = new(id, By, $"pool p {{ {body} }}", IsWithdrawn: false);
        StateResult<Written> written = await client.PutAsync(Keys.Offer(id), RecordCodec.Write(offer));
        if (!written.IsDone)
        {
            throw new InvalidOperationException(written.Detail);
        }
    }
}
