using System.Net;

namespace HiperNet.HipStack.Association;

/// <summary>
/// Relay UDP-encapsulated ESP between a client and one peer of it (RFC 9028 section 4.12): what comes to
/// <see cref="Relayed"/> from <see cref="Peer"/> with <see cref="InboundSpi"/> goes to the client, and what comes from
/// the client with <see cref="OutboundSpi"/> goes from <see cref="Relayed"/> to the peer. Nothing else is relayed.
/// </summary>
public sealed class InstallRelayBinding : Effect
{
    internal InstallRelayBinding(
        AssociationKey client, Path clientPath, IPEndPoint relayed, RelayPermission permission)
    {
        Client = client;
        ClientPath = clientPath;
        Relayed = relayed;
        Peer = permission.Peer;
        OutboundSpi = permission.OutboundSpi;
        InboundSpi = permission.InboundSpi;
    }

    /// <summary>The two HITs; the peer is the client.</summary>
    public AssociationKey Client { get; }

    /// <summary>Where the client is; a <see cref="PathChanged"/> of the client changes it.</summary>
    public Path ClientPath { get; }

    /// <summary>The relayed address, of which we have the UDP port.</summary>
    public IPEndPoint Relayed { get; }

    /// <summary>Where the client's peer is.</summary>
    public IPEndPoint Peer { get; }

    /// <summary>The SPI from the client to the peer.</summary>
    public uint OutboundSpi { get; }

    /// <summary>The SPI from the peer to the client.</summary>
    public uint InboundSpi { get; }
}
