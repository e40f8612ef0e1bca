using System.Security.Cryptography;
using System.Text;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Requests;

/// <summary>
/// Remembers requests by the keys that clients give them, at all replicas: the same request again gets the same answer,
/// and is not done again. Whether a request is still in progress is decided by the store's clock alone.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="keys">Where the registrar keeps what.</param>
/// <param name="time">The clock.</param>
/// <param name="options">How long and how much; null for the defaults.</param>
public sealed class IdempotencyStore(
    EtcdClient store, StateKeys keys, TimeProvider time, IdempotencyOptions? options = null)
{
    private const int MakerDigits = 32;
    private const int BucketsOfProgress = 4;
    private const int BucketsOfKept = 24;

    private readonly IdempotencyOptions options = options ?? new IdempotencyOptions();
    private readonly LeaseBuckets progress = Buckets(
        store, time, (options ?? new IdempotencyOptions()).InProgress / BucketsOfProgress);

    private readonly LeaseBuckets kept = Buckets(
        store, time, (options ?? new IdempotencyOptions()).Kept / BucketsOfKept);

    /// <summary>Begins a request if it is not known.</summary>
    /// <param name="principal">Who asks.</param>
    /// <param name="key">
    /// The key that he gave the request; 1 to <see cref="RequestLimits.KeyCharacters"/> characters. Only its hash is
    /// kept.
    /// </param>
    /// <param name="hash">Of everything that makes the request: method, address, content.</param>
    /// <param name="cancellation">Ends the waiting; it may have begun, and lapses then.</param>
    public async Task<RequestFound> BeginAsync(
        string principal, string key, string hash, CancellationToken cancellation = default)
    {
        string maker = RandomNumberGenerator.GetHexString(MakerDigits, lowercase: true);
        for (int i = 0; i < RequestLimits.Tries; i++)
        {
            RequestFound found = await LookAsync(principal, key, hash, maker, cancellation);
            if (found.State != RequestState.Unknown)
            {
                return found;
            }

            byte[] value = new RequestRecord(hash, maker, null).Write();
            StateResult<TransactionAnswer> written = await PutAsync(
                (KeyOf(principal, key), 0), value, (progress, options.InProgress), cancellation);
            if (written is { Value.Succeeded: true })
            {
                return Begun(new RequestTicket(principal, key, hash, written.Value.Revision));
            }

            if (written is { IsDone: false, Fault: not StateFault.UnknownOutcome })
            {
                return Failed(written);
            }

            // Somebody was quicker, or it was us: the next look tells by the maker.
        }

        return RequestFound.Of(RequestState.Store, "it cannot be written; try again");
    }

    /// <summary>What is known of a request; nothing is changed.</summary>
    public Task<RequestFound> FindAsync(
        string principal, string key, string hash, CancellationToken cancellation = default) =>
        LookAsync(principal, key, hash, maker: "", cancellation);

    /// <summary>Says what came of a request that was begun.</summary>
    /// <returns>
    /// A fault if it is not kept: <see cref="StateFault.TooLarge"/> beyond the limits, <see cref="StateFault.Exists"/>
    /// if it has taken so long that somebody else has begun it.
    /// </returns>
    public async Task<StateResult<Written>> CompleteAsync(
        RequestTicket ticket, StoredAnswer answer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Body.Length > RequestLimits.BodyOctets
            || answer.ContentType.Length > RequestLimits.TypeCharacters)
        {
            return StateResult<Written>.Failed(StateFault.TooLarge, "the answer is too long to be kept");
        }

        StateResult<TransactionAnswer> written = await PutAsync(
            (KeyOf(ticket.Principal, ticket.Key), ticket.Revision),
            new RequestRecord(ticket.Hash, "", answer).Write(),
            (kept, options.Kept),
            cancellation);
        return Written(written);
    }

    /// <summary>Says that nothing came of a request that was begun: it may be begun anew at once.</summary>
    /// <inheritdoc cref="CompleteAsync" path="/returns"/>
    public async Task<StateResult<Written>> AbandonAsync(
        RequestTicket ticket, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ReadOnlyMemory<byte> key = KeyOf(ticket.Principal, ticket.Key);
        return Written(await store.TransactAsync(
            new Transaction(
                [Compare.ModRevision(key, ticket.Revision)], [new DeleteOperation(KeyRange.Single(key))], []),
            cancellation));
    }

    private static LeaseBuckets Buckets(EtcdClient store, TimeProvider time, TimeSpan width) =>
        new(store, time, width, TimeSpan.Zero);

    private static RequestFound Begun(RequestTicket ticket) => new(RequestState.Begun, ticket, null, "");

    private static RequestFound Failed(StateResult<TransactionAnswer> answer) =>
        RequestFound.Of(RequestState.Store, $"{answer.Fault}: {answer.Detail}");

    private static StateResult<Written> Written(StateResult<TransactionAnswer> answer) => !answer.IsDone
        ? answer.As<Written>()
        : answer.Value.Succeeded
            ? StateResult<Written>.Done(new Written(answer.Value.Revision, 1))
            : StateResult<Written>.Failed(StateFault.Exists, "somebody else has begun it anew");

    private async Task<RequestFound> LookAsync(
        string principal, string key, string hash, string maker, CancellationToken cancellation)
    {
        if (key.Length is 0 or > RequestLimits.KeyCharacters)
        {
            return RequestFound.Of(
                RequestState.BadKey, $"the key of a request has 1 to {RequestLimits.KeyCharacters} characters");
        }

        StateResult<TransactionAnswer> read = await store.TransactAsync(
            new Transaction(
                [],
                [
                    new RangeOperation(new RangeQuery(KeyRange.Single(KeyOf(principal, key)))),
                    new RangeOperation(
                        new RangeQuery(KeyRange.Prefix(keys.RequestsOf(principal))) { Limit = 1, KeysOnly = true }),
                ],
                []),
            cancellation);
        if (!read.IsDone)
        {
            return Failed(read);
        }

        if (read.Value.Answers[0].Page?.First is { } item)
        {
            return Known(item, new RequestTicket(principal, key, hash, item.ModRevision), maker);
        }

        return RequestFound.Of(read.Value.Answers[1].Page?.Count >= options.RequestsOfPrincipal
            ? RequestState.TooMany
            : RequestState.Unknown);
    }

    private static RequestFound Known(KeyValue item, RequestTicket ticket, string maker)
    {
        try
        {
            RequestRecord record = RequestRecord.Read(item.Value);
            if (record.Hash != ticket.Hash)
            {
                return RequestFound.Of(RequestState.OtherRequest, "the key was used for another request");
            }

            if (record.Answer is { } answer)
            {
                return new RequestFound(RequestState.Done, null, answer, "");
            }

            return maker.Length > 0 && record.Maker == maker
                ? Begun(ticket)
                : RequestFound.Of(RequestState.InProgress);
        }
        catch (InvalidDataException exception)
        {
            return RequestFound.Of(RequestState.Store, exception.Message);
        }
    }

    private async Task<StateResult<TransactionAnswer>> PutAsync(
        (ReadOnlyMemory<byte> Key, long Revision) place,
        byte[] value,
        (LeaseBuckets Buckets, TimeSpan Time) life,
        CancellationToken cancellation)
    {
        DateTimeOffset until = time.GetUtcNow() + life.Time;
        StateResult<TransactionAnswer>? answer = null;
        for (int i = 0; i < RequestLimits.Tries && answer is null or { Fault: StateFault.NotFound }; i++)
        {
            StateResult<Lease> lease = await life.Buckets.ForAsync(until, cancellation);
            if (!lease.IsDone)
            {
                return lease.As<TransactionAnswer>();
            }

            answer = await store.TransactAsync(
                new Transaction(
                    [Compare.ModRevision(place.Key, place.Revision)],
                    [new PutOperation(place.Key, value, lease.Value.Id)],
                    []),
                cancellation);
            if (answer.Fault == StateFault.NotFound)
            {
                life.Buckets.Forget(until, lease.Value.Id);
            }
        }

        return answer!;
    }

    private ReadOnlyMemory<byte> KeyOf(string principal, string key) => keys.Request(
        principal, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
}
