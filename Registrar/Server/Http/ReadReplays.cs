using HiperNet.Registrar.Client.Signatures;

namespace HiperNet.Registrar.Server.Http;

/// <summary>
/// Nonces of requests that change nothing. They are answered although the store takes no writes, as when its disk is
/// full: their nonces are then known to this replica alone.
/// </summary>
/// <param name="all">The nonces of all replicas; it looks at its own first.</param>
internal sealed class ReadReplays(IReplayCache all) : IReplayCache
{
    /// <inheritdoc/>
    public async ValueTask<SignatureFault> UseAsync(
        string keyId, string nonce, DateTimeOffset until, CancellationToken cancellation)
    {
        SignatureFault fault = await all.UseAsync(keyId, nonce, until, cancellation);
        return fault == SignatureFault.Unavailable ? SignatureFault.None : fault;
    }
}
