using System.Buffers.Binary;

namespace HiperNet.HipStack.Esp;

/// <summary>A fragment of either family, as the IPv6 fragment header has it (RFC 8200 section 4.5).</summary>
/// <param name="NextHeader">What the fragmentable part begins with.</param>
/// <param name="Offset">Where the fragment begins in it, in octets; a multiple of 8.</param>
/// <param name="More">Whether more follow.</param>
/// <param name="Identification">Which datagram the fragment is of.</param>
internal readonly record struct FragmentHeader(byte NextHeader, int Offset, bool More, uint Identification)
{
    /// <summary>The length of the header, in octets.</summary>
    public const int Length = 8;

    private const int OffsetMask = 0xFFF8;

    /// <summary>Whether there is a fragment at all: a header that holds the whole datagram makes none.</summary>
    public bool IsFragment => More || Offset != 0;

    /// <summary>Whether this is a fragment, and not the first.</summary>
    public bool IsLater => Offset != 0;

    /// <summary>Reads the header from at least <see cref="Length"/> octets.</summary>
    public static FragmentHeader Read(ReadOnlySpan<byte> octets)
    {
        ushort field = BinaryPrimitives.ReadUInt16BigEndian(octets[2..]);
        uint identification = BinaryPrimitives.ReadUInt32BigEndian(octets[4..]);
        return new FragmentHeader(octets[0], field & OffsetMask, (field & 1) != 0, identification);
    }

    /// <summary>Writes the header.</summary>
    public void Write(Span<byte> octets)
    {
        octets[0] = NextHeader;
        octets[1] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(octets[2..], (ushort)(Offset | (More ? 1 : 0)));
        BinaryPrimitives.WriteUInt32BigEndian(octets[4..], Identification);
    }

    /// <summary>Whether a fragment of so many octets can be part of a datagram.</summary>
    public bool Fits(int length) => Offset + length <= ushort.MaxValue && (!More || length % Length == 0);
}
