using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.Client.Calls;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.Resources;
using HiperNet.Registrar.State;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Federation;

/// <summary>
/// What is known of other registrars' offers: each as its registrar has signed it, and how far each has told. What is
/// forged or out of order is refused, and nothing behind it is taken.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="root">With what all keys of the registrar begin.</param>
/// <param name="clients">The others.</param>
/// <param name="time">The clock.</param>
public sealed class PeerPool(EtcdClient store, string root, PeerClients clients, TimeProvider time)
{
    private const int PageKeys = 100;
    private readonly ConcurrentDictionary<string, long> heard = new(StringComparer.Ordinal);

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Asks a peer for what is new.</summary>
    /// <returns>None if it was taken, or the peer does not answer; otherwise what was wrong with it.</returns>
    public async Task<SyncFault> FollowAsync(Peer peer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(peer);
        if (await clients.KeyAsync(peer, cancellation) is not { } key)
        {
            return SyncFault.None;
        }

        for (int i = 0; i < FederationLimits.PagesOfRound; i++)
        {
            StateResult<RangePage> read = await store.RangeAsync(
                new RangeQuery(KeyRange.Single(CursorKey(peer.Name))), cancellation);
            if (!read.IsDone)
            {
                return SyncFault.None;
            }

            long cursor = read.Value.First is { } item
                && long.TryParse(item.ValueText, NumberStyles.None, null, out long known) ? known : 0;
            ApiAnswer<SyncPage> answer = await clients.Of(peer.Name)!.SyncAsync(cursor, cancellation);
            if (answer.Value is not { } page)
            {
                return SyncFault.None;
            }

            heard[peer.Name] = Now;
            if (page.Revision < cursor)
            {
                await ForgetAsync(peer.Name, cancellation); // It has lost what it had: begin anew.
                continue;
            }

            SyncFault fault = Check(page, cursor, key, out SyncOffer[] offers);
            if (fault != SyncFault.None || page.Items.Count == 0)
            {
                return fault;
            }

            await TakeAsync(peer.Name, read.Value.First?.ModRevision ?? 0, page, offers, cancellation);
            if (!page.HasMore)
            {
                return SyncFault.None;
            }
        }

        return SyncFault.None;
    }

    /// <summary>Others' offers that may be planned with, under names that say whose they are.</summary>
    /// <param name="without">Peers that are left out.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<IReadOnlyList<OfferRecord>> OffersAsync(
        IReadOnlySet<string> without, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(without);
        List<OfferRecord> offers = [];
        foreach (Peer peer in clients.All.Where(peer => !without.Contains(peer.Name) && IsHeard(peer.Name)))
        {
            int count = 0;
            await foreach (StateResult<RangePage> page in store.PagesAsync(
                KeyRange.Prefix(OffersOf(peer.Name)), PageKeys, cancellation))
            {
                foreach (KeyValue item in page.Value?.Items ?? [])
                {
                    if (count++ < FederationLimits.Offers && ReadItem(item.Value) is { } kept
                        && TryRead(kept.Content, out SyncOffer? offer))
                    {
                        offers.Add(new OfferRecord(
                            ForeignName.Of(offer.Id, peer.Name), offer.Owner, offer.Document, IsWithdrawn: false));
                    }
                }
            }
        }

