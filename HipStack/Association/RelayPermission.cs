using System.Net;

namespace HiperNet.HipStack.Association;

/// <summary>A rule of a data relay: one peer of its client (RFC 9028 section 4.12.1).</summary>
/// <param name="Peer">Where the peer is, as the relay sees it.</param>
/// <param name="OutboundSpi">The SPI from the client to the peer.</param>
/// <param name="InboundSpi">The SPI from the peer to the client.</param>
internal sealed record RelayPermission(IPEndPoint Peer, uint OutboundSpi, uint InboundSpi)
{
    /// <summary>When it ends, or at the client when it is to be asked for again.</summary>
    public TimeSpan Due { get; set; } = TimeSpan.MaxValue;

    public bool IsSame(RelayPermission other) =>
        Peer.Equals(other.Peer) && OutboundSpi == other.OutboundSpi && InboundSpi == other.InboundSpi;
}
