using System.Runtime.CompilerServices;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Events;

/// <summary>
/// One who follows events: reads what is there, then watches from the revision behind it. What the watch cannot tell
/// any more, because the store has forgotten it, is read again; the cursor keeps twice-told ones out.
/// </summary>
internal sealed class EventFollower(EtcdClient store, KeyRange range, TimeProvider time, long? after)
{
    private readonly EventLookup reader = new(store, range);
    private long cursor = after ?? long.MaxValue;
    private TimeSpan pause = EventLimits.FirstPause;

    public async IAsyncEnumerable<EventView> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            StateResult<EventSnapshot> there = await reader.ReadAsync(cursor, cancellation);
            await foreach (EventView one in ThereAsync(there, cancellation))
            {
                yield return one;
            }

            StateFault fault = there.Fault;
            if (there.IsDone && cursor >= EventCursor.After(there.Value.Revision))
            {
                cursor = EventCursor.After(there.Value.Revision);
                await foreach (WatchBatch batch in WatchAsync(there.Value.Revision + 1, cancellation))
                {
                    foreach (EventView one in New(batch))
                    {
                        yield return one;
                    }

                    fault = batch.Fault;
                }
            }

            if (!Passes(fault))
            {
                yield break;
            }

            await PauseAsync(cancellation);
        }
    }

    /// <summary>Whether it helps to ask again.</summary>
    private static bool Passes(StateFault fault) => fault
        is StateFault.None or StateFault.Unavailable or StateFault.BadAnswer
        or StateFault.Compacted or StateFault.FutureRevision or StateFault.TooLarge;

    /// <summary>
    /// Tells what was found. Values are read a few at a time; if that fails, the cursor stays behind the last that was
    /// told, and the rest is found again.
    /// </summary>
    private async IAsyncEnumerable<EventView> ThereAsync(
        StateResult<EventSnapshot> there, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!there.IsDone)
        {
            yield break;
        }

        foreach (PlacedKey[] some in there.Value.Keys.Chunk(EventLimits.ReadTogether))
        {
            StateResult<IReadOnlyList<EventView>> events = await reader.ValuesAsync(some, cancellation);
            if (!events.IsDone)
            {
                yield break;
            }

            foreach (EventView one in events.Value)
            {
                cursor = one.Cursor;
                pause = EventLimits.FirstPause;
                yield return one;
            }

            cursor = some[^1].Cursor;
        }

        cursor = EventCursor.After(there.Value.Revision);
    }

    private IAsyncEnumerable<WatchBatch> WatchAsync(long from, CancellationToken cancellation) =>
        store.WatchAsync(new WatchQuery(range) { StartRevision = from }, cancellation);

    /// <summary>The events of a batch that were not told; it has whole revisions, so that places are known.</summary>
    private IEnumerable<EventView> New(WatchBatch batch)
    {
        List<EventKey> keys =
        [
            .. batch.Events.Where(one => !one.IsDelete).Select(one => EventKey.Of(one.Item)).OfType<EventKey>(),
        ];
        foreach (PlacedKey key in PlacedKey.Place(keys).Where(key => key.Cursor > cursor))
        {
            cursor = key.Cursor;
            pause = EventLimits.FirstPause;
            if (EventCodec.TryRead(key.Key.Item.Value, key.Cursor) is { } view)
            {
                yield return view;
            }
        }
    }

    private async Task PauseAsync(CancellationToken cancellation)
    {
        await Task.Delay(pause, time, cancellation);
        pause = pause * 2 > EventLimits.LongestPause ? EventLimits.LongestPause : pause * 2;
    }
}
