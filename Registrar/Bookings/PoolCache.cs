using System.Collections.Immutable;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Bookings;

/// <summary>
/// A registrar's pool in memory, by watches. Whoever plans with it may plan with what is not so any more: conditions of
/// the transaction name the revisions that were read, so that it costs another try, which reads the store. Allocators
/// of a process may share one; it is used once <see cref="RunAsync"/> has read the pool.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="keys">Where the registrar keeps what.</param>
/// <param name="time">The clock of its pauses.</param>
public sealed class PoolCache(EtcdClient store, StateKeys keys, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly KeyFollower offers = new(store, keys.Offers, time);
    private readonly KeyFollower calendars = new(store, keys.Calendars, time);
    private readonly SortedDictionary<string, KeyValue> offered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KeyValue> booked = new(StringComparer.Ordinal);
    private ImmutableDictionary<string, long> revisions =
        ImmutableDictionary.Create<string, long>(StringComparer.Ordinal);

    private PoolImage? all;
    private PoolImage? open;

    /// <summary>Whether there is a pool in memory.</summary>
    public bool IsReady => offers.IsReady && calendars.IsReady;

    /// <summary>Follows the store until it is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation) =>
        Task.WhenAll(offers.RunAsync(cancellation), calendars.RunAsync(cancellation));

    /// <summary>The pool as it was not long ago; null if there is none, or a value is no record.</summary>
    /// <param name="withWithdrawn">Whether resources are in it of which nothing more may be booked.</param>
    internal PoolSnapshot? Snapshot(bool withWithdrawn)
    {
        lock (gate)
        {
            try
            {
                if (!IsReady || offers.Take() is not { } newOffers)
                {
                    return null;
                }

                bool isOther = Note(newOffers, offered);
                if (calendars.Take() is not { } newCalendars)
                {
                    all = null;
                    return null;
                }

                isOther |= Note(newCalendars, booked) && newCalendars.IsAnew;
                Renew(isOther || newOffers.Keys.Count > 0, newCalendars.Keys);
            }
            catch (InvalidDataException)
            {
                // Who reads the store hears of it.
                (all, open) = (null, null);
            }

            return (withWithdrawn ? all : open) is { } image
                ? new PoolSnapshot(image.Bookings, revisions) { IsCached = true }
                : null;
        }
    }

    /// <summary>Notes what has changed; gives whether all of it was read anew.</summary>
    private bool Note(
        (bool IsAnew, IReadOnlyList<(string Key, KeyValue? Item)> Keys) news, IDictionary<string, KeyValue> known)
    {
        if (news.IsAnew)
        {
            revisions = revisions.RemoveRange(known.Keys);
            known.Clear();
        }

        foreach ((string key, KeyValue? item) in news.Keys)
        {
            if (item is null)
            {
                known.Remove(key);
                revisions = revisions.Remove(key);
            }
            else
            {
                known[key] = item;
                revisions = revisions.SetItem(key, item.ModRevision);
            }
        }

        return news.IsAnew;
    }

    private void Renew(bool isOther, IReadOnlyList<(string Key, KeyValue? Item)> changes)
    {
        if (!isOther && all is not null && open is not null)
        {
            bool isSame = all == open;
            all = all.With(changes.Select(Named));
            open = isSame ? all : open.With(changes.Select(Named));
            return;
        }

        (all, open) = (null, null);
        OfferRecord[] records = [.. offered.Values.Select(item => RecordCodec.ReadOffer(item.Value))];
        (string, KeyValue?)[] every = [.. booked.Select(pair => Named((pair.Key, pair.Value)))];
        PoolImage whole = PoolImage.Of(PoolReader.PoolOf(records)).With(every);
        open = Array.Exists(records, offer => !offer.IsOpen)
            ? PoolImage.Of(PoolReader.PoolOf(records.Where(offer => offer.IsOpen))).With(every)
            : whole;
        all = whole;
    }

    private (string Resource, KeyValue? Item) Named((string Key, KeyValue? Item) pair) =>
        (pair.Key[keys.Calendars.Length..], pair.Item);
}
