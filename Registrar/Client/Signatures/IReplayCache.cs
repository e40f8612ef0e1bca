namespace HiperNet.Registrar.Client.Signatures;

/// <summary>The nonces that were used.</summary>
public interface IReplayCache
{
    /// <summary>Uses a nonce of a key.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="nonce">The nonce.</param>
    /// <param name="until">When a message with it will be too old in any case.</param>
    /// <param name="cancellation">Ends the waiting; the nonce may be used up then.</param>
    /// <returns>
    /// None, <see cref="SignatureFault.Replayed"/>, <see cref="SignatureFault.TooMany"/> or
    /// <see cref="SignatureFault.Unavailable"/>.
    /// </returns>
    ValueTask<SignatureFault> UseAsync(
        string keyId, string nonce, DateTimeOffset until, CancellationToken cancellation);
}
