using System.Buffers.Binary;

namespace HiperNet.HipStack.Esp;

/// <summary>
/// What an inner packet is about: the upper-layer protocol and its ports, behind the extension headers. A protocol that
/// is not known has no ports, and neither has a later fragment.
/// </summary>
/// <param name="Protocol">The upper-layer protocol; of a later fragment what its fragment header names.</param>
/// <param name="Offset">Where it begins in the payload, in octets.</param>
/// <param name="HasExtensions">Whether there are extension headers that IPv4 does not have.</param>
/// <param name="Fragment">The fragment header, or the same from the IPv4 header.</param>
/// <param name="SourcePort">The source port, 0 where there is none.</param>
/// <param name="DestinationPort">The destination port, 0 where there is none.</param>
internal readonly record struct UpperLayer(
    byte Protocol,
    int Offset,
    bool HasExtensions,
    FragmentHeader Fragment,
    ushort SourcePort,
    ushort DestinationPort)
{
    /// <summary>The most extension headers that are followed.</summary>
    public const int MaxExtensions = 8;

    private const int PortsLength = 4;
    private const int Unit = 8;
    private const byte Pad1 = 0;
    private const byte HomeAddress = 0xC9;

    /// <summary>Follows the headers of an IPv6 packet, or of the contents of an ESP packet.</summary>
    /// <param name="nextHeader">What the payload begins with.</param>
    /// <param name="payload">What follows the IP header.</param>
    /// <param name="upper">What was found.</param>
    public static DropReason Read(byte nextHeader, ReadOnlySpan<byte> payload, out UpperLayer upper)
    {
        upper = default;
        FragmentHeader fragment = default;
        bool extensions = false;
        bool fragmented = false;
        int offset = 0;
        for (int i = 0; i <= MaxExtensions; i++)
        {
            ReadOnlySpan<byte> rest = payload[offset..];
            switch (nextHeader)
            {
                case IpProtocol.Routing:
                    return DropReason.ForeignAddress;
                case IpProtocol.HopByHop or IpProtocol.DestinationOptions:
                    DropReason reason = CheckOptions(rest, out int length);
                    if (reason != DropReason.None)
                    {
                        return reason;
                    }

                    nextHeader = rest[0];
                    offset += length;
                    extensions = true;
                    break;
                case IpProtocol.Fragment:
                    if (rest.Length < FragmentHeader.Length || fragmented)
                    {
                        return DropReason.BadExtensionHeader;
                    }

                    fragmented = true;
                    fragment = FragmentHeader.Read(rest);
                    nextHeader = fragment.NextHeader;
                    offset += FragmentHeader.Length;
                    if (!fragment.Fits(payload.Length - offset))
                    {
                        return DropReason.BadExtensionHeader;
                    }

                    if (fragment.IsLater)
                    {
                        upper = new UpperLayer(nextHeader, offset, extensions, fragment, 0, 0);
                        return DropReason.None;
                    }

                    break;
                default:
                    return End(nextHeader, payload, offset, extensions, fragment, out upper);
            }
        }

        return DropReason.BadExtensionHeader;
    }

    /// <summary>Takes the payload of an IPv4 packet, whose protocol needs no following.</summary>
    public static DropReason ReadIPv4(FragmentHeader fragment, ReadOnlySpan<byte> payload, out UpperLayer upper)
    {
        if (fragment.IsLater)
        {
            upper = new UpperLayer(fragment.NextHeader, 0, HasExtensions: false, fragment, 0, 0);
            return DropReason.None;
        }

        return End(fragment.NextHeader, payload, 0, extensions: false, fragment, out upper);
    }

    private static DropReason End(
        byte protocol,
        ReadOnlySpan<byte> payload,
        int offset,
        bool extensions,
        FragmentHeader fragment,
        out UpperLayer upper)
    {
        ReadOnlySpan<byte> rest = payload[offset..];
        upper = new UpperLayer(protocol, offset, extensions, fragment, 0, 0);
        int needed = IpProtocol.HasPorts(protocol)
            ? Math.Max(PortsLength, IpProtocol.ChecksumOffset(protocol) + sizeof(ushort)) : 0;
        if (rest.Length < needed)
        {
            return fragment.IsFragment ? DropReason.TinyFragment : DropReason.Malformed;
        }

        if (needed != 0)
        {
            upper = upper with
            {
                SourcePort = BinaryPrimitives.ReadUInt16BigEndian(rest),
                DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]),
            };
        }

        return DropReason.None;
    }

    /// <summary>
    /// Checks the options of a header (RFC 8200 section 4.2). A home address (RFC 6275 section 6.3) would put another
    /// source in the place of the one that the association binds.
    /// </summary>
    private static DropReason CheckOptions(ReadOnlySpan<byte> header, out int length)
    {
        length = header.Length >= Unit ? (header[1] + 1) * Unit : int.MaxValue;
        if (length > header.Length)
        {
            return DropReason.BadExtensionHeader;
        }

        ReadOnlySpan<byte> options = header[2..length];
        while (!options.IsEmpty)
        {
            int size = options[0] == Pad1 ? 1 : options.Length > 1 ? options[1] + 2 : int.MaxValue;
            if (size > options.Length)
            {
                return DropReason.BadExtensionHeader;
            }

            if (options[0] == HomeAddress)
            {
                return DropReason.ForeignAddress;
            }

            options = options[size..];
        }

        return DropReason.None;
    }
}
