namespace HiperNet.HipStack.Esp;

/// <summary>
/// From the TAP to the transport: a packet is tied to an association by its addresses, judged, stripped of its header
/// and protected. It has no state of its own but counters, so that each thread may have one.
/// </summary>
/// <param name="peers">Who is who.</param>
/// <param name="errors">Tells applications why their packets do not leave.</param>
public sealed class OutboundPipeline(PeerTable peers, IcmpErrors errors)
{
    /// <summary>Octets that the ESP packet, or the ICMP error, needs beyond the longest IP packet.</summary>
    public const int Headroom = 256;

    /// <summary>The smallest buffer for the ESP packet, because an ICMP error may stand there.</summary>
    public const int MinBuffer = IcmpErrors.MaxLength;

    private const int MinMtuIPv6 = 1280;
    private const uint HitPrefix = 0x2001_0020;
    private const uint HitPrefixMask = 0xFFFF_FFF0;
    private const int PrefixShift = 96;
    private const uint LimitedBroadcast = 0xFFFF_FFFF;
    private const int FirstOctetShift = 24;
    private const byte FirstMulticastIPv4 = 224;
    private const byte LastMulticastIPv4 = 239;
    private const byte MulticastIPv6 = 0xFF;
    private const int FirstOctetShiftIPv6 = 120;

    /// <summary>The packets that were dropped, also those that were answered with an ICMP error.</summary>
    public DropCounters Drops { get; } = new();

    /// <summary>Handles one packet.</summary>
    /// <param name="packet">The IP packet, its checksums complete; octets after its end are ignored.</param>
    /// <param name="output">
    /// Room for the packet's length and <see cref="Headroom"/>, at least <see cref="MinBuffer"/>; it must not overlap
    /// the packet.
    /// </param>
    /// <param name="now">The caller's clock, which never goes back.</param>
    /// <param name="result">What was found out.</param>
    public OutboundVerdict Process(
        ReadOnlySpan<byte> packet, Span<byte> output, TimeSpan now, out OutboundResult result)
    {
        result = default;
        DropReason reason = InnerPacket.Read(packet, out InnerPacket inner);
        if (reason == DropReason.None)
        {
            reason = Address(inner, ref result);
        }

        int written = 0;
        if (reason == DropReason.None)
        {
            reason = Send(result.Association!, inner, output, now, out written);
        }

        result = result with { Length = written, Reason = reason };
        return reason switch
        {
            DropReason.None => OutboundVerdict.Send,
            DropReason.NoAssociation => OutboundVerdict.NoAssociation,
            _ => Refuse(packet, output, now, ref result),
        };
    }

    /// <summary>RFC 7402 appendix B.1.5: the inner addresses are exactly those of the association.</summary>
    private DropReason Address(in InnerPacket inner, ref OutboundResult result)
    {
        bool isIPv6 = inner.Family == InnerFamily.IPv6;
        UInt128 local = inner.Source;
        if (isIPv6 ? !peers.IsLocal(local) : !peers.TryFindLocal((uint)inner.Source, out local))
        {
            return DropReason.ForeignSource;
        }

        if (!(isIPv6 ? IsUnicastIPv6(inner.Destination) : IsUnicastIPv4((uint)inner.Destination)))
        {
            return DropReason.NotUnicast;
        }

        UInt128 peer = inner.Destination;
        if (isIPv6 ? !IsHit(peer) : !peers.TryFindPeer((uint)inner.Destination, out peer))
        {
            return DropReason.NoRoute;
        }

        if (!peers.TryFind(local, peer, out AssociationPath? association) && peers.IsLocal(peer))
        {
            return DropReason.NoRoute;
        }

        result = new OutboundResult(association, 0, DropReason.None, local, peer, inner.TrafficClass);
        if (association?.Outbound is null)
        {
            return DropReason.NoAssociation;
        }

        return isIPv6 || IsBound(association.Addresses, inner) ? DropReason.None : DropReason.NoIPv4;
    }

    private static bool IsBound(in InnerAddresses addresses, in InnerPacket inner) =>
        addresses.HasIPv4 && addresses.LocalIPv4 == inner.Source && addresses.PeerIPv4 == inner.Destination;

    private static bool IsHit(UInt128 address) => ((uint)(address >> PrefixShift) & HitPrefixMask) == HitPrefix;

