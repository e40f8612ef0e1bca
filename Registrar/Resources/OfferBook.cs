using System.Text;
using HiperNet.Registrar.Audit;
using HiperNet.Registrar.Bookings;
using HiperNet.Registrar.Certificates;
using HiperNet.Registrar.Client.Contracts;
using HiperNet.Registrar.State;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;
using HiperNet.Vpxi.Model;

namespace HiperNet.Registrar.Resources;

/// <summary>What is offered to a registrar, with which certificates, and whether it is there.</summary>
/// <param name="store">The store.</param>
/// <param name="keys">Where the registrar keeps what.</param>
/// <param name="issuer">The registrar.</param>
/// <param name="bundles">Where certificates are kept.</param>
/// <param name="outbox">What the log is told by.</param>
/// <param name="time">The clock.</param>
public sealed class OfferBook(
    EtcdClient store, StateKeys keys, Issuer issuer, BundleStore bundles, AuditOutbox outbox, TimeProvider time)
{
    /// <summary>How long the owner's right to an offer is valid; every change of the offer renews it.</summary>
    private const long RightSeconds = 30 * 24 * 3600;

    private const long Skew = 300;

    /// <summary>
    /// After how many seconds without a word an offer is silent; at least 2, for etcd has no shorter lease.
    /// </summary>
    public long PatienceSeconds { get; init; } = 30;

    private const int Tries = 8;
    private const int PageOffers = 100;
    private const int MostOctets = 1 << 20;
    private readonly ResourceKeys own = new(keys.Root);
    private readonly Silence silence = new(store, keys, outbox);

    /// <summary>Makes an offer, or changes one of the same owner, with the certificates of its resources.</summary>
    /// <param name="id">Its name: a word of VXDL.</param>
    /// <param name="owner">Who offers it.</param>
    /// <param name="request">What is offered.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<OfferResult> PutAsync(
        string id, Principal owner, OfferRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!OfferDocument.IsName(id))
        {
            return OfferResult.Failed(OfferFault.Name, "a name is a word of 1 to 64 letters, digits, - and _");
        }

        if (OfferDocument.Read(request.Document, out string error) is not { } pool)
        {
            return OfferResult.Failed(OfferFault.Document, error);
        }

        if (Proofs(id, owner, pool, request, out string detail) is not { } proof)
        {
            return OfferResult.Failed(OfferFault.Certificate, detail);
        }

        OfferRecord offer = new(id, owner.ToString(), request.Document, IsWithdrawn: false);
        return await ChangeAsync(id, owner, mayBeNew: true, found =>
            (offer with { IsSilent = proof.Resources.Count > 0 && !found.IsAlive }, proof), cancellation);
    }

    /// <summary>Takes an offer back: nothing more of it is booked, and what is booked stays.</summary>
    public Task<OfferResult> WithdrawAsync(string id, CancellationToken cancellation = default) =>
        ChangeAsync(
            id,
            owner: null,
            mayBeNew: false,
            found => (found.Stored!.Offer with { IsWithdrawn = true }, found.Stored.Proof),
            cancellation);

    /// <summary>An offer.</summary>
    public async Task<OfferResult> FindAsync(string id, CancellationToken cancellation = default)
    {
        StateResult<FoundOffer> found = await ReadAsync(id, cancellation);
        return !found.IsDone ? OfferResult.Failed(found)
            : found.Value.Stored is { } stored ? OfferResult.Done(View(stored, found.Value.IsAlive))
            : OfferResult.Failed(OfferFault.Unknown, $"there is no offer '{id}'");
    }

    /// <summary>The resources of an offer; null if there is no such offer.</summary>
    public async Task<StateResult<ProofRecords>> ProofsAsync(
        IEnumerable<string> offers, CancellationToken cancellation = default)
    {
        List<ProofRecord> proofs = [];
        foreach (string offer in offers.Distinct(StringComparer.Ordinal))
        {
            StateResult<RangePage> page = await store.RangeAsync(
                new RangeQuery(KeyRange.Single(own.Proof(offer))), cancellation);
            if (!page.IsDone)
            {
                return page.As<ProofRecords>();
            }

            proofs.AddRange(page.Value.Items.Select(item => ProofCodec.Read(item.Value)));
        }

        return StateResult<ProofRecords>.Done(new ProofRecords(proofs));
    }

    /// <summary>Offers in the order of their names.</summary>
    /// <param name="after">The last name that is known; null to begin.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<StateResult<Page<OfferView>>> ListAsync(
        string? after, CancellationToken cancellation = default)
    {
        KeyRange all = KeyRange.Prefix(Encoding.UTF8.GetBytes(keys.Offers));
        KeyRange rest = after is null ? all : all with { Key = Encoding.UTF8.GetBytes($"{keys.Offers}{after}\0") };
        StateResult<RangePage> page = await store.RangeAsync(
            new RangeQuery(rest) { Limit = PageOffers }, cancellation);
        if (!page.IsDone)
        {
            return page.As<Page<OfferView>>();
        }

        List<OfferView> views = [];
        foreach (OfferRecord offer in page.Value.Items.Select(item => RecordCodec.ReadOffer(item.Value)))
        {
            StateResult<FoundOffer> found = await ReadAsync(offer.Id, cancellation);
            if (!found.IsDone)
            {
                return found.As<Page<OfferView>>();
            }

            if (found.Value.Stored is { } stored)
            {
                views.Add(View(stored, found.Value.IsAlive));
            }
        }

        string? next = page.Value.HasMore ? views.LastOrDefault()?.Id : null;
        return StateResult<Page<OfferView>>.Done(new Page<OfferView>(views, next));
    }

    /// <summary>An offer's agent is there; it says so before the patience ends.</summary>
    public async Task<StateResult<Heartbeat>> HeartbeatAsync(string id, CancellationToken cancellation = default)
    {
        StateResult<TransactionAnswer> read = await store.TransactAsync(
            new Transaction(
                [],
                [
                    new RangeOperation(new RangeQuery(KeyRange.Single(own.Alive(id)))),
                    new RangeOperation(new RangeQuery(KeyRange.Single(own.Work(id)))),
                    new RangeOperation(new RangeQuery(KeyRange.Single(own.Silent(id)))),
                ],
                []),
            cancellation);
        if (!read.IsDone)
        {
            return read.As<Heartbeat>();
        }

        KeyValue? alive = read.Value.Answers[0].Page?.First;
        long work = read.Value.Answers[1].Page?.First?.ModRevision ?? 0;
        bool isKept = alive is { Lease: not 0 }
            && (await store.KeepAliveAsync(alive.Lease, cancellation)) is { IsDone: true, Value.Seconds: > 0 };
        if (!isKept)
        {
            StateResult<Lease> lease = await store.GrantLeaseAsync(PatienceSeconds, cancellation: cancellation);
            if (!lease.IsDone)
            {
                return lease.As<Heartbeat>();
            }

            StateResult<Written> written = await store.PutAsync(
                own.Alive(id), Encoding.UTF8.GetBytes("1"), lease.Value.Id, cancellation);
            if (!written.IsDone)
            {
                return written.As<Heartbeat>();
            }
        }

        if (read.Value.Answers[2].Page?.First is not null)
        {
            await silence.ClearAsync(id, cancellation);
        }

        return StateResult<Heartbeat>.Done(new Heartbeat(PatienceSeconds, work));
    }

    private static OfferView View(StoredOffer stored, bool isAlive) => new(
        stored.Offer.Id,
        stored.Offer.Owner,
        stored.Offer.IsWithdrawn ? "withdrawn" : isAlive || stored.Proof.Resources.Count == 0 ? "live" : "silent",
        stored.Offer.Document,
        [.. stored.Proof.Resources.Select(resource => resource.Element)],
        stored.Proof.Resources.Select(resource => resource.NotAfter).Where(end => end < long.MaxValue)
            .Select(end => (long?)end).Min());

    /// <summary>Whether something is started there: a switch passes on, and has no key.</summary>
    private static bool RunsNodes(Node node) => node.Function is ElementaryFunction.Compute
        or ElementaryFunction.Storage or ElementaryFunction.Visualization;

    private ProofRecord? Proofs(
        string id, Principal owner, Infrastructure pool, OfferRequest request, out string detail)
    {
        HashSet<string> all = [.. pool.Nodes.Select(node => node.Id)];
        HashSet<string> missing = [.. pool.Nodes.Where(RunsNodes).Select(node => node.Id)];
        List<ResourceRecord> resources = [];
        foreach (ResourceProof proof in request.Resources)
        {
            missing.Remove(proof.Element);
            if (!all.Remove(proof.Element))
            {
                detail = $"'{proof.Element}' is no node of the pool, or stands twice";
                return null;
            }

            SpkiTime now = SpkiTime.From(time.GetUtcNow());
            if (ResourceCheck.Read(proof, issuer.Principal, now, out string fault) is not { } resource)
            {
                detail = $"'{proof.Element}': {fault}";
                return null;
            }

            resources.Add(resource);
        }

        detail = missing.Count > 0 ? $"'{missing.Min(StringComparer.Ordinal)}' has no certificate" : "";
        bool isRight = missing.Count == 0;
        if (isRight && resources.DistinctBy(resource => resource.Principal).Count() < resources.Count)
        {
            detail = "two nodes have the same key";
            isRight = false;
        }

        return isRight ? new ProofRecord(id, owner.ToString(), resources) : null;
    }

    private async Task<OfferResult> ChangeAsync(
        string id,
        Principal? owner,
        bool mayBeNew,
        Func<FoundOffer, (OfferRecord Offer, ProofRecord Proof)> change,
        CancellationToken cancellation)
    {
        if (await outbox.RefusalAsync(cancellation) is { } refusal)
        {
            return OfferResult.Failed(OfferFault.Log, refusal);
        }

        for (int i = 0; i < Tries; i++)
        {
            StateResult<FoundOffer> found = await ReadAsync(id, cancellation);
            if (!found.IsDone)
            {
                return OfferResult.Failed(found);
            }

            StoredOffer? before = found.Value.Stored;
            if (before is null && !mayBeNew)
            {
                return OfferResult.Failed(OfferFault.Unknown, $"there is no offer '{id}'");
            }

            if (before is not null && owner is { } asker && before.Offer.Owner != asker.ToString())
            {
                return OfferResult.Failed(OfferFault.Name, $"'{id}' is somebody else's");
            }

            (OfferRecord offer, ProofRecord proof) = change(found.Value);
            byte[] offerValue = RecordCodec.Write(offer);
            byte[] proofValue = ProofCodec.Write(proof);
            if (offerValue.Length > MostOctets || proofValue.Length > MostOctets)
            {
                return OfferResult.Failed(
                    OfferFault.TooLarge, $"more than {MostOctets} octets; make it several offers");
            }

            StateResult<TransactionAnswer> written = await store.TransactAsync(
                new Transaction(
                    [
                        Compare.ModRevision(keys.Offer(id), before?.OfferRevision ?? 0),
                        Compare.ModRevision(own.Proof(id), before?.ProofRevision ?? 0),
                    ],
                    [.. Puts(before, offer, offerValue, proofValue)],
                    []),
                cancellation);
            if (written is { IsDone: true, Value.Succeeded: true })
            {
                return OfferResult.Done(View(new StoredOffer(offer, 0, proof, 0), found.Value.IsAlive));
            }

            if (!written.IsDone && written.Fault != StateFault.UnknownOutcome)
            {
                return OfferResult.Failed(written);
            }
        }

        return OfferResult.Failed(OfferFault.Busy, "others change the same offer all the time; try again");
    }

    /// <summary>
    /// An offer whose certificates are only renewed is not written, so that plans that were made with it still hold.
    /// </summary>
    private IEnumerable<Operation> Puts(
        StoredOffer? before, OfferRecord offer, byte[] offerValue, byte[] proofValue)
    {
        if (before?.Offer != offer)
        {
            yield return new PutOperation(keys.Offer(offer.Id), offerValue);
            yield return silence.Sign(offer.Id, offer.IsSilent);
        }

        long now = time.GetUtcNow().ToUnixTimeSeconds();
        StoredCertificate right = issuer.Issue(new Grant(
            Principal.Of(Convert.FromHexString(offer.Owner)),
            GrantTags.Offer(offer.Id),
            Delegation.Any,
            SpkiTime.OfUnix(now - Skew),
            SpkiTime.OfUnix(now + RightSeconds)));
        yield return new PutOperation(own.Proof(offer.Id), proofValue);
        yield return bundles.Put(new Bundle(offer.Owner, $"offer-{offer.Id}", [right]));
        yield return outbox.Entry(outbox.Event(
            offer.IsWithdrawn ? AuditNames.OfferWithdrawn : AuditNames.OfferMade, offer.Owner, $"offer/{offer.Id}"));
    }

    private async Task<StateResult<FoundOffer>> ReadAsync(string id, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte>[] wanted = [keys.Offer(id), own.Proof(id), own.Alive(id)];
        StateResult<TransactionAnswer> read = await store.TransactAsync(
            new Transaction(
                [], [.. wanted.Select(key => new RangeOperation(new RangeQuery(KeyRange.Single(key))))], []),
            cancellation);
        if (!read.IsDone)
        {
            return read.As<FoundOffer>();
        }

        KeyValue? offer = read.Value.Answers[0].Page?.First;
        KeyValue? proof = read.Value.Answers[1].Page?.First;
        StoredOffer? stored = offer is null || proof is null
            ? null
            : new StoredOffer(
                RecordCodec.ReadOffer(offer.Value),
                offer.ModRevision,
                ProofCodec.Read(proof.Value),
                proof.ModRevision);
        return StateResult<FoundOffer>.Done(new FoundOffer(stored, read.Value.Answers[2].Page?.First is not null));
    }
}
