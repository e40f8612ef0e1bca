using System.Buffers.Binary;

namespace HiperNet.HipStack.Wire;

/// <summary>The forms of a packet that MACs and signatures cover (RFC 7401 section 6.4).</summary>
internal static class CoveredOctets
{
    private const int OpaqueOffset = 2;

    /// <summary>Sets the Header Length to the length of the octets, and the Checksum to zero.</summary>
    public static void Finish(Span<byte> packet)
    {
        packet[HipHeader.LengthOffset] = unchecked((byte)((packet.Length / HipProtocol.Alignment) - 1));
        packet.Slice(HipHeader.ChecksumOffset, sizeof(ushort)).Clear();
    }

    /// <summary>
    /// With a HOST_ID the octets may be longer than a packet can be. Both ends then count modulo 256, since the field
    /// has eight bits.
    /// </summary>
    public static byte[] WithHostId(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> hostId)
    {
        byte[] covered = [.. packet, .. hostId];
        Finish(covered);
        return covered;
    }

    /// <summary>Clears what may differ between copies of one pre-signed R1.</summary>
    public static void ClearVariable(Span<byte> packet)
    {
        packet.Slice(HipHeader.ReceiverOffset, HipProtocol.AddressLength).Clear();
        for (int at = HipProtocol.HeaderLength; at < packet.Length;)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(packet[(at + 2)..]);
            if (BinaryPrimitives.ReadUInt16BigEndian(packet[at..]) == (ushort)ParameterType.Puzzle)
            {
                Span<byte> contents = packet.Slice(at + HipParameter.HeaderLength, length);
                contents[Math.Min(OpaqueOffset, length)..].Clear();
            }

            at += HipParameter.TotalLength(length);
        }
    }
}
