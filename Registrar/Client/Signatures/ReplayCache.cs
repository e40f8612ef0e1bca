namespace HiperNet.Registrar.Client.Signatures;

/// <summary>
/// Nonces in memory, of one process. A key that sends too many is refused until its oldest are old, and takes no place
/// from others; nothing that could still be replayed is ever forgotten.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="ofKey">The most nonces of one key.</param>
/// <param name="ofAll">The most nonces of all keys.</param>
public sealed class ReplayCache(
    TimeProvider time, int ofKey = SignatureLimits.NoncesOfKey, int ofAll = SignatureLimits.Nonces) : IReplayCache
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, HashSet<string>> used = [];
    private readonly PriorityQueue<(string KeyId, string Nonce), DateTimeOffset> ends = new();

    /// <summary>How many nonces are kept.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return ends.Count;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<SignatureFault> UseAsync(
        string keyId, string nonce, DateTimeOffset until, CancellationToken cancellation)
    {
        lock (gate)
        {
            return ValueTask.FromResult(Use(keyId, nonce, until));
        }
    }

    private SignatureFault Use(string keyId, string nonce, DateTimeOffset until)
    {
        Forget();
        used.TryGetValue(keyId, out HashSet<string>? nonces);
        if (nonces?.Contains(nonce) ?? false)
        {
            return SignatureFault.Replayed;
        }

        if (nonces?.Count >= ofKey || ends.Count >= ofAll)
        {
            return SignatureFault.TooMany;
        }

        if (nonces is null)
        {
            nonces = [];
            used.Add(keyId, nonces);
        }

        nonces.Add(nonce);
        ends.Enqueue((keyId, nonce), until);
        return SignatureFault.None;
    }

    private void Forget()
    {
        DateTimeOffset now = time.GetUtcNow();
        while (ends.TryPeek(out (string KeyId, string Nonce) oldest, out DateTimeOffset until) && until < now)
        {
            ends.Dequeue();
            HashSet<string> nonces = used[oldest.KeyId];
            nonces.Remove(oldest.Nonce);
            if (nonces.Count == 0)
            {
                used.Remove(oldest.KeyId);
            }
        }
    }
}
