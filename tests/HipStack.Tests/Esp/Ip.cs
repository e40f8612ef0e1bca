using System.Buffers.Binary;
using HiperNet.HipStack.Esp;

namespace HiperNet.HipStack.Tests.Esp;

/// <summary>IP packets and their checksums, made the slow and plain way.</summary>
internal static class Ip
{
    public static byte[] V6(byte nextHeader, UInt128 source, UInt128 destination, ReadOnlySpan<byte> payload)
    {
        byte[] packet = new byte[40 + payload.Length];
        packet[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), (ushort)payload.Length);
        packet[6] = nextHeader;
        packet[7] = 64;
        BinaryPrimitives.WriteUInt128BigEndian(packet.AsSpan(8), source);
        BinaryPrimitives.WriteUInt128BigEndian(packet.AsSpan(24), destination);
        payload.CopyTo(packet.AsSpan(40));
        return packet;
    }

    public static byte[] V4(
        byte protocol,
        uint source,
        uint destination,
        ReadOnlySpan<byte> payload,
        ReadOnlySpan<byte> options = default,
        ushort flagsAndOffset = 0x4000,
        ushort id = 0)
    {
        int header = 20 + options.Length;
        byte[] packet = new byte[header + payload.Length];
        packet[0] = (byte)(0x40 | (header / 4));
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), id);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(6), flagsAndOffset);
        packet[8] = 64;
        packet[9] = protocol;
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(12), source);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(16), destination);
        options.CopyTo(packet.AsSpan(20));
        payload.CopyTo(packet.AsSpan(header));
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), Complement(Sum(packet.AsSpan(0, header))));
        return packet;
    }

    /// <summary>A TCP segment, UDP datagram or ICMP echo with the ports in front, its checksum not set.</summary>
    public static byte[] Upper(byte protocol, ushort sourcePort, ushort destinationPort, ReadOnlySpan<byte> data)
    {
        int header = protocol == 6 ? 20 : 8;
        byte[] octets = new byte[header + data.Length];
        if (protocol is 1 or 58)
        {
            octets[0] = protocol == 1 ? (byte)8 : (byte)128;
        }
        else
        {
            BinaryPrimitives.WriteUInt16BigEndian(octets, sourcePort);
            BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(2), destinationPort);
        }

        if (protocol == 17)
        {
            BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(4), (ushort)octets.Length);
        }

        data.CopyTo(octets.AsSpan(header));
        return octets;
    }

    /// <summary>Sets the checksum of the upper layer of an unfragmented packet without extension headers.</summary>
    public static byte[] WithChecksum(byte[] packet)
    {
        (int start, byte protocol) = UpperOf(packet);
        int at = start + ChecksumAt(protocol);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(at), 0);
        ushort checksum = Complement(UpperSum(packet, start, protocol));
        BinaryPrimitives.WriteUInt16BigEndian(
            packet.AsSpan(at), checksum == 0 && protocol == 17 ? ushort.MaxValue : checksum);
        return packet;
    }

    /// <summary>Whether every checksum in the packet is right, and that of UDP there.</summary>
    public static bool HasRightChecksums(ReadOnlySpan<byte> packet)
    {
        (int start, byte protocol) = UpperOf(packet);
        int at = start + ChecksumAt(protocol);
        bool header = packet[0] >> 4 == 6 || Sum(packet[..start]) % 65535 == 0;
        bool absent = protocol == 17 && BinaryPrimitives.ReadUInt16BigEndian(packet[at..]) == 0;
        return header && !absent && UpperSum(packet, start, protocol) % 65535 == 0;
    }

    /// <summary>Whether the payload, as it is on the wire, has a right checksum over a pseudo-header of HITs.</summary>
    public static bool HasRightHitChecksum(byte protocol, InnerAddresses addresses, ReadOnlySpan<byte> payload) =>
        HasRightChecksums(V6(protocol, addresses.LocalHit, addresses.PeerHit, payload));

    public static ushort ChecksumOf(ReadOnlySpan<byte> packet)
    {
        (int start, byte protocol) = UpperOf(packet);
        return BinaryPrimitives.ReadUInt16BigEndian(packet[(start + ChecksumAt(protocol))..]);
    }

    private static int ChecksumAt(byte protocol) => protocol switch
    {
        6 => 16,
        17 or 33 or 136 => 6,
        _ => 2,
    };

    private static (int Start, byte Protocol) UpperOf(ReadOnlySpan<byte> packet) =>
        packet[0] >> 4 == 6 ? (40, packet[6]) : ((packet[0] & 15) * 4, packet[9]);

    private static long UpperSum(ReadOnlySpan<byte> packet, int start, byte protocol)
    {
        long sum = Sum(packet[start..]);
        if (protocol == 1)
        {
            return sum;
        }

        sum += Sum(packet[0] >> 4 == 6 ? packet[8..40] : packet[12..20]);
        return sum + protocol + (packet.Length - start);
    }

    private static long Sum(ReadOnlySpan<byte> octets)
    {
        long sum = 0;
        for (int i = 0; i < octets.Length; i++)
        {
            sum += i % 2 == 0 ? octets[i] << 8 : octets[i];
        }

        return sum;
    }

    /// <summary>Of a sum that is not 0: its one's complement form is 65535 where it is a multiple of that.</summary>
    private static ushort Complement(long sum) => (ushort)((65535 - (sum % 65535)) % 65535);
}
