using System.Buffers.Binary;

namespace HiperNet.HipStack.Link;

/// <summary>The little that a link must know of IP headers.</summary>
internal static class IpHeader
{
    public const int Shortest4 = 20;
    public const int Length6Header = 40;
    public const byte Udp = 17;
    public const byte IcmpV6 = 58;
    public const byte HopByHop = 0;

    /// <summary>
    /// The total length of an IPv4 packet; 0 if it is malformed or longer than what is there.
    /// </summary>
    public static int Length4(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < Shortest4 || payload[0] >> 4 != 4)
        {
            return 0;
        }

        int header = (payload[0] & 0xF) * 4;
        int total = BinaryPrimitives.ReadUInt16BigEndian(payload[2..]);
        return header >= Shortest4 && total >= header && total <= payload.Length ? total : 0;
    }

    /// <summary>
    /// The total length of an IPv6 packet; 0 if it is malformed or longer than what is there.
    /// </summary>
    public static int Length6(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < Length6Header || payload[0] >> 4 != 6)
        {
            return 0;
        }

        int total = Length6Header + BinaryPrimitives.ReadUInt16BigEndian(payload[4..]);
        return total <= payload.Length ? total : 0;
    }

    /// <summary>
    /// The checksum of ICMPv6 over the pseudo-header (RFC 4443 section 2.3, RFC 8200 section 8.1): 0 over a
    /// message with a right checksum, and what belongs in the field over one whose field is 0.
    /// </summary>
    /// <param name="addresses">The source and destination, 32 octets.</param>
    /// <param name="message">The message.</param>
    public static ushort IcmpChecksum(ReadOnlySpan<byte> addresses, ReadOnlySpan<byte> message)
    {
        ulong sum = Sum(addresses) + Sum(message) + (uint)message.Length + IcmpV6;
        while (sum >> 16 != 0)
        {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        return (ushort)~sum;
    }

    private static ulong Sum(ReadOnlySpan<byte> octets)
    {
        ulong sum = 0;
        int at = 0;
        for (; at + 1 < octets.Length; at += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(octets[at..]);
        }

        return at < octets.Length ? sum + ((ulong)octets[at] << 8) : sum;
    }
}
