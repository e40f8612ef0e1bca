using System.Text;
using HiperNet.Registrar.State;
using HiperNet.Vpxi.Language;
using HiperNet.Vpxi.Model;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Registrar.Bookings;

/// <summary>
/// Reads a registrar's pool from the store. Each offer becomes a cluster of its name; what is offered under the name
/// <see cref="Backbone"/> stands outside of all clusters, so that its links can join the offers' nodes.
/// </summary>
internal sealed class PoolReader(EtcdClient store, StateKeys keys, PoolCache? cache = null)
{
    /// <summary>The name of the offer that joins the others.</summary>
    public const string Backbone = "backbone";

    private const int PageKeys = 500;

    /// <summary>The pool as it is now, or was not long ago.</summary>
    /// <param name="withWithdrawn">Whether resources are in it of which nothing more may be booked.</param>
    /// <param name="isFresh">Whether the store is read although there is a cache.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<StateResult<PoolSnapshot>> ReadAsync(
        bool withWithdrawn, bool isFresh, CancellationToken cancellation)
    {
        if (!isFresh && cache?.Snapshot(withWithdrawn) is { } known)
        {
            return StateResult<PoolSnapshot>.Done(known);
        }

        Dictionary<string, long> revisions = new(StringComparer.Ordinal);
        (List<KeyValue> offers, StateResult<RangePage>? failed) = await AllAsync(keys.Offers, revisions, cancellation);
        if (failed is not null)
        {
            return failed.As<PoolSnapshot>();
        }

        (List<KeyValue> calendars, failed) = await AllAsync(keys.Calendars, revisions, cancellation);
        if (failed is not null)
        {
            return failed.As<PoolSnapshot>();
        }

        return Snapshot(
            offers.Select(item => RecordCodec.ReadOffer(item.Value))
                .Where(offer => withWithdrawn || offer.IsOpen),
            calendars,
            revisions);
    }

    /// <summary>
    /// The pool as it is now, with offers of other registrars, of which nothing is known to be booked.
    /// </summary>
    public async Task<StateResult<PoolSnapshot>> ReadAsync(
        IReadOnlyList<OfferRecord> others, CancellationToken cancellation)
    {
        Dictionary<string, long> revisions = new(StringComparer.Ordinal);
        (List<KeyValue> offers, StateResult<RangePage>? failed) = await AllAsync(keys.Offers, revisions, cancellation);
        if (failed is not null)
        {
            return failed.As<PoolSnapshot>();
        }

        (List<KeyValue> calendars, failed) = await AllAsync(keys.Calendars, revisions, cancellation);
        return failed is not null
            ? failed.As<PoolSnapshot>()
            : Snapshot(
                offers.Select(item => RecordCodec.ReadOffer(item.Value))
                    .Where(offer => offer.IsOpen)
                    .Concat(others),
                calendars,
                revisions);
    }

    /// <summary>The pool of several offers. What does not fit together is left out.</summary>
    internal static Pool PoolOf(IEnumerable<OfferRecord> offers)
    {
        List<Element> elements = [];
        foreach (OfferRecord offer in offers)
        {
            if (VxdlText.Read(offer.Document).Description is not { } pool)
            {
                continue; // It was readable when it was accepted: a newer registrar has written it.
            }

            IEnumerable<Element> own = offer.Id == Backbone
                ? pool.Elements
                : [new Group(offer.Id)
                {
                    Elements = pool.Elements, Location = pool.Location, Period = pool.Period, Security = pool.Security,
                }];
            elements.AddRange(own);
        }

        Description all = new("pool") { Kind = InfrastructureKind.Physical, Elements = [.. elements] };
        return new Pool(Expansion.Expand(all, out _));
    }

    private StateResult<PoolSnapshot> Snapshot(
        IEnumerable<OfferRecord> offers, List<KeyValue> calendars, Dictionary<string, long> revisions)
    {
        PoolImage image = PoolImage.Of(PoolOf(offers)).With(
            calendars.Select(item => (item.KeyText[keys.Calendars.Length..], (KeyValue?)item)));
        return StateResult<PoolSnapshot>.Done(new PoolSnapshot(image.Bookings, revisions));
    }

    private async Task<(List<KeyValue> Items, StateResult<RangePage>? Failed)> AllAsync(
        string prefix, Dictionary<string, long> revisions, CancellationToken cancellation)
    {
        List<KeyValue> items = [];
        await foreach (StateResult<RangePage> page in store.PagesAsync(
            KeyRange.Prefix(Encoding.UTF8.GetBytes(prefix)), PageKeys, cancellation))
        {
            if (!page.IsDone)
            {
                return ([], page);
            }

            foreach (KeyValue item in page.Value.Items)
            {
                items.Add(item);
                revisions.Add(item.KeyText, item.ModRevision);
            }
        }

        return (items, null);
    }
}
