using System.Runtime.CompilerServices;

namespace HiperNet.Registrar.State;

/// <summary>
/// A client of etcd (3.4 and newer) by its HTTP/JSON gateway. Every call ends in <see cref="EtcdOptions.RequestTime"/>
/// and gives a fault instead of throwing; it throws <see cref="OperationCanceledException"/> only if its caller
/// cancels it, which leaves the outcome of a write open. Many threads may use it at once.
/// </summary>
public sealed class EtcdClient : IDisposable
{
    private readonly EtcdCaller caller;

    /// <summary>A client of these members. It connects when it is first used.</summary>
    /// <exception cref="ArgumentException">There is no endpoint.</exception>
    public EtcdClient(EtcdOptions options) => caller = new EtcdCaller(options);

    /// <summary>Reads keys.</summary>
    public Task<StateResult<RangePage>> RangeAsync(RangeQuery query, CancellationToken cancellation = default) =>
        caller.CallAsync(
            new EtcdCall<RangePage>(
                "/v3/kv/range",
                EtcdRequests.Range(query),
                Writes: false,
                NeedsLeader: !query.IsSerializable,
                EtcdAnswers.Range),
            cancellation);

    /// <summary>
    /// Reads a range page by page, all at the revision of the first page. A fault is the last result.
    /// </summary>
    /// <param name="range">Which keys.</param>
    /// <param name="limit">The most keys of a page; at least 1.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 1.</exception>
    public IAsyncEnumerable<StateResult<RangePage>> PagesAsync(
        KeyRange range, int limit, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return EachPageAsync(new RangeQuery(range) { Limit = limit }, cancellation);
    }

    /// <summary>Reads the names of all keys of a range, all at one revision. A fault is the last result.</summary>
    internal async IAsyncEnumerable<StateResult<RangePage>> KeysAsync(
        KeyRange range, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (StateResult<RangePage> page in EachPageAsync(
            new RangeQuery(range) { Limit = EtcdLimits.PageKeys, KeysOnly = true }, cancellation))
        {
            yield return page;
        }
    }

