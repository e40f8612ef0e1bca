using System.Buffers.Binary;

namespace HiperNet.HipStack.Esp;

/// <summary>
/// From the transport to the TAP: an ESP packet is opened by its SPI, judged, and given the header that its association
/// is bound to. It has no state of its own but counters, so that each thread may have one.
/// </summary>
/// <param name="spis">The security associations.</param>
/// <param name="families">Which family this host's services use, for peers that do not mark it.</param>
public sealed class InboundPipeline(SpiTable spis, IInnerFamily families)
{
    /// <summary>
    /// Where the decrypted payload stands in the buffer: room for the rebuilt IP header, and before it for the link's.
    /// </summary>
    public const int PayloadOffset = 128;

    /// <summary>An IP packet begins at least so far into the buffer, in octets.</summary>
    public const int Headroom = 64;

    /// <summary>The packets that were dropped.</summary>
    public DropCounters Drops { get; } = new();

    /// <summary>Handles one packet.</summary>
    /// <param name="esp">The ESP packet, from the SPI on.</param>
    /// <param name="buffer">Room for the packet's length and <see cref="PayloadOffset"/>, elsewhere.</param>
    /// <param name="now">The caller's clock, which never goes back.</param>
    /// <param name="result">Where the IP packet stands, at least <see cref="Headroom"/> into the buffer.</param>
    /// <param name="outerTrafficClass">
    /// The traffic class of the outer header, if it is known: the inner header gets it (RFC 7402 appendix B.1.4).
    /// </param>
    /// <returns><see cref="DropReason.None"/> where there is a packet to deliver.</returns>
    public DropReason Process(
        ReadOnlySpan<byte> esp,
        Span<byte> buffer,
        TimeSpan now,
        out InboundResult result,
        byte outerTrafficClass = 0)
    {
        result = default;
        if (esp.Length < EspSuite.HeaderLength)
        {
            return Drops.Count(DropReason.TooShort);
        }

        if (buffer.Length < esp.Length + PayloadOffset)
        {
            return Drops.Count(DropReason.TooLong);
        }

        if (!spis.TryFind(BinaryPrimitives.ReadUInt32BigEndian(esp), out InboundRoute route))
        {
            return Drops.Count(DropReason.UnknownSpi);
        }

        result = new InboundResult(route.Association, route.Sa, 0, 0, InnerFamily.None);
        DropReason reason = route.Sa.Unprotect(esp, buffer[PayloadOffset..], out int length, out byte nextHeader);
        if (reason is DropReason.None or DropReason.Dummy or DropReason.BadPadding)
        {
            // Authentic, whatever it holds (RFC 8046 section 5.6.1).
            route.Association.Credit.Earn(esp.Length);
        }

        if (reason == DropReason.None)
        {
            reason = Rebuild(route.Association, buffer, length, nextHeader, outerTrafficClass, now, ref result);
            route.Association.Drops.Count(reason);
        }

        return Drops.Count(reason);
    }

    private DropReason Rebuild(
        AssociationPath association,
        Span<byte> buffer,
        int length,
        byte nextHeader,
        byte trafficClass,
        TimeSpan now,
        ref InboundResult result)
    {
        int start = PayloadOffset;
        bool isMarked = nextHeader == IpProtocol.BeetPseudoHeader;
        Span<byte> options = stackalloc byte[BeetOptions.MaxOptions];
        int optionsLength = 0;
        DropReason reason = isMarked
            ? StripOptions(buffer, ref start, ref length, ref nextHeader, options, out optionsLength)
            : DropReason.None;
        if (reason != DropReason.None)
        {
            return reason;
        }

        ReadOnlySpan<byte> payload = buffer.Slice(start, length);
        reason = UpperLayer.Read(nextHeader, payload, out UpperLayer upper);
        if (reason != DropReason.None)
        {
            return reason;
        }

        InnerFamily family = isMarked ? InnerFamily.IPv4 : FamilyOf(association, upper, now);
        reason = CheckFamily(association, family, upper);
        if (reason == DropReason.None)
        {
            reason = association.Filter.CheckReceived(upper, family, now);
        }

        if (reason != DropReason.None)
        {
            return reason;
        }

        reason = family == InnerFamily.IPv6
            ? Beet.RebuildIPv6(buffer, ref start, ref length, nextHeader, association.Addresses, trafficClass)
            : Beet.RebuildIPv4(
                buffer, ref start, ref length, upper, options[..optionsLength], association, trafficClass);
        result = result with { Offset = start, Length = length, Family = family };
        return reason;
    }

    private static DropReason StripOptions(
        ReadOnlySpan<byte> buffer,
        ref int start,
        ref int length,
        ref byte nextHeader,
        Span<byte> options,
        out int optionsLength)
    {
        ReadOnlySpan<byte> payload = buffer.Slice(start, length);
        DropReason reason = BeetOptions.Read(payload, out int header, out ReadOnlySpan<byte> found);
        optionsLength = 0;
        if (reason == DropReason.None)
        {
            // Copied, because the rebuilt header is written over them.
            found.CopyTo(options);
            optionsLength = found.Length;
            nextHeader = payload[0];
            start += header;
            length -= header;
        }

        return reason;
    }

    /// <summary>
    /// The family of a packet without a mark. ICMP says it by itself, a peer that marks IPv4 means IPv6, an answer has
    /// the family of what it answers, and for the rest the service's own is asked.
    /// </summary>
    private InnerFamily FamilyOf(AssociationPath association, in UpperLayer upper, TimeSpan now)
    {
        if (association.MarksFamily || !association.Addresses.HasIPv4)
        {
            return upper.Protocol == IpProtocol.Icmp ? InnerFamily.None : InnerFamily.IPv6;
        }

        InnerFamily family = upper.Protocol switch
        {
            IpProtocol.Icmp => InnerFamily.IPv4,
            IpProtocol.IcmpV6 => InnerFamily.IPv6,
            _ => upper.HasExtensions ? InnerFamily.IPv6 : association.Families.Find(upper, now),
        };
        if (family == InnerFamily.None && !upper.Fragment.IsLater)
        {
            family = families.Choose(upper.Protocol, upper.DestinationPort) == InnerFamily.IPv4
                ? InnerFamily.IPv4 : InnerFamily.IPv6;
        }

        association.Families.NoteFragment(upper, family, now);
        return family;
    }

    private static DropReason CheckFamily(
        AssociationPath association, InnerFamily family, in UpperLayer upper) => family switch
        {
            InnerFamily.IPv4 when !association.Addresses.HasIPv4 => DropReason.NoIPv4,
            InnerFamily.IPv4 when upper.HasExtensions || !IpProtocol.IsForIPv4(upper.Protocol)
                => DropReason.ForeignProtocol,
            InnerFamily.IPv6 when !IpProtocol.IsForIPv6(upper.Protocol) => DropReason.ForeignProtocol,
            InnerFamily.None when upper.Fragment.IsLater => DropReason.FragmentWithoutFirst,
            InnerFamily.None => association.MarksFamily ? DropReason.ForeignProtocol : DropReason.NoIPv4,
            _ => DropReason.None,
        };
}
