using System.Net;

namespace HiperNet.HipStack.Association;

/// <summary>A data relay's rule has ended (<see cref="InstallRelayBinding"/>).</summary>
public sealed class RemoveRelayBinding : Effect
{
    internal RemoveRelayBinding(AssociationKey client, IPEndPoint relayed, RelayPermission permission)
    {
        Client = client;
        Relayed = relayed;
        OutboundSpi = permission.OutboundSpi;
        InboundSpi = permission.InboundSpi;
    }

    /// <summary>The two HITs; the peer is the client.</summary>
    public AssociationKey Client { get; }

    /// <summary>The relayed address.</summary>
    public IPEndPoint Relayed { get; }

    /// <summary>The SPI from the client to its peer.</summary>
    public uint OutboundSpi { get; }

    /// <summary>The SPI from the peer to the client.</summary>
    public uint InboundSpi { get; }
}
