using System.Net;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>The rules of a data relay: which peers its clients let through (RFC 9028 section 4.12.1).</summary>
internal sealed class DataRelay(EngineContext context, RegistrationKeeper keeper)
{
    /// <summary>The most peers of one client.</summary>
    public const int MaxPermissions = 64;

    /// <summary>How long a permission lasts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Takes the permissions of an UPDATE; the UPDATE of a host without the service is dropped.</summary>
    public ControlDrop Receive(HipAssociation association, HipPacket packet)
    {
        Registrations registrations = association.Registrations;
        if (!packet.TryFind(ParameterType.PeerPermission, out _))
        {
            if (packet.TryFind(ParameterType.LocatorSet, out _) && registrations.Permissions.Count > 0)
            {
                // The client has moved: it is not where the rules say (section 4.12.1).
                keeper.EndPermissions(association);
            }

            return ControlDrop.None;
        }

        if (!registrations.Grants(RegistrationType.RelayUdpEsp, context.Now)
            || registrations.RelayedHere is not { } relayed)
        {
            return ControlDrop.NotRegistered;
        }

        List<RelayPermission> wanted = [];
        foreach (HipParameter parameter in packet.FindAll(ParameterType.PeerPermission))
        {
            if (!PeerPermissionParameter.TryRead(parameter.Contents, out PeerPermissionParameter? value)
                || !IsAcceptable(value, relayed))
            {
                return ControlDrop.BadParameter;
            }

            wanted.Add(new RelayPermission(value.Peer, value.OutboundSpi, value.InboundSpi));
        }

        foreach (RelayPermission permission in wanted)
        {
            if (!TryPermit(association, permission, relayed))
            {
                return ControlDrop.RateLimited;
            }
        }

        keeper.Reschedule(association);
        return ControlDrop.None;
    }

    private bool IsAcceptable(PeerPermissionParameter value, IPEndPoint relayed) =>
        value.Protocol == HipProtocol.UdpProtocol
        && value.Relayed.Equals(relayed)
        && value.Peer.Port != 0
        && Mobility.IsUsable(value.Peer.Address)
        && !context.LocalAddresses.Any(local => local.Address.Equals(value.Peer.Address))
        && value.OutboundSpi >= EngineContext.LowestSpi
        && value.InboundSpi >= EngineContext.LowestSpi;

    /// <summary>The same again lasts longer; another peer with the same SPI takes the place of the old.</summary>
    private bool TryPermit(HipAssociation association, RelayPermission wanted, IPEndPoint relayed)
    {
        List<RelayPermission> permissions = association.Registrations.Permissions;
        if (permissions.Find(known => known.IsSame(wanted)) is { } same)
        {
            same.Due = context.Now + Lifetime;
            return true;
        }

        if (permissions.Find(known => known.OutboundSpi == wanted.OutboundSpi) is { } old)
        {
            keeper.EndPermission(association, old);
        }

        if (permissions.Count >= MaxPermissions)
        {
            return false;
        }

        wanted.Due = context.Now + Lifetime;
        permissions.Add(wanted);
        context.Emit(new InstallRelayBinding(association.Key, association.Path!, relayed, wanted));
        return true;
    }
}
