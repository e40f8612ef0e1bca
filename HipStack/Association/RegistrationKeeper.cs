using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>Keeps registrations, and ends them.</summary>
internal sealed class RegistrationKeeper(EngineContext context)
{
    /// <summary>Where a peer is, as it is told in REG_FROM (RFC 9028 section 5.6).</summary>
    public static RegFromParameter Reflexive(Path path) => path.Encapsulation == Encapsulation.Udp
        ? new RegFromParameter(path.Remote.Address, (ushort)path.Remote.Port, HipProtocol.UdpProtocol)
        : new RegFromParameter(path.Remote.Address, port: 0, protocol: 0);

    public void Reschedule(HipAssociation association)
    {
        context.Registrations.Update(association);
        context.SetAt(association, AssociationTimer.Registration, association.Registrations.NextDeadline());
    }

    public void Grant(
        HipAssociation association, RegistrationType type, TimeSpan until, RegistrationVerdict verdict)
    {
        if (type == RegistrationType.CandidateDiscovery)
        {
            // It makes no state (RFC 9028 section 4.2).
            return;
        }

        Registrations registrations = association.Registrations;
        registrations.Granted[type] = until;
        if (type is RegistrationType.Rendezvous or RegistrationType.RelayUdpHip)
        {
            registrations.Exclusive = type;
        }

        if (type == RegistrationType.RelayUdpEsp)
        {
            registrations.RelayedHere ??= verdict.RelayedAddress;
        }

        context.Emit(new ClientChanged(association.Key, type, until));
    }

    /// <summary>Ends what a peer has from us; false if it has it not.</summary>
    public bool EndGrant(HipAssociation association, RegistrationType type)
    {
        Registrations registrations = association.Registrations;
        if (!registrations.Granted.Remove(type))
        {
            return false;
        }

        if (type == RegistrationType.RelayUdpEsp)
        {
            EndPermissions(association);
            registrations.RelayedHere = null;
        }

        context.Emit(new ClientChanged(association.Key, type, until: null));
        return true;
    }

    /// <summary>We have a service no more.</summary>
    public void EndHeld(HipAssociation association, RegistrationType type, HeldRegistration held)
    {
        if (held.Until is not null)
        {
            held.Until = null;
            context.Emit(new RegistrationChanged(association.Key, type, until: null));
        }

        if (type == RegistrationType.RelayUdpEsp)
        {
            association.Registrations.RelayedThere = null;
            association.Registrations.Requested.Clear();
        }
    }

    /// <summary>A data relay forwards nothing more for the client.</summary>
    public void EndPermissions(HipAssociation association)
    {
        foreach (RelayPermission permission in association.Registrations.Permissions.ToArray())
        {
            EndPermission(association, permission);
        }
    }

    public void EndPermission(HipAssociation association, RelayPermission permission)
    {
        association.Registrations.Permissions.Remove(permission);
        context.Emit(new RemoveRelayBinding(
            association.Key, association.Registrations.RelayedHere!, permission));
    }

    /// <summary>The association has ended, and every registration with it.</summary>
    public void AssociationEnded(HipAssociation association)
    {
        Registrations registrations = association.Registrations;
        foreach (RegistrationType type in registrations.Granted.Keys.ToArray())
        {
            EndGrant(association, type);
        }

        foreach ((RegistrationType type, HeldRegistration held) in registrations.Held)
        {
            if (held.Until is not null)
            {
                context.Emit(new RegistrationChanged(association.Key, type, until: null));
            }
        }

        association.Registrations = new Registrations();
        context.Registrations.Update(association);
    }

    /// <summary>What has come to its end.</summary>
    public void Expire(HipAssociation association)
    {
        Registrations registrations = association.Registrations;
        foreach ((RegistrationType type, TimeSpan until) in registrations.Granted.ToArray())
        {
            if (until <= context.Now)
            {
                EndGrant(association, type);
            }
        }

        foreach ((RegistrationType type, HeldRegistration held) in registrations.Held.ToArray())
        {
            if (held.Until <= context.Now)
            {
                EndHeld(association, type, held);
            }
        }

        foreach (RelayPermission permission in registrations.Permissions
            .Where(permission => permission.Due <= context.Now).ToArray())
        {
            EndPermission(association, permission);
        }
    }
}
