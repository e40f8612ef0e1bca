using System.Net;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>
/// Our side of rendezvous servers and relays: finds out where a relayed packet really came from. What is not sealed
/// by a server that we are registered with is dropped.
/// </summary>
internal sealed class RelayedPackets(EngineContext context, Notifier notifier)
{
    /// <summary>Looks for what a server has added.</summary>
    /// <param name="path">Which way the packet came; then which way the answer goes.</param>
    /// <param name="packet">The packet, which is for us.</param>
    /// <param name="server">The rendezvous server that sent an I1 on; null if none did.</param>
    public ControlDrop Unwrap(ref Path path, HipPacket packet, out IPAddress? server)
    {
        server = null;
        ControlDrop drop = UnwrapRelay(ref path, packet);
        if (drop != ControlDrop.None)
        {
            return drop;
        }

        bool hasHmac = packet.TryFind(ParameterType.RvsHmac, out HipParameter hmac);
        ParameterReading reading = packet.Read(out FromParameter? from);
        if (!hasHmac && reading == ParameterReading.Absent)
        {
            return ControlDrop.None;
        }

        if (FromRelay(packet, path) is { } relay)
        {
            // RFC 9028 section 7.8: the two services have the same keys.
            notifier.Send(
                relay.Path!,
                relay.Key,
                relay.LocalKey,
                NotifyType.RvsHmacProhibitedWithRelay,
                packet.Octets.Span[..HipProtocol.HeaderLength]);
            return ControlDrop.WrongMac;
        }

        if (packet.Type != PacketType.I1 || !hasHmac || packet.Receiver == UInt128.Zero)
        {
            return packet.Type == PacketType.I1 ? ControlDrop.WrongMac : ControlDrop.None;
        }

        if (Server(packet, hmac, RegistrationType.Rendezvous) is null)
        {
            return ControlDrop.WrongMac;
        }

        if (from is null)
        {
            // More than one FROM is of more than one server, which nobody here is registered with.
            return reading == ParameterReading.Absent ? ControlDrop.None : ControlDrop.BadParameter;
        }

        server = path.Remote.Address;
        IPAddress? source = path.Local.AddressFamily == from.Address.AddressFamily
            ? path.Local.Address
            : context.SourceFor(from.Address);
        if (source is null || !Mobility.IsUsable(from.Address))
        {
            return ControlDrop.BadParameter;
        }

        path = new Path(Encapsulation.Raw, new IPEndPoint(source, 0), new IPEndPoint(from.Address, 0));
        return ControlDrop.None;
    }

    /// <summary>What a relay of ours has added, or what the peer's has left (RFC 9028 sections 4.5 and 4.8).</summary>
    private ControlDrop UnwrapRelay(ref Path path, HipPacket packet)
    {
        bool hasHmac = packet.TryFind(ParameterType.RelayHmac, out HipParameter hmac);
        ParameterReading reading = packet.Read(out RelayFromParameter? from);
        if (!hasHmac && reading == ParameterReading.Absent)
        {
            if (path.Encapsulation == Encapsulation.Udp && packet.TryFind(ParameterType.RelayTo, out _))
            {
                path = path with { IsControlOnly = true };
            }

            return ControlDrop.None;
        }

        IPEndPoint relay = path.Remote;
        if (!hasHmac
            || context.Registrations.Servers.FirstOrDefault(server => server.IsRelayAt(relay)) is not { } known
            || known.Secrets is not { } secrets
            || !RelayEnvelope.IsSealed(packet, secrets, hmac))
        {
            return ControlDrop.WrongMac;
        }

        if (from is null || !RelayEnvelope.IsUsable(from))
        {
            return ControlDrop.BadParameter;
        }

        path = path with
        {
            Relayed = new IPEndPoint(from.Address, from.Port),
            IsControlOnly = known.Registrations.RelayedThere is null,
        };
        return ControlDrop.None;
    }

    /// <summary>The association with the server whose key made the MAC; null if there is none.</summary>
    private HipAssociation? Server(HipPacket packet, HipParameter mac, RegistrationType type) =>
        context.Registrations.Servers.FirstOrDefault(server => server.Secrets is { } secrets
            && server.Key.Local.ToUInt128() == packet.Receiver
            && server.Registrations.Holds(type)
            && RelayEnvelope.IsSealed(packet, secrets, mac));

    private HipAssociation? FromRelay(HipPacket packet, Path path) =>
        packet.TryFind(ParameterType.RvsHmac, out _)
            ? context.Registrations.Servers.FirstOrDefault(server => server.Path is { } way
                && way.Remote.Equals(path.Remote)
                && way.Encapsulation == path.Encapsulation
                && server.Registrations.Holds(RegistrationType.RelayUdpHip))
            : null;
}
