using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Resources;
using HiperNet.Registrar.State;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Federation;

/// <summary>Tells other registrars of the own offers, with their certificates, in the order of changes.</summary>
/// <param name="store">The store.</param>
/// <param name="keys">Where the registrar keeps what.</param>
/// <param name="own">The registrar's key; its owner disposes of it.</param>
public sealed class SyncFeed(EtcdClient store, StateKeys keys, PrivateKey own)
{
    private const int PageKeys = 200;
    private readonly ResourceKeys places = new(keys.Root);

    /// <summary>What has changed behind a cursor.</summary>
    /// <param name="after">The cursor; 0 to begin.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<StateResult<SyncPage>> ReadAsync(long after, CancellationToken cancellation)
    {
        (Dictionary<string, KeyValue> offers, long revision, StateResult<RangePage>? failed) =
            await AllAsync(keys.Offers, cancellation);
        if (failed is not null)
        {
            return failed.As<SyncPage>();
        }

        (Dictionary<string, KeyValue> proofs, _, failed) = await AllAsync(places.Proofs, cancellation);
        if (failed is not null)
        {
            return failed.As<SyncPage>();
        }

        (long Revision, KeyValue Offer, KeyValue Proof)[] changes =
        [
            .. offers.Where(offer => proofs.ContainsKey(offer.Key))
                .Select(offer => (
                    Math.Max(offer.Value.ModRevision, proofs[offer.Key].ModRevision), offer.Value, proofs[offer.Key]))
                .Where(change => change.Item1 > after)
                .OrderBy(change => change.Item1),
        ];
        SyncItem[] items = [.. changes.Take(FederationLimits.PageOffers).Select(Item)];
        return StateResult<SyncPage>.Done(new SyncPage(
            items,
            items.Length == 0 ? after : items[^1].Revision,
            changes.Length > items.Length,
            Math.Max(revision, items.Length == 0 ? 0 : items[^1].Revision)));
    }

    private static ResourceProof Resource(ResourceRecord resource) => new(
        resource.Element, KeyOf(resource.Certificates), resource.Certificates);

    /// <summary>What is kept begins with the resource's key.</summary>
    private static ReadOnlyMemory<byte> KeyOf(ReadOnlyMemory<byte> chain) =>
        ShownCertificates.TryRead(chain, out ImmutableArray<SpkiObject>? items, out _)
        && items.Value is [KeyObject first, ..]
            ? first.Node.Canonical
            : default;

    private SyncItem Item((long Revision, KeyValue Offer, KeyValue Proof) change)
    {
        OfferRecord offer = RecordCodec.ReadOffer(change.Offer.Value);
        ProofRecord proof = ProofCodec.Read(change.Proof.Value);
        SyncOffer content = new(
            offer.Id,
            offer.Owner,
            offer.Document,
            offer.IsWithdrawn,
            offer.IsWithdrawn ? [] : [.. proof.Resources.Select(Resource)]);
        return SyncStatement.Sign(
            change.Revision, JsonSerializer.SerializeToUtf8Bytes(content, ContractJson.Default.SyncOffer), own);
    }

    private async Task<(Dictionary<string, KeyValue> Items, long Revision, StateResult<RangePage>? Failed)> AllAsync(
        string prefix, CancellationToken cancellation)
    {
        Dictionary<string, KeyValue> items = new(StringComparer.Ordinal);
        long revision = 0;
        await foreach (StateResult<RangePage> page in store.PagesAsync(
            KeyRange.Prefix(Encoding.UTF8.GetBytes(prefix)), PageKeys, cancellation))
        {
            if (!page.IsDone)
            {
                return (items, 0, page);
            }

            revision = page.Value.Revision;
            foreach (KeyValue item in page.Value.Items)
            {
                items[item.KeyText[prefix.Length..]] = item;
            }
        }

        return (items, revision, null);
    }
}
