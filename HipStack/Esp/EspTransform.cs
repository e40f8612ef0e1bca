using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Esp;

/// <summary>
/// Encrypts and authenticates, or checks and decrypts, whole ESP packets in one direction. Not for two threads at once.
/// </summary>
internal abstract class EspTransform : IDisposable
{
    /// <summary>
    /// Protects a packet in place: header and the plaintext (payload, padding, trailer) stand there, room for the IV
    /// before it and for the ICV at the end.
    /// </summary>
    /// <param name="packet">The whole packet.</param>
    /// <param name="sequence">The sequence number; its high half counts where <paramref name="extended"/>.</param>
    /// <param name="extended">Whether the high half is authenticated (RFC 4303 section 2.2.1).</param>
    public abstract bool Seal(Span<byte> packet, ulong sequence, bool extended);

    /// <summary>Checks the ICV and decrypts; nothing in <paramref name="plaintext"/> counts where it is wrong.</summary>
    public abstract bool TryOpen(ReadOnlySpan<byte> packet, ulong sequence, bool extended, Span<byte> plaintext);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Clears the keys.</summary>
    protected abstract void Dispose(bool disposing);
}
