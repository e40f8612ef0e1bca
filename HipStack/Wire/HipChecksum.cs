using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace HiperNet.HipStack.Wire;

/// <summary>
/// The checksum of packets that IP carries without UDP (RFC 7401 section 5.1.1): the Internet checksum over a
/// pseudo-header with the addresses of the IP header, and the packet without what follows it.
/// </summary>
public static class HipChecksum
{
    private const uint Complete = 0xFFFF;

    /// <summary>Computes the checksum of a packet and writes it into its header.</summary>
    /// <param name="packet">A packet whose Header Length is right; what follows it is ignored.</param>
    /// <param name="source">The source address of the IP header; an IPv4 address may be mapped into IPv6.</param>
    /// <param name="destination">The destination address, of the same family.</param>
    /// <exception cref="ArgumentException">The packet is shorter than it says, or the families differ.</exception>
    public static void Set(Span<byte> packet, IPAddress source, IPAddress destination)
    {
        if (!IsWhole(packet))
        {
            throw new ArgumentException("The packet is shorter than its header says.", nameof(packet));
        }

        Span<byte> field = packet.Slice(HipHeader.ChecksumOffset, sizeof(ushort));
        field.Clear();
        if (!TrySum(packet, source, destination, out uint sum))
        {
            throw new ArgumentException("The addresses are of different families.", nameof(destination));
        }

        BinaryPrimitives.WriteUInt16BigEndian(field, (ushort)(~sum & Complete));
    }

    /// <summary>Whether the checksum is right. A packet that is shorter than it says has no right one.</summary>
    /// <param name="packet">A packet; what follows it is ignored.</param>
    /// <param name="source">The source address of the IP header; an IPv4 address may be mapped into IPv6.</param>
    /// <param name="destination">The destination address.</param>
    public static bool IsValid(ReadOnlySpan<byte> packet, IPAddress source, IPAddress destination) =>
        IsWhole(packet) && TrySum(packet, source, destination, out uint sum) && sum == Complete;

    private static bool IsWhole(ReadOnlySpan<byte> packet) =>
        packet.Length >= HipProtocol.HeaderLength && packet.Length >= HipHeader.Announced(packet);

    private static bool TrySum(ReadOnlySpan<byte> packet, IPAddress source, IPAddress destination, out uint sum)
    {
        IPAddress from = source.IsIPv4MappedToIPv6 ? source.MapToIPv4() : source;
        IPAddress to = destination.IsIPv4MappedToIPv6 ? destination.MapToIPv4() : destination;
        sum = 0;
        if (from.AddressFamily != to.AddressFamily
            || from.AddressFamily is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6))
        {
            return false;
        }

        // Sums of 16-bit words do not depend on where zeros stand, so both pseudo-headers are the same four numbers.
        int length = HipHeader.Announced(packet);
        Span<byte> address = stackalloc byte[HipProtocol.AddressLength];
        ulong total = HipProtocol.IpProtocol + (ulong)length;
        _ = from.TryWriteBytes(address, out int written);
        total += Words(address[..written]);
        _ = to.TryWriteBytes(address, out written);
        total += Words(address[..written]);
        total += Words(packet[..length]);
        while (total > Complete)
        {
            total = (total >> 16) + (total & Complete);
        }

        sum = (uint)total;
        return true;
    }

    /// <summary>The sum of 16-bit words; there are at most 1024, so nothing overflows.</summary>
    private static ulong Words(ReadOnlySpan<byte> octets)
    {
        ulong total = 0;
        for (int at = 0; at < octets.Length; at += sizeof(ushort))
        {
            total += BinaryPrimitives.ReadUInt16BigEndian(octets[at..]);
        }

        return total;
    }
}
