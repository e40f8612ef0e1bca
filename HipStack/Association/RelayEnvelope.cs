using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Association;

/// <summary>What servers add to packets (RFC 8004 section 4.2, RFC 9028 sections 5.6 and 5.8).</summary>
internal static class RelayEnvelope
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Whether a packet came from a rendezvous server or relay: it is never sent on again.</summary>
    public static bool WasRelayed(HipPacket packet) => packet.Parameters.Any(parameter =>
        parameter.Type is ParameterType.From or ParameterType.RvsHmac
            or ParameterType.RelayFrom or ParameterType.RelayHmac);

    /// <summary>Whether a packet may be sent to an address that a packet names.</summary>
    public static bool IsUsable(TransportAddressParameter address) =>
        address.Protocol == HipProtocol.UdpProtocol && address.Port != 0 && Mobility.IsUsable(address.Address);

    /// <summary>Counts a packet for a client; false if it got too many in this second, from wherever.</summary>
    public static bool TryCount(Registrations registrations, EngineContext context)
    {
        if (context.Now - registrations.RelayedSince >= Second)
        {
            registrations.RelayedSince = context.Now;
            registrations.RelayedCount = 0;
        }

        return ++registrations.RelayedCount <= context.Options.RelayRatePerClient;
    }

    /// <summary>
    /// Adds a parameter, and the MAC that a server and its client share: over everything before it. The key is the
    /// integrity key of their association.
    /// </summary>
    /// <param name="packet">The packet; everything in it is kept.</param>
    /// <param name="secrets">The secrets of server and client.</param>
    /// <param name="mac">RVS_HMAC or RELAY_HMAC.</param>
    /// <param name="added">What is added before the MAC.</param>
    /// <returns>The packet, without a checksum; null if it would be longer than packets can be.</returns>
    public static byte[]? Seal(HipPacket packet, Secrets secrets, ParameterType mac, IHipParameter added)
    {
        PacketBuilder builder = PacketBuilder.CopyOf(packet);
        byte[] value = new byte[RHashes.Length(secrets.Hash)];
        if (!TryInsert(builder, added) || !TryInsert(builder, new RawParameter(mac, value)))
        {
            return null;
        }

        if (!HipPacket.TryParse(builder.ToArray(), out HipPacket? draft, out _)
            || !draft.TryFind(mac, out HipParameter place))
        {
            return null;
        }

        RHashes.Hmac(secrets.Hash, secrets.Keys.OutgoingAuthentication, draft.CoveredBefore(place), value);
        return builder.Remove(mac).Insert(new RawParameter(mac, value)).ToArray();
    }

    /// <summary>
    /// A packet of ours that a relay is to pass on: with RELAY_TO, and RELAY_HMAC so that the relay knows us; null if
    /// we are not registered there (any more), or if the packet is too long.
    /// </summary>
    public static byte[]? ForRelay(EngineContext context, Path path, byte[] packet)
    {
        HipAssociation? relay = context.Registrations.Servers.FirstOrDefault(server => server.IsRelayAt(path.Remote));
        return relay?.Secrets is { } secrets && HipPacket.TryParse(packet, out HipPacket? parsed, out _)
            ? Seal(
                parsed,
                secrets,
                ParameterType.RelayHmac,
                new RelayToParameter(
                    path.Relayed!.Address, (ushort)path.Relayed.Port, HipProtocol.UdpProtocol))
            : null;
    }

    /// <summary>Whether the MAC of a packet is of the host that these secrets are shared with.</summary>
    public static bool IsSealed(HipPacket packet, Secrets secrets, HipParameter mac) => RHashes.IsHmac(
        secrets.Hash, secrets.Keys.IncomingAuthentication, packet.CoveredBefore(mac), mac.Contents.Span);

    /// <summary>A packet with one more parameter, which no signature covers, if there is room.</summary>
    public static byte[] With(byte[] packet, IHipParameter? added)
    {
        if (added is null || !HipPacket.TryParse(packet, out HipPacket? parsed, out _))
        {
            return packet;
        }

        PacketBuilder builder = PacketBuilder.CopyOf(parsed);
        return TryInsert(builder, added) ? builder.ToArray() : packet;
    }

    private static bool TryInsert(PacketBuilder builder, IHipParameter parameter)
    {
        bool fits = builder.Fits(parameter);
        if (fits)
        {
            builder.Insert(parameter);
        }

        return fits;
    }
}
