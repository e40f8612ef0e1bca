using System.Net;
using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>
/// The control relay: passes control packets within UDP between its clients and whoever speaks with them (RFC 9028
/// sections 4.5 and 4.8). Whatever comes from a client says where it is to go; whatever is for one says where it came
/// from.
/// </summary>
internal sealed class ControlRelay(EngineContext context, Notifier notifier)
{
    /// <summary>Of how many peers of a client it is known which of our addresses they use.</summary>
    public const int MaxReturns = 64;

    private readonly SourceRates rates = new(context.Random);

    /// <summary>Passes a packet on whose receiver is not ours.</summary>
    /// <returns>None if it was passed on.</returns>
    public ControlDrop Relay(Path path, HipPacket packet)
    {
        if (packet.TryFind(ParameterType.RelayTo, out _))
        {
            return FromClient(path, packet);
        }

        if (!Hit.TryCreate(packet.Receiver, out Hit receiver)
            || FindClient(receiver, path) is not { Path: { Encapsulation: Encapsulation.Udp } way } client)
        {
            return ControlDrop.NotForUs;
        }

        if (RelayEnvelope.WasRelayed(packet))
        {
            return ControlDrop.AlreadyRelayed;
        }

        if (rates.Count(path.Remote.Address, context.Now) > context.Options.RelayRatePerSource
            || !RelayEnvelope.TryCount(client.Registrations, context))
        {
            return ControlDrop.RateLimited;
        }

        if (LacksMode(path, packet, client))
        {
            return ControlDrop.NoNatMode;
        }

        byte[]? relayed = RelayEnvelope.Seal(
            packet,
            client.Secrets!,
            ParameterType.RelayHmac,
            new RelayFromParameter(path.Remote.Address, (ushort)path.Remote.Port, HipProtocol.UdpProtocol));
        if (relayed is null)
        {
            return ControlDrop.Malformed;
        }

        Remember(client.Registrations, path);
        context.Counters.Relayed++;
        context.Send(way, relayed);
        return ControlDrop.None;
    }

    /// <summary>What a client sends comes from where it registered: RELAY_TO makes no open relay.</summary>
    private ControlDrop FromClient(Path path, HipPacket packet)
    {
        if (!Hit.TryCreate(packet.Sender, out Hit sender)
            || FindSender(sender) is not { Path: { } way, Secrets: { } secrets } client
            || !way.Remote.Equals(path.Remote))
        {
            return ControlDrop.NotRegistered;
        }

        if (packet.TryFind(ParameterType.RelayHmac, out HipParameter hmac)
            && !RelayEnvelope.IsSealed(packet, secrets, hmac))
        {
            return ControlDrop.WrongMac;
        }

        if (packet.Parameters.Any(parameter => parameter.Type
            is ParameterType.From or ParameterType.RvsHmac or ParameterType.RelayFrom))
        {
            return ControlDrop.AlreadyRelayed;
        }

        if (!packet.TryRead(out RelayToParameter? to)
            || !RelayEnvelope.IsUsable(to)
            || context.LocalAddresses.Any(local => local.Address.Equals(to.Address)))
        {
            return ControlDrop.BadParameter;
        }

        if (!RelayEnvelope.TryCount(client.Registrations, context))
        {
            return ControlDrop.RateLimited;
        }

        if (LacksMode(path, packet, client))
        {
            return ControlDrop.NoNatMode;
        }

        IPEndPoint peer = new(to.Address, to.Port);
        if (LocalFor(client.Registrations, path, peer) is not { } local)
        {
            return ControlDrop.BadParameter;
        }

        context.Counters.Relayed++;
        context.Send(
            new Path(Encapsulation.Udp, local, peer),
            PacketBuilder.CopyOf(packet).Remove(ParameterType.RelayHmac).ToArray());
        return ControlDrop.None;
    }

    /// <summary>A client of the control relay, or of the data relay at the address that the packet came to.</summary>
    private HipAssociation? FindClient(Hit hit, Path path)
    {
        if (context.Registrations.FindClient(hit, RegistrationType.RelayUdpHip, context.Now) is { } client)
        {
            return client;
        }

        HipAssociation? data = context.Registrations.FindClient(hit, RegistrationType.RelayUdpEsp, context.Now);
        return data?.Registrations.RelayedHere is { } relayed && relayed.Equals(path.Local) ? data : null;
    }

    private HipAssociation? FindSender(Hit hit) =>
        context.Registrations.FindClient(hit, RegistrationType.RelayUdpHip, context.Now)
        ?? context.Registrations.FindClient(hit, RegistrationType.RelayUdpEsp, context.Now);

    /// <summary>R1 and I2 without a NAT traversal mode are of hosts that do not know relays (section 4.5).</summary>
    private bool LacksMode(Path path, HipPacket packet, HipAssociation client)
    {
        if (packet.Type is not (PacketType.R1 or PacketType.I2)
            || packet.TryFind(ParameterType.NatTraversalMode, out _))
        {
            return false;
        }

        if (Hit.TryCreate(packet.Sender, out Hit sender))
        {
            notifier.Send(
                path,
                new AssociationKey(client.Key.Local, sender),
                client.LocalKey,
                NotifyType.NoValidNatTraversalModeParameter,
                packet.Octets.Span[..HipProtocol.HeaderLength]);
        }

        return true;
    }

    private static void Remember(Registrations registrations, Path path)
    {
        registrations.Returns.RemoveAll(known => known.Peer.Equals(path.Remote));
        if (registrations.Returns.Count >= MaxReturns)
        {
            registrations.Returns.RemoveAt(0);
        }

        registrations.Returns.Add((path.Remote, path.Local));
    }

    /// <summary>The address that the peer wrote to is the one that its NAT lets in.</summary>
    private IPEndPoint? LocalFor(Registrations registrations, Path path, IPEndPoint peer)
    {
        foreach ((IPEndPoint known, IPEndPoint local) in registrations.Returns)
        {
            if (known.Equals(peer))
            {
                return local;
            }
        }

        IPAddress? source = path.Local.AddressFamily == peer.AddressFamily
            ? path.Local.Address
            : context.SourceFor(peer.Address);
        return source is null ? null : new IPEndPoint(source, path.Local.Port);
    }
}
