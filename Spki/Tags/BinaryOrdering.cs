using System.Buffers.Binary;

namespace HiperNet.Spki.Tags;

/// <summary>
/// Unsigned integers, big-endian, of 1 to 15 octets, the first of which is zero only in the single octet that
/// spells zero. The rank is the value.
/// </summary>
internal sealed class BinaryOrdering : RankOrdering
{
    private const int MaxOctets = 15;
    private const int RankOctets = 16;

    private BinaryOrdering()
        : base(RangeKind.Binary, "binary", 0, (Int128.One << (8 * MaxOctets)) - 1)
    {
    }

    public static BinaryOrdering Instance { get; } = new();

    public override bool TryRank(ReadOnlySpan<byte> octets, out Int128 rank)
    {
        rank = 0;
        if (octets.Length is 0 or > MaxOctets || (octets[0] == 0 && octets.Length > 1))
        {
            return false;
        }

        foreach (byte octet in octets)
        {
            rank = (rank << 8) | octet;
        }

        return true;
    }

    public override byte[] Spell(Int128 rank)
    {
        Span<byte> octets = stackalloc byte[RankOctets];
        BinaryPrimitives.WriteInt128BigEndian(octets, rank);
        int first = octets.IndexOfAnyExcept((byte)0);
        return octets[(first < 0 ? RankOctets - 1 : first)..].ToArray();
    }
}
