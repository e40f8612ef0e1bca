using HiperNet.Registrar.Audit;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Resources;

/// <summary>
/// Looks from time to time which offers' agents are there. An offer whose lease has ended is silent from then on:
/// nothing more of it is booked until it is heard again. Any number of replicas may look at once.
/// </summary>
/// <remarks>
/// Leases of offers also end while no registrar is there to be told anything. So nothing is said of any offer before
/// this process has looked without a gap for as long as an offer may be quiet.
/// </remarks>
/// <param name="store">The store.</param>
/// <param name="keys">Where the registrar keeps what.</param>
/// <param name="outbox">What the log is told by.</param>
/// <param name="time">The clock.</param>
/// <param name="patience">After how long without a word an offer is silent.</param>
/// <param name="gap">How long there is between two looks at most, for both to count.</param>
public sealed class Liveness(
    EtcdClient store, StateKeys keys, AuditOutbox outbox, TimeProvider time, TimeSpan patience, TimeSpan gap)
{
    private readonly ResourceKeys own = new(keys.Root);
    private readonly Silence silence = new(store, keys, outbox);
    private readonly Dictionary<string, long> unattended = new(StringComparer.Ordinal);
    private long? since;
    private long last;

    /// <summary>Looks once.</summary>
    /// <returns>How many have become silent.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        IReadOnlyDictionary<string, long>? offers = await silence.NamesAsync(keys.Offers, cancellation);
        IReadOnlyDictionary<string, long>? alive = await silence.NamesAsync(own.Lives, cancellation);
        IReadOnlySet<string>? silent = await silence.AllAsync(cancellation);
        if (offers is null || alive is null || silent is null)
        {
            since = null;
            return 0;
        }

        if (!HasLooked())
        {
            return 0;
        }

        int count = 0;
        foreach ((string id, long revision) in offers)
        {
            if (alive.ContainsKey(id) || silent.Contains(id) || unattended.GetValueOrDefault(id) == revision)
            {
                continue;
            }

            long? done = await silence.MarkAsync(id, cancellation);
            count += done == 0 ? 1 : 0;
            if (done > 0)
            {
                unattended[id] = done.Value;
            }
        }

        return count;
    }

    /// <summary>The names of the silent offers; null if the store does not say.</summary>
    public Task<IReadOnlySet<string>?> SilentAsync(CancellationToken cancellation = default) =>
        silence.AllAsync(cancellation);

    private bool HasLooked()
    {
        long now = time.GetTimestamp();
        if (since is null || time.GetElapsedTime(last, now) > gap)
        {
            since = now;
        }

        last = now;
        return time.GetElapsedTime(since.Value, now) >= patience;
    }
}
