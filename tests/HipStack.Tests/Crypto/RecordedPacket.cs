using System.Buffers.Binary;

namespace HiperNet.HipStack.Tests.Crypto;

/// <summary>A recorded packet from its HIP or ESP header on, with just enough reading for these tests.</summary>
internal sealed record RecordedPacket(string Kind, string From, byte[] Octets)
{
    private const int HeaderBytes = 40;

    public UInt128 Sender => BinaryPrimitives.ReadUInt128BigEndian(Octets.AsSpan(8));

    public UInt128 Receiver => BinaryPrimitives.ReadUInt128BigEndian(Octets.AsSpan(24));

    public bool Has(int type) => OffsetOf(type) >= 0;

    /// <summary>The contents of the first parameter of a type.</summary>
    public byte[] Find(int type)
    {
        int offset = OffsetOf(type);
        return Octets.AsSpan(offset + 4, LengthAt(offset)).ToArray();
    }

    /// <summary>The whole parameter with its padding.</summary>
    public byte[] Whole(int type)
    {
        int offset = OffsetOf(type);
        return Octets.AsSpan(offset, (LengthAt(offset) + 11) / 8 * 8).ToArray();
    }

    /// <summary>What the parameter of a type covers: all before it, and what is appended; checksum zero.</summary>
    public byte[] CoveredBefore(int type, params byte[] appended)
    {
        byte[] covered = [.. Octets.AsSpan(0, OffsetOf(type)), .. appended];
        covered[1] = (byte)((covered.Length / 8) - 1);
        covered.AsSpan(4, 2).Clear();
        return covered;
    }

    /// <summary>The same for HIP_SIGNATURE_2: receiver, opaque and #I are zero too (RFC 7401 section 5.2.15).</summary>
    public byte[] CoveredBySignature2()
    {
        byte[] covered = CoveredBefore(RecordedExchange.HipSignature2);
        covered.AsSpan(24, 16).Clear();
        int puzzle = OffsetOf(RecordedExchange.Puzzle);
        covered.AsSpan(puzzle + 6, LengthAt(puzzle) - 2).Clear();
        return covered;
    }

    private int OffsetOf(int type)
    {
        for (int at = HeaderBytes; at + 4 <= Octets.Length; at += (LengthAt(at) + 11) / 8 * 8)
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(Octets.AsSpan(at)) == type)
            {
                return at;
            }
        }

        return -1;
    }

    private int LengthAt(int offset) => BinaryPrimitives.ReadUInt16BigEndian(Octets.AsSpan(offset + 2));
}
