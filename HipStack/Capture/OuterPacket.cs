using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace HiperNet.HipStack.Capture;

/// <summary>
/// Puts in front of what a socket sent or received the IP and UDP headers that the kernel adds and takes away, so
/// that a capture holds whole packets. Fields that only the kernel knows, such as the hop limit, are made up.
/// </summary>
public static class OuterPacket
{
    /// <summary>The most octets of headers: IPv6 and UDP.</summary>
    public const int MaxHeader = Ipv6Header + UdpHeader;

    private const int Ipv4Header = 20;
    private const int Ipv6Header = 40;
    private const int UdpHeader = 8;
    private const int MaxLength = ushort.MaxValue;
    private const byte Udp = 17;
    private const byte HopLimit = 64;

    /// <summary>A packet that travelled as an IP protocol of its own: 139 is HIP, 50 is ESP.</summary>
    /// <param name="source">The sender.</param>
    /// <param name="destination">The receiver, of the same family.</param>
    /// <param name="protocol">The protocol's number.</param>
    /// <param name="payload">What follows the IP header.</param>
    /// <returns>The packet from its IP header on.</returns>
    public static byte[] Raw(IPAddress source, IPAddress destination, byte protocol, ReadOnlySpan<byte> payload)
    {
        int header = HeaderSize(source);
        byte[] packet = new byte[header + payload.Length];
        payload.CopyTo(packet.AsSpan(header));
        WriteIp(packet, source, destination, protocol);
        return packet;
    }

    /// <summary>A packet that travelled in UDP.</summary>
    /// <param name="source">The sender.</param>
    /// <param name="destination">The receiver, of the same family.</param>
    /// <param name="payload">What follows the UDP header, the four zero octets in front of HIP included.</param>
    /// <returns>The packet from its IP header on.</returns>
    public static byte[] InUdp(IPEndPoint source, IPEndPoint destination, ReadOnlySpan<byte> payload)
    {
        int header = HeaderSize(source.Address);
        byte[] packet = new byte[header + UdpHeader + payload.Length];
        Span<byte> udp = packet.AsSpan(header);
        payload.CopyTo(udp[UdpHeader..]);
        BinaryPrimitives.WriteUInt16BigEndian(udp, (ushort)source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], (ushort)destination.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], Length(udp.Length));
        WriteIp(packet, source.Address, destination.Address, Udp);
        BinaryPrimitives.WriteUInt16BigEndian(udp[6..], UdpChecksum(source.Address, destination.Address, udp));
        return packet;
    }

    private static int HeaderSize(IPAddress address) => IsIpv4(address) ? Ipv4Header : Ipv6Header;

    private static bool IsIpv4(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork;

    private static void WriteIp(Span<byte> packet, IPAddress source, IPAddress destination, byte protocol)
    {
        if (IsIpv4(source) != IsIpv4(destination))
        {
            throw new ArgumentException("The addresses are of two families.", nameof(destination));
        }

        if (IsIpv4(source))
        {
            packet[0] = 0x45;
            BinaryPrimitives.WriteUInt16BigEndian(packet[2..], Length(packet.Length));
            (packet[8], packet[9]) = (HopLimit, protocol);
            source.TryWriteBytes(packet[12..], out _);
            destination.TryWriteBytes(packet[16..], out _);
            BinaryPrimitives.WriteUInt16BigEndian(packet[10..], (ushort)~Fold(Sum(packet[..Ipv4Header])));
        }
        else
        {
            packet[0] = 0x60;
            BinaryPrimitives.WriteUInt16BigEndian(packet[4..], Length(packet.Length - Ipv6Header));
            (packet[6], packet[7]) = (protocol, HopLimit);
            source.TryWriteBytes(packet[8..], out _);
            destination.TryWriteBytes(packet[24..], out _);
        }
    }

    /// <summary>A length field; 0 where it does not fit, which readers take for "up to the end".</summary>
    private static ushort Length(int length) => length <= MaxLength ? (ushort)length : (ushort)0;

    private static ushort UdpChecksum(IPAddress source, IPAddress destination, ReadOnlySpan<byte> udp)
    {
        ulong sum = Udp + (ulong)udp.Length + Sum(source.GetAddressBytes()) + Sum(destination.GetAddressBytes());
        ushort checksum = (ushort)~Fold(sum + Sum(udp));
        return checksum == 0 ? ushort.MaxValue : checksum;
    }

    private static ulong Sum(ReadOnlySpan<byte> octets)
    {
        ulong sum = 0;
        for (; octets.Length >= 2; octets = octets[2..])
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(octets);
        }

        return octets.Length == 0 ? sum : sum + (ulong)(octets[0] << 8);
    }

    private static ushort Fold(ulong sum)
    {
        while (sum > ushort.MaxValue)
        {
            sum = (sum & ushort.MaxValue) + (sum >> 16);
        }

        return (ushort)sum;
    }
}
