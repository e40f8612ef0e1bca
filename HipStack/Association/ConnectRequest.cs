using HiperNet.HipStack.Identity;

namespace HiperNet.HipStack.Association;

/// <summary>A request to begin a base exchange.</summary>
/// <param name="Local">Our HIT, which is one of the engine's identities.</param>
/// <param name="Peer">The peer's HIT; none in opportunistic mode (RFC 7401 section 4.1.8).</param>
/// <param name="Paths">Ways to the peer, the best first; at most three are tried at once.</param>
/// <param name="Chain">The certificates that we show to the peer.</param>
public sealed record ConnectRequest(
    Hit Local, Hit Peer, IReadOnlyList<Path> Paths, IReadOnlyList<ReadOnlyMemory<byte>> Chain);
