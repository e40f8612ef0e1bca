namespace HiperNet.Registrar.State;

/// <summary>
/// Leases for many keys that are to be forgotten: one for each stretch of time, not one for each key. A key lives until
/// the end of the stretch in which its time is, and some more. Each process has leases of its own. Many threads may
/// use it; it keeps as many leases as there are stretches in the future that somebody has asked for.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
/// <param name="width">How long a stretch is; at least a second.</param>
/// <param name="margin">How much longer a key lives: for clocks that differ.</param>
public sealed class LeaseBuckets(EtcdClient store, TimeProvider time, TimeSpan width, TimeSpan margin)
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, Task<StateResult<Lease>>> leases = [];

    /// <summary>How many leases are known.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return leases.Count;
            }
        }
    }

    /// <summary>A lease that ends some time after a key is not needed any more.</summary>
    /// <param name="until">Until when it is needed.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<StateResult<Lease>> ForAsync(
        DateTimeOffset until, CancellationToken cancellation = default)
    {
        long bucket = BucketOf(until);
        DateTimeOffset now = time.GetUtcNow();
        Task<StateResult<Lease>>? lease;
        lock (gate)
        {
            foreach (long over in leases.Keys.Where(one => EndOf(one) < now).ToArray())
            {
                leases.Remove(over);
            }

            if (!leases.TryGetValue(bucket, out lease))
            {
                // All who need it wait for the same; none of them can take it from the others by giving up.
                long seconds = Math.Max(1, (long)Math.Ceiling((EndOf(bucket) + margin - now).TotalSeconds));
                lease = Task.Run(() => store.GrantLeaseAsync(seconds), CancellationToken.None);
                leases.Add(bucket, lease);
            }
        }

        StateResult<Lease> result = await lease.WaitAsync(cancellation);
        if (!result.IsDone)
        {
            Forget(until, 0);
        }

        return result;
    }

    /// <summary>Makes another lease for a time, because the store does not know the one that was given.</summary>
    /// <param name="until">The time.</param>
    /// <param name="id">The number of the lease; another one stays.</param>
    public void Forget(DateTimeOffset until, long id)
    {
        long bucket = BucketOf(until);
        lock (gate)
        {
            if (leases.TryGetValue(bucket, out Task<StateResult<Lease>>? lease) && lease.IsCompletedSuccessfully
                && (lease.Result.Value?.Id ?? 0) == id)
            {
                leases.Remove(bucket);
            }
        }
    }

    private long BucketOf(DateTimeOffset until) => until.UtcTicks / width.Ticks;

    private DateTimeOffset EndOf(long bucket) => new((bucket + 1) * width.Ticks, TimeSpan.Zero);
}