    private static bool IsUnicastIPv6(UInt128 address) =>
        address > UInt128.One && (byte)(address >> FirstOctetShiftIPv6) != MulticastIPv6;

    private static bool IsUnicastIPv4(uint address) =>
        address is not (0 or LimitedBroadcast)
            && (byte)(address >> FirstOctetShift) is not (>= FirstMulticastIPv4 and <= LastMulticastIPv4);

    private static DropReason Send(
        AssociationPath association, in InnerPacket inner, Span<byte> output, TimeSpan now, out int written)
    {
        written = 0;
        DropReason reason = inner.Family == InnerFamily.IPv6
            ? UpperLayer.Read(inner.Fragment.NextHeader, inner.Payload, out UpperLayer upper)
            : UpperLayer.ReadIPv4(inner.Fragment, inner.Payload, out upper);
        if (reason == DropReason.None && inner.Length > MtuOf(association, inner.Family))
        {
            reason = DropReason.TooBig;
        }

        if (reason == DropReason.None && !IsProtocolOf(inner.Family, upper.Protocol))
        {
            reason = DropReason.ForeignProtocol;
        }

        if (reason == DropReason.None)
        {
            reason = association.Filter.CheckSent(upper, inner.Family, now);
        }

        if (reason == DropReason.None)
        {
            reason = Protect(association, inner, upper, output, out written);
            if (reason == DropReason.Closed)
            {
                // A rekey put another one in its place just now.
                reason = Protect(association, inner, upper, output, out written);
            }
        }

        if (reason == DropReason.None && !association.MarksFamily && association.Addresses.HasIPv4)
        {
            association.Families.NoteSent(upper, inner.Family, now);
        }

        association.Drops.Count(reason);
        return reason;
    }

    private static int MtuOf(AssociationPath association, InnerFamily family) =>
        family == InnerFamily.IPv6 ? Math.Max(association.Mtu, MinMtuIPv6) : association.Mtu;

    private static bool IsProtocolOf(InnerFamily family, byte protocol) =>
        family == InnerFamily.IPv6 ? IpProtocol.IsForIPv6(protocol) : IpProtocol.IsForIPv4(protocol);

    private static DropReason Protect(
        AssociationPath association, in InnerPacket inner, in UpperLayer upper, Span<byte> output, out int written)
    {
        written = 0;
        if (association.Outbound is not { } sa)
        {
            return DropReason.NoAssociation;
        }

        if (output.Length < sa.Suite.PayloadOffset)
        {
            return DropReason.TooLong;
        }

        DropReason reason = Beet.Encapsulate(
            inner, upper, association, output[sa.Suite.PayloadOffset..], out int length, out byte nextHeader);
        if (reason != DropReason.None)
        {
            return reason;
        }

        // RFC 8046 section 5.6.1: what goes to an unverified address is paid for.
        return association.IsUnverified && !association.Credit.TrySpend(sa.Suite.PacketLength(length))
            ? DropReason.NoCredit
            : sa.ProtectInPlace(nextHeader, length, output, out written);
    }

    private OutboundVerdict Refuse(
        ReadOnlySpan<byte> packet, Span<byte> output, TimeSpan now, ref OutboundResult result)
    {
        Drops.Count(result.Reason);
        IcmpErrorKind? kind = result.Reason switch
        {
            DropReason.NoRoute => IcmpErrorKind.NoRoute,
            DropReason.NoIPv4 => IcmpErrorKind.AddressUnreachable,
            DropReason.NotPermitted or DropReason.RightsExpired => IcmpErrorKind.AdministrativelyProhibited,
            DropReason.TooBig => IcmpErrorKind.PacketTooBig,
            _ => null,
        };
        int mtu = Math.Min(ushort.MaxValue, MtuFor(packet, result.Association));
        if (kind is null || !errors.TryBuild(kind.Value, packet, mtu, output, now, out int written))
        {
            return OutboundVerdict.Drop;
        }

        result = result with { Length = written };
        return OutboundVerdict.IcmpError;
    }

    private static int MtuFor(ReadOnlySpan<byte> packet, AssociationPath? association) =>
        association is null || packet.IsEmpty ? 0 : MtuOf(association, (InnerFamily)(packet[0] >> 4));
}