    /// <summary>Writes a key.</summary>
    /// <param name="key">The key; not empty.</param>
    /// <param name="value">The value.</param>
    /// <param name="lease">The lease whose end deletes it; 0 for none.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<StateResult<Written>> PutAsync(
        ReadOnlyMemory<byte> key,
        ReadOnlyMemory<byte> value,
        long lease = 0,
        CancellationToken cancellation = default) =>
        WriteAsync(
            "/v3/kv/put", EtcdRequests.Put(new PutOperation(key, value, lease)), EtcdAnswers.Put, cancellation);

    /// <summary>Deletes keys; the answer says how many were there.</summary>
    public Task<StateResult<Written>> DeleteAsync(KeyRange range, CancellationToken cancellation = default) =>
        WriteAsync("/v3/kv/deleterange", EtcdRequests.Delete(range), EtcdAnswers.Delete, cancellation);

    /// <summary>Does a transaction.</summary>
    public Task<StateResult<TransactionAnswer>> TransactAsync(
        Transaction transaction, CancellationToken cancellation = default) =>
        caller.CallAsync(
            new EtcdCall<TransactionAnswer>(
                "/v3/kv/txn",
                EtcdRequests.Transaction(transaction),
                transaction.Writes,
                NeedsLeader: true,
                answer => EtcdAnswers.Transaction(answer, transaction)),
            cancellation);

    /// <summary>Makes a lease.</summary>
    /// <param name="seconds">How long it lives without being kept alive; at least 1.</param>
    /// <param name="id">Its number; 0 lets the store choose.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is below 1, or the number negative.</exception>
    public Task<StateResult<Lease>> GrantLeaseAsync(
        long seconds, long id = 0, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seconds, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        return WriteAsync("/v3/lease/grant", EtcdRequests.Grant(seconds, id), EtcdAnswers.Lease, cancellation);
    }

    /// <summary>Lets a lease live for its whole time again, from now on.</summary>
    /// <returns>The lease, or <see cref="StateFault.NotFound"/> if it has ended.</returns>
    public async Task<StateResult<Lease>> KeepAliveAsync(long id, CancellationToken cancellation = default)
    {
        // Doing it twice is no worse than once, so that a lost answer is simply asked for again.
        EtcdCall<Lease> call = new(
            "/v3/lease/keepalive", EtcdRequests.Lease(id), Writes: false, NeedsLeader: true, EtcdAnswers.KeptAlive);
        return Living(await caller.CallAsync(call, cancellation));
    }

    /// <summary>Asks how a lease is.</summary>
    /// <returns>The lease, or <see cref="StateFault.NotFound"/> if it has ended.</returns>
    public async Task<StateResult<Lease>> LeaseAsync(long id, CancellationToken cancellation = default)
    {
        EtcdCall<Lease> call = new(
            "/v3/lease/timetolive", EtcdRequests.Lease(id), Writes: false, NeedsLeader: true, EtcdAnswers.Lease);
        return Living(await caller.CallAsync(call, cancellation));
    }

    /// <summary>Ends a lease and deletes its keys.</summary>
    public Task<StateResult<Written>> RevokeLeaseAsync(long id, CancellationToken cancellation = default) =>
        WriteAsync("/v3/lease/revoke", EtcdRequests.Lease(id), EtcdAnswers.Header, cancellation);

    /// <summary>Forgets what was before a revision.</summary>
    public Task<StateResult<Written>> CompactAsync(long revision, CancellationToken cancellation = default) =>
        WriteAsync("/v3/kv/compaction", EtcdRequests.Compact(revision), EtcdAnswers.Header, cancellation);

    /// <summary>Asks a member how it is; it need not have a leader.</summary>
    public Task<StateResult<EtcdStatus>> StatusAsync(CancellationToken cancellation = default) =>
        caller.CallAsync(
            new EtcdCall<EtcdStatus>(
                "/v3/maintenance/status",
                EtcdRequests.Nothing(),
                Writes: false,
                NeedsLeader: false,
                EtcdAnswers.Status),
            cancellation);

    /// <summary>
    /// Tells of changes, each revision once, whole and in order, whichever members fail in between. The first batch is
    /// a sign that the watch has begun; a batch with a fault is the last.
    /// </summary>
    /// <param name="query">What to tell of.</param>
    /// <param name="cancellation">Ends the watch with <see cref="OperationCanceledException"/>.</param>
    public IAsyncEnumerable<WatchBatch> WatchAsync(WatchQuery query, CancellationToken cancellation = default) =>
        new EtcdWatch(caller, query).RunAsync(cancellation);

    /// <inheritdoc/>
    public void Dispose() => caller.Dispose();

    private static StateResult<Lease> Living(StateResult<Lease> result) =>
        result is { Value.Seconds: <= 0 }
            ? StateResult<Lease>.Failed(StateFault.NotFound, "the lease has ended")
            : result;

    private Task<StateResult<T>> WriteAsync<T>(
        string path, byte[] body, Func<System.Text.Json.JsonElement, T?> read, CancellationToken cancellation)
        where T : class =>
        caller.CallAsync(new EtcdCall<T>(path, body, Writes: true, NeedsLeader: true, read), cancellation);

    private async IAsyncEnumerable<StateResult<RangePage>> EachPageAsync(
        RangeQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            StateResult<RangePage> result = await RangeAsync(query, cancellation);
            yield return result;
            if (!result.IsDone || !result.Value.HasMore || result.Value.Items.Count == 0)
            {
                yield break;
            }

            query = query with
            {
                Range = query.Range.After(result.Value.Items[^1].Key),
                Revision = query.Revision == 0 ? result.Value.Revision : query.Revision,
            };
        }
    }
}
