using HiperNet.Spki.Certs;
using HiperNet.Spki.Keys;

namespace HiperNet.Registrar.Audit;

/// <summary>Signs what the log is at a moment.</summary>
/// <param name="key">The registrar's key; its owner disposes of it.</param>
/// <param name="time">The clock.</param>
public sealed class CheckpointSigner(PrivateKey key, TimeProvider time)
{
    /// <summary>A signed checkpoint, canonical.</summary>
    public ReadOnlyMemory<byte> Sign(LogHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        Checkpoint checkpoint = new(key.Public.Principal, head.Size, head.Root, SpkiTime.From(time.GetUtcNow()));
        return SignedCheckpoint.Create(checkpoint, key).Node.Canonical;
    }
}
