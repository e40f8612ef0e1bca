using System.Text;
using HiperNet.Registrar.Audit;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Resources;

/// <summary>
/// Says of an offer that it is silent, or heard again. The record says it, so that every plan that was made with the
/// offer before fails; a key of its own says it too, so that who asks need not read the record.
/// </summary>
internal sealed class Silence(EtcdClient store, StateKeys keys, AuditOutbox outbox)
{
    private readonly ResourceKeys own = new(keys.Root);

    /// <summary>The offer is silent, if its agent is not there at this moment.</summary>
    /// <returns>
    /// The revision of an offer of which nothing is to be said: it is gone, or nothing is started there; 0 if it is
    /// silent now, and null if that could not be written.
    /// </returns>
    public async Task<long?> MarkAsync(string id, CancellationToken cancellation)
    {
        StateResult<TransactionAnswer> read = await store.TransactAsync(
            new Transaction([], [Range(keys.Offer(id)), Range(own.Proof(id))], []), cancellation);
        if (!read.IsDone || read.Value.Answers[0].Page?.First is not { } item)
        {
            return null;
        }

        OfferRecord offer = RecordCodec.ReadOffer(item.Value);
        if (read.Value.Answers[1].Page?.First is not { } proof || ProofCodec.Read(proof.Value).Resources.Count == 0)
        {
            return item.ModRevision;
        }

        if (await outbox.RefusalAsync(cancellation) is not null)
        {
            return null;
        }

        StateResult<TransactionAnswer> written = await store.TransactAsync(
            new Transaction(
                [Compare.ModRevision(keys.Offer(id), item.ModRevision), Compare.Absent(own.Alive(id))],
                [.. Operations(offer, isSilent: true)],
                []),
            cancellation);
        return written is { IsDone: true, Value.Succeeded: true } ? 0 : null;
    }

    /// <summary>The offer is heard again; if that cannot be written now, the next heartbeat says it again.</summary>
    public async Task ClearAsync(string id, CancellationToken cancellation)
    {
        StateResult<TransactionAnswer> read = await store.TransactAsync(
            new Transaction([], [Range(keys.Offer(id))], []), cancellation);
        if (!read.IsDone
            || read.Value.Answers[0].Page?.First is not { } item
            || await outbox.RefusalAsync(cancellation) is not null)
        {
            return;
        }

        await store.TransactAsync(
            new Transaction(
                [
                    Compare.ModRevision(keys.Offer(id), item.ModRevision),
                    Compare.CreateRevision(own.Alive(id), 0, CompareRelation.Greater),
                ],
                [.. Operations(RecordCodec.ReadOffer(item.Value), isSilent: false)],
                []),
            cancellation);
    }

    /// <summary>The names of all that are silent.</summary>
    public async Task<IReadOnlySet<string>?> AllAsync(CancellationToken cancellation) =>
        (await NamesAsync(own.Silences, cancellation))?.Keys.ToHashSet(StringComparer.Ordinal);

    /// <summary>The rest of the keys that begin so, with their revisions; null if the store does not say.</summary>
    public async Task<IReadOnlyDictionary<string, long>?> NamesAsync(string prefix, CancellationToken cancellation)
    {
        Dictionary<string, long> names = new(StringComparer.Ordinal);
        await foreach (StateResult<RangePage> page in store.KeysAsync(KeyRange.Prefix(prefix), cancellation))
        {
            if (!page.IsDone)
            {
                return null;
            }

            foreach (KeyValue item in page.Value.Items)
            {
                names[Encoding.UTF8.GetString(item.Key.Span)[prefix.Length..]] = item.ModRevision;
            }
        }

        return names;
    }

    /// <summary>What keeps an offer's silence or the end of it.</summary>
    public Operation Sign(string id, bool isSilent) => isSilent
        ? new PutOperation(own.Silent(id), "1"u8.ToArray())
        : new DeleteOperation(KeyRange.Single(own.Silent(id)));

    private static RangeOperation Range(ReadOnlyMemory<byte> key) => new(new RangeQuery(KeyRange.Single(key)));

    private IEnumerable<Operation> Operations(OfferRecord offer, bool isSilent)
    {
        yield return new PutOperation(keys.Offer(offer.Id), RecordCodec.Write(offer with { IsSilent = isSilent }));
        yield return Sign(offer.Id, isSilent);
        yield return outbox.Entry(outbox.Event(
            isSilent ? AuditNames.OfferSilent : AuditNames.OfferHeard, outbox.Registrar, $"offer/{offer.Id}"));
    }
}
