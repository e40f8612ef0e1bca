using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Events;

/// <summary>Reads the events of one audience: first the keys, then values, as many as are told at a time.</summary>
internal sealed class EventLookup(EtcdClient store, KeyRange range)
{
    /// <summary>The keys behind a cursor; of too many the newest.</summary>
    public async Task<StateResult<EventSnapshot>> ReadAsync(long cursor, CancellationToken cancellation)
    {
        List<EventKey> keys = [];
        long revision = 0;
        await foreach (StateResult<RangePage> page in store.KeysAsync(range, cancellation))
        {
            if (!page.IsDone)
            {
                return page.As<EventSnapshot>();
            }

            // All pages are read at the revision of the first.
            revision = revision == 0 ? page.Value.Revision : revision;
            keys.AddRange(page.Value.Items
                .Where(item => EventCursor.After(item.ModRevision) > cursor)
                .Select(EventKey.Of)
                .OfType<EventKey>());
            DropOldest(keys);
        }

        return StateResult<EventSnapshot>.Done(
            new EventSnapshot(revision, [.. PlacedKey.Place(keys).Where(key => key.Cursor > cursor)]));
    }

    /// <summary>The events of these keys; what was swept meanwhile, or is no event, is left out.</summary>
    public async Task<StateResult<IReadOnlyList<EventView>>> ValuesAsync(
        IReadOnlyList<PlacedKey> keys, CancellationToken cancellation)
    {
        Operation[] reads =
            [.. keys.Select(key => new RangeOperation(new RangeQuery(KeyRange.Single(key.Key.Octets))))];
        StateResult<TransactionAnswer> answer =
            await store.TransactAsync(new Transaction([], reads, []), cancellation);
        return answer.IsDone
            ? StateResult<IReadOnlyList<EventView>>.Done(
                [.. keys.Zip(answer.Value.Answers, View).OfType<EventView>()])
            : answer.As<IReadOnlyList<EventView>>();
    }

    private static EventView? View(PlacedKey key, OperationAnswer answer) =>
        answer.Page?.First is { } item ? EventCodec.TryRead(item.Value, key.Cursor) : null;

    /// <summary>
    /// Bounds what is kept in memory, whole revisions at a time. Sorting is put off until there are twice as many.
    /// </summary>
    private static void DropOldest(List<EventKey> keys)
    {
        if (keys.Count <= 2 * EventLimits.EachAudience)
        {
            return;
        }

        keys.Sort();
        long first = keys[^EventLimits.EachAudience].Revision;
        keys.RemoveAll(key => key.Revision < first);
    }
}
