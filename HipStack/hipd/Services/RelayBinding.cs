using System.Net;
using Path = HiperNet.HipStack.Association.Path;

namespace HiperNet.Hipd.Services;

/// <summary>A peer that a client of the data relay lets through.</summary>
/// <param name="Client">Which way to the client.</param>
/// <param name="Peer">Where the peer is.</param>
/// <param name="OutboundSpi">The SPI from the client to the peer.</param>
/// <param name="InboundSpi">The SPI from the peer to the client.</param>
internal sealed record RelayBinding(Path Client, IPEndPoint Peer, uint OutboundSpi, uint InboundSpi);
