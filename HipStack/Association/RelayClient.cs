using System.Net;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>
/// What hosts do that met through a relay (RFC 9028). They look for a direct way by the address check of RFC 8046
/// section 5.4, in place of the connectivity checks of RFC 9028 section 4.6; until one is found data goes through the
/// data relay, if there is one.
/// </summary>
internal sealed class RelayClient(
    EngineContext context, Updater updater, Mobility mobility, RegistrationKeeper keeper)
{
    /// <summary>How long before the end of a permission it is asked for again (section 4.12.1).</summary>
    public static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(1);

    /// <summary>The most permissions that are asked for at one data relay.</summary>
    public const int MaxPermissions = 64;

    /// <summary>The most addresses that are tried at once.</summary>
    private const int MaxTries = 4;

    /// <summary>Something has happened to an association: does what its relay needs.</summary>
    public void Look(HipAssociation association)
    {
        if (!association.IsOpen
            || association.Path is not { Encapsulation: Encapsulation.Udp } path
            || !EngineContext.Allows(association, AssociationEvent.LocalUpdate))
        {
            return;
        }

        if (association.Registrations is { ArePermissionsLost: true, RelayedThere: not null })
        {
            PermitAgain(association, path);
        }

        if (path.Relayed is not null)
        {
            Permit(association, path);
            TellWhereWeAre(association, path);
        }
        else if (path.IsControlOnly && !association.IsDirectWayAsked)
        {
            // The responder may send nothing of its own before it has heard from us (RFC 7401 section 4.4.3).
            association.IsDirectWayAsked = updater.Send(association, UpdatePurpose.Probe, []) is not null;
        }

        if (association.PeerAddresses.Exists(address => address.Rank < 2))
        {
            TryDirectWays(association, path);
        }
    }

    /// <summary>Asks a data relay again for what is due.</summary>
    public void Renew(HipAssociation relay)
    {
        Registrations registrations = relay.Registrations;
        RelayPermission[] due = [.. registrations.Requested.Where(permission => permission.Due <= context.Now)];
        foreach (RelayPermission permission in due)
        {
            if (IsInUse(permission) && registrations.RelayedThere is { } relayed)
            {
                Send(relay, permission, relayed);
            }
            else
            {
                registrations.Requested.Remove(permission);
            }
        }
    }

    /// <summary>After a move a data relay lets nothing through until it is told again (section 4.12.1).</summary>
    private void PermitAgain(HipAssociation relay, Path path)
    {
        relay.Registrations.ArePermissionsLost = false;
        relay.Registrations.Requested.Clear();
        foreach (HipAssociation association in context.Associations
            .Where(one => one is { IsOpen: true, Path.Relayed: not null } && one.Path.Remote.Equals(path.Remote)))
        {
            Permit(association, association.Path!);
        }
    }

    /// <summary>The peer, as it is now, may send to us through our data relay.</summary>
    private void Permit(HipAssociation association, Path path)
    {
        if (context.Registrations.Servers.FirstOrDefault(server => server.IsRelayAt(path.Remote)) is not { } relay
            || relay.Registrations.RelayedThere is not { } relayed)
        {
            return;
        }

        RelayPermission permission = new(path.Relayed!, association.OutboundSpi, association.InboundSpi);
        List<RelayPermission> requested = relay.Registrations.Requested;
        if (requested.Exists(known => known.IsSame(permission)))
        {
            return;
        }

        requested.RemoveAll(known => known.OutboundSpi == permission.OutboundSpi);
        if (requested.Count < MaxPermissions && Send(relay, permission, relayed))
        {
            requested.Add(permission);
            keeper.Reschedule(relay);
        }
    }

    private bool Send(HipAssociation relay, RelayPermission permission, IPEndPoint relayed)
    {
        permission.Due = context.Now + DataRelay.Lifetime - RenewBefore;
        return EngineContext.Allows(relay, AssociationEvent.LocalUpdate)
            && updater.Send(
                relay,
                UpdatePurpose.Register,
                [new PeerPermissionParameter(
                    relayed, permission.Peer, permission.OutboundSpi, permission.InboundSpi)]) is not null;
    }

    private bool IsInUse(RelayPermission permission) =>
        context.FindBySpi(permission.InboundSpi) is { IsOpen: true, Path.Relayed: { } peer } association
        && peer.Equals(permission.Peer)
        && association.OutboundSpi == permission.OutboundSpi;

    /// <summary>Our addresses as the relay sees them; those of our own network are nobody's business.</summary>
    private void TellWhereWeAre(HipAssociation association, Path path)
    {
        if (association.IsDirectWayAsked
            || context.Registrations.Servers.FirstOrDefault(server => server.IsRelayAt(path.Remote)) is not { } relay)
        {
            return;
        }

        List<Locator> locators = [];
        Add(locators, association, relay.Registrations.Reflexive, CandidateKind.ServerReflexive);
        Add(locators, association, relay.Registrations.RelayedThere, CandidateKind.Relayed);
        association.IsDirectWayAsked = locators.Count == 0 || updater.Send(
            association,
            UpdatePurpose.Readdress,
            [
                new EspInfoParameter(0, association.InboundSpi, association.InboundSpi),
                new LocatorSetParameter(locators),
            ]) is not null;
        Mobility.AddCandidate(association, path.Relayed!);
    }

    private void Add(List<Locator> locators, HipAssociation association, IPEndPoint? endPoint, CandidateKind kind)
    {
        if (endPoint is not null)
        {
            locators.Add(new Locator
            {
                LocatorType = LocatorType.TransportAddress,
                Lifetime = (uint)context.Options.LocatorLifetime.TotalSeconds,
                Address = endPoint.Address,
                Port = (ushort)endPoint.Port,
                Protocol = HipProtocol.UdpProtocol,
                Kind = kind,
                Spi = association.InboundSpi,
            });
        }
    }

    /// <summary>Both send to the other, which opens both NATs if they are of the kind that lets it.</summary>
    private void TryDirectWays(HipAssociation association, Path path)
    {
        foreach (PeerAddress address in association.PeerAddresses
            .Where(address => address is { State: PeerAddressState.Unverified, WasTried: false, Challenge: null }
                && !address.Is(path.Encapsulation, path.Remote))
            .Take(MaxTries)
            .ToArray())
        {
            address.WasTried = mobility.Challenge(association, address);
        }
    }
}
