namespace HiperNet.Registrar.State;

/// <summary>
/// Keeps the keys that begin alike in memory: reads them, then follows a watch from the revision behind; after a fault
/// of the watch, such as a compaction, it reads again. What it holds is as of some revision not long ago.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="prefix">With what the keys begin.</param>
/// <param name="time">The clock of its pauses.</param>
public sealed class KeyFollower(EtcdClient store, string prefix, TimeProvider time)
{
    private const int PageKeys = 500;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Lock gate = new();
    private readonly HashSet<string> changed = new(StringComparer.Ordinal);
    private Dictionary<string, KeyValue> items = new(StringComparer.Ordinal);
    private bool isReady;
    private bool isAnew;

    /// <summary>Whether it holds the keys: not before it has read them, nor while it reads again.</summary>
    public bool IsReady
    {
        get
        {
            lock (gate)
            {
                return isReady;
            }
        }
    }

    /// <summary>Follows until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                if (await ReadAsync(cancellation) is { } revision)
                {
                    await FollowAsync(revision + 1, cancellation);
                }

                await Task.Delay(Pause, time, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // That is how it ends.
        }
        finally
        {
            lock (gate)
            {
                isReady = false;
            }
        }
    }

    /// <summary>What has changed since this was asked last; one who asks is all that there may be.</summary>
    /// <returns>
    /// Null if it is not ready. Otherwise whether it was read anew, and the keys: those that changed, with null for
    /// those that are gone, or all of them.
    /// </returns>
    public (bool IsAnew, IReadOnlyList<(string Key, KeyValue? Item)> Keys)? Take()
    {
        lock (gate)
        {
            if (!isReady)
            {
                return null;
            }

            bool all = isAnew;
            (string Key, KeyValue? Item)[] keys =
            [
                .. (all ? items.Keys : (IEnumerable<string>)changed).Select(key => (key, items.GetValueOrDefault(key))),
            ];
            changed.Clear();
            isAnew = false;
            return (all, keys);
        }
    }

    private async Task<long?> ReadAsync(CancellationToken cancellation)
    {
        Dictionary<string, KeyValue> all = new(StringComparer.Ordinal);
        long? revision = null;
        await foreach (StateResult<RangePage> page in store.PagesAsync(KeyRange.Prefix(prefix), PageKeys, cancellation))
        {
            if (!page.IsDone)
            {
                return null;
            }

            revision ??= page.Value.Revision;
            foreach (KeyValue item in page.Value.Items)
            {
                all[item.KeyText] = item;
            }
        }

        lock (gate)
        {
            (items, isReady, isAnew) = (all, true, true);
            changed.Clear();
        }

        return revision;
    }

    private async Task FollowAsync(long from, CancellationToken cancellation)
    {
        WatchQuery query = new(KeyRange.Prefix(prefix)) { StartRevision = from };
        await foreach (WatchBatch batch in store.WatchAsync(query, cancellation))
        {
            lock (gate)
            {
                isReady &= batch.Fault == StateFault.None;
                foreach (WatchEvent one in batch.Events)
                {
                    Apply(one);
                }
            }
        }
    }

    private void Apply(WatchEvent one)
    {
        string key = one.Item.KeyText;
        changed.Add(key);
        if (one.IsDelete)
        {
            items.Remove(key);
        }
        else
        {
            items[key] = one.Item;
        }
    }
}
