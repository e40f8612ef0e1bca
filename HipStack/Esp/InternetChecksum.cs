using System.Buffers.Binary;

namespace HiperNet.HipStack.Esp;

/// <summary>One's complement sums (RFC 1071), and their incremental update (RFC 1624).</summary>
internal static class InternetChecksum
{
    private const int WordLength = 2;
    private const int WordBits = 16;

    /// <summary>Adds octets to a sum of 16-bit words; an odd last octet is the high half of a word.</summary>
    public static ulong Add(ulong sum, ReadOnlySpan<byte> octets)
    {
        while (octets.Length >= sizeof(uint))
        {
            sum += BinaryPrimitives.ReadUInt32BigEndian(octets);
            octets = octets[sizeof(uint)..];
        }

        if (octets.Length >= WordLength)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(octets);
            octets = octets[WordLength..];
        }

        return octets.IsEmpty ? sum : sum + ((ulong)octets[0] << 8);
    }

    /// <summary>Adds the words of an address, which may be of either family.</summary>
    public static ulong Add(ulong sum, UInt128 number)
    {
        for (; number != UInt128.Zero; number >>= WordBits)
        {
            sum += (ushort)number;
        }

        return sum;
    }

    /// <summary>The sum folded to 16 bits, not complemented.</summary>
    public static ushort Fold(ulong sum)
    {
        while (sum > ushort.MaxValue)
        {
            sum = (sum & ushort.MaxValue) + (sum >> WordBits);
        }

        return (ushort)sum;
    }

    /// <summary>The checksum of octets that stand for themselves, or that sum to a pseudo-header's.</summary>
    public static ushort Of(ReadOnlySpan<byte> octets, ulong sum = 0) => (ushort)~Fold(Add(sum, octets));

    /// <summary>What changes in a sum where IPv4 addresses give way to HITs: ~m + m' of RFC 1624 equation 3.</summary>
    public static ushort Shift(InnerAddresses addresses)
    {
        ushort old = Fold(Add(addresses.LocalIPv4, addresses.PeerIPv4));
        return Fold(Add(Add((ushort)~old, addresses.LocalHit), addresses.PeerHit));
    }

    /// <summary>HC' = ~(~HC + ~m + m').</summary>
    /// <param name="checksum">HC.</param>
    /// <param name="shift">~m + m'.</param>
    public static ushort Update(ushort checksum, ushort shift) => (ushort)~Fold((ulong)(ushort)~checksum + shift);
}