        return offers;
    }

    /// <summary>Forgets all of peers that there are not any more.</summary>
    public async Task<bool> ForgetOthersAsync(CancellationToken cancellation)
    {
        StateResult<RangePage> all = await store.RangeAsync(
            new RangeQuery(KeyRange.Prefix($"{root}peer/")) { KeysOnly = true }, cancellation);
        if (!all.IsDone)
        {
            return false;
        }

        int prefix = $"{root}peer/".Length;
        foreach (string name in all.Value.Items.Select(item => item.KeyText[prefix..].Split('/')[0]).Distinct())
        {
            if (clients.Of(name) is null)
            {
                await ForgetAsync(name, cancellation);
            }
        }

        return true;
    }

    /// <summary>Whether a page is what it must be: signed, in order, behind the cursor.</summary>
    internal SyncFault Check(SyncPage page, long cursor, PublicKey key, out SyncOffer[] offers)
    {
        offers = new SyncOffer[page.Items?.Count ?? 0];
        if (page.Items is null || offers.Length > FederationLimits.PageOffers)
        {
            return SyncFault.Content;
        }

        long before = cursor;
        for (int i = 0; i < offers.Length; i++)
        {
            if (page.Items[i] is not { } item || item.Revision <= before || item.Revision > page.Revision)
            {
                return SyncFault.Order;
            }

            before = item.Revision;
            SyncFault fault = SyncStatement.Verify(item, key);
            if (fault != SyncFault.None)
            {
                return fault;
            }

            if (!TryRead(item.Content, out SyncOffer? offer) || !OfferDocument.IsName(offer.Id))
            {
                return SyncFault.Content;
            }

            // What does not hold (any more) is not planned with; its registrar tells it again when it is renewed.
            offers[i] = offer with { Withdrawn = offer.Withdrawn || !IsCertified(offer, key.Principal) };
        }

        return page.Next == before ? SyncFault.None : SyncFault.Order;
    }

    private static bool TryRead(ReadOnlyMemory<byte> content, [NotNullWhen(true)] out SyncOffer? offer)
    {
        try
        {
            offer = JsonSerializer.Deserialize(content.Span, ContractJson.Default.SyncOffer);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            offer = null;
        }

        if (offer is not { Id: not null, Owner: not null, Document: not null, Resources: not null })
        {
            offer = null; // What is missing is null, and nothing is optional.
        }

        return offer is not null;
    }

    private static SyncItem? ReadItem(ReadOnlyMemory<byte> value)
    {
        try
        {
            return JsonSerializer.Deserialize(value.Span, ContractJson.Default.SyncItem);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Whether its pool is one, and its resources grant the registrar what it takes to pass it on.</summary>
    private bool IsCertified(SyncOffer offer, Principal registrar) =>
        OfferDocument.Read(offer.Document, out _) is not null
        && offer.Resources.All(resource => resource is not null
            && ResourceCheck.Read(resource, registrar, SpkiTime.From(time.GetUtcNow()), out _) is not null);

    private bool IsHeard(string peer) =>
        heard.TryGetValue(peer, out long last) && Now - last <= FederationLimits.SilentSeconds;

    private async Task TakeAsync(
        string peer, long revision, SyncPage page, SyncOffer[] offers, CancellationToken cancellation)
    {
        // Of an offer that stands twice only the last counts, because a transaction writes a key once.
        Dictionary<string, Operation> changes = new(StringComparer.Ordinal);
        for (int i = 0; i < offers.Length; i++)
        {
            byte[] key = Encoding.UTF8.GetBytes(OffersOf(peer) + offers[i].Id);
            changes[offers[i].Id] = offers[i].Withdrawn
                ? new DeleteOperation(KeyRange.Single(key))
                : new PutOperation(
                    key, JsonSerializer.SerializeToUtf8Bytes(page.Items[i], ContractJson.Default.SyncItem));
        }

        byte[] cursor = Encoding.UTF8.GetBytes(page.Next.ToString(CultureInfo.InvariantCulture));
        await store.TransactAsync(
            new Transaction(
                [Compare.ModRevision(CursorKey(peer), revision)],
                [.. changes.Values, new PutOperation(CursorKey(peer), cursor)],
                []),
            cancellation);
    }

    private Task<StateResult<Written>> ForgetAsync(string peer, CancellationToken cancellation) =>
        store.DeleteAsync(KeyRange.Prefix($"{root}peer/{peer}/"), cancellation);

    private string OffersOf(string peer) => $"{root}peer/{peer}/offer/";

    private byte[] CursorKey(string peer) => Encoding.UTF8.GetBytes($"{root}peer/{peer}/cursor");
}
