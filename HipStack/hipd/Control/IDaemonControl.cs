using HiperNet.HipStack.Control;

namespace HiperNet.Hipd.Control;

/// <summary>
/// What the control socket asks of the daemon. Methods are called from several threads at once, with requests within
/// <see cref="ControlLimits"/> from callers who may ask for them. A <see cref="ControlException"/> becomes the
/// answer; any other exception becomes <see cref="ControlFault.Internal"/> and a line in the log. No secret is ever
/// part of an answer, keys in a capture for root aside.
/// </summary>
internal interface IDaemonControl
{
    /// <summary>The daemon itself.</summary>
    Task<DaemonStatus> StatusAsync(CancellationToken cancellation);

    /// <summary>A snapshot of the associations: all, or a peer's (a HIT, an address or a name).</summary>
    Task<IReadOnlyList<AssociationStatus>> AssociationsAsync(string? peer, CancellationToken cancellation);

    /// <summary>A snapshot of the known locators.</summary>
    Task<IReadOnlyList<PeerEntry>> PeersAsync(CancellationToken cancellation);

    /// <summary>Why a peer may or may not talk to us.</summary>
    /// <exception cref="ControlException">
    /// <see cref="ControlFault.NotFound"/>: nobody of this name is known.
    /// </exception>
    Task<Explanation> ExplainAsync(string peer, CancellationToken cancellation);

    /// <summary>Associates with a peer if need be, and sends <paramref name="count"/> echoes, one a second.</summary>
    IAsyncEnumerable<PingReply> PingAsync(string peer, int count, CancellationToken cancellation);

    /// <summary>Closes and forgets the associations with a peer.</summary>
    Task<ChangeResult> ResetAsync(string peer, CancellationToken cancellation);

    /// <summary>Adds a locator; one with the same HIT that came by the control socket is replaced.</summary>
    Task<ChangeResult> AddHostAsync(HostEntry host, CancellationToken cancellation);

    /// <summary>Removes a locator that came by the control socket.</summary>
    Task<ChangeResult> RemoveHostAsync(string peer, CancellationToken cancellation);

    /// <summary>Reads the configuration again.</summary>
    Task<ChangeResult> ReloadAsync(CancellationToken cancellation);

    /// <summary>
    /// Packets as they pass, until <paramref name="cancellation"/>. How slowly this is read must not slow the
    /// daemon: what does not fit into a bounded queue is counted as lost.
    /// </summary>
    IAsyncEnumerable<CaptureChunk> CaptureAsync(CaptureRequest request, CancellationToken cancellation);

    /// <summary>
    /// Adds certificates: canonical S-expressions that have not been looked at, each a certificate, a key, a
    /// signature, or a sequence of these.
    /// </summary>
    Task<ChangeResult> AddCertificatesAsync(IReadOnlyList<byte[]> certificates, CancellationToken cancellation);

    /// <summary>Removes the certificate with this hash, in hexadecimal.</summary>
    Task<ChangeResult> RemoveCertificateAsync(string id, CancellationToken cancellation);

    /// <summary>
    /// Adds revocation lists and revalidations: canonical S-expressions that have not been looked at, each by itself
    /// or in a sequence with keys and signatures.
    /// </summary>
    Task<ChangeResult> AddRevocationsAsync(IReadOnlyList<byte[]> lists, CancellationToken cancellation);

    /// <summary>
    /// What happens to associations, until <paramref name="cancellation"/>; events that nobody fetches are dropped.
    /// </summary>
    IAsyncEnumerable<AssociationEvent> EventsAsync(CancellationToken cancellation);

    /// <summary>Begins to end the daemon, and returns before it has ended.</summary>
    Task<ChangeResult> ShutdownAsync(CancellationToken cancellation);
}
