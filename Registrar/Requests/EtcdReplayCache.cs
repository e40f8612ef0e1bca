using HiperNet.Registrar.Client.Signatures;
using HiperNet.Registrar.State;

namespace HiperNet.Registrar.Requests;

/// <summary>
/// The nonces that were used at any replica of a registrar. A cache of the process comes before it, whose limits hold
/// here too: a nonce that it does not take is not written. What the store cannot answer is refused.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="keys">Where the registrar keeps what.</param>
/// <param name="time">The clock.</param>
/// <param name="local">The nonces that were used here; null for a <see cref="ReplayCache"/>.</param>
public sealed class EtcdReplayCache(
    EtcdClient store, StateKeys keys, TimeProvider time, IReplayCache? local = null) : IReplayCache
{
    private readonly IReplayCache local = local ?? new ReplayCache(time);
    private readonly LeaseBuckets leases =
        new(store, time, RequestLimits.NonceBucket, RequestLimits.ClockMargin);

    /// <inheritdoc/>
    public async ValueTask<SignatureFault> UseAsync(
        string keyId, string nonce, DateTimeOffset until, CancellationToken cancellation)
    {
        SignatureFault here = await local.UseAsync(keyId, nonce, until, cancellation);
        if (here != SignatureFault.None)
        {
            return here;
        }

        ReadOnlyMemory<byte> key = keys.Nonce(keyId, nonce);
        for (int i = 0; i < RequestLimits.Tries; i++)
        {
            StateResult<Lease> lease = await leases.ForAsync(until, cancellation);
            if (!lease.IsDone)
            {
                return SignatureFault.Unavailable;
            }

            StateResult<TransactionAnswer> answer = await store.TransactAsync(
                new Transaction([Compare.Absent(key)], [new PutOperation(key, default, lease.Value.Id)], []),
                cancellation);
            if (answer.IsDone)
            {
                return answer.Value.Succeeded ? SignatureFault.None : SignatureFault.Replayed;
            }

            if (answer.Fault != StateFault.NotFound)
            {
                // It may be written now. Asking again would find it, and take the first use for a second one.
                return SignatureFault.Unavailable;
            }

            leases.Forget(until, lease.Value.Id);
        }

        return SignatureFault.Unavailable;
    }
}
