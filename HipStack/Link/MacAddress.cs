using System.Buffers.Binary;
using System.Globalization;

namespace HiperNet.HipStack.Link;

/// <summary>An Ethernet hardware address of 48 bits.</summary>
public readonly struct MacAddress : IEquatable<MacAddress>
{
    /// <summary>The length of an address, in octets.</summary>
    public const int Length = 6;

    private const ulong GroupBit = 0x0100_0000_0000;
    private const ulong Mask = 0xFFFF_FFFF_FFFF;

    private readonly ulong value;

    /// <summary>The address whose six octets are the low 48 bits of <paramref name="value"/>.</summary>
    public MacAddress(ulong value) => this.value = value & Mask;

    /// <summary>FF:FF:FF:FF:FF:FF.</summary>
    public static MacAddress Broadcast { get; } = new(Mask);

    /// <summary>Whether the address names a group, broadcast included.</summary>
    public bool IsGroup => (value & GroupBit) != 0;

    /// <summary>Whether two addresses are the same.</summary>
    public static bool operator ==(MacAddress left, MacAddress right) => left.Equals(right);

    /// <summary>Whether two addresses differ.</summary>
    public static bool operator !=(MacAddress left, MacAddress right) => !left.Equals(right);

    /// <summary>Reads the first six octets.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than six.</exception>
    public static MacAddress Read(ReadOnlySpan<byte> octets) =>
        new(((ulong)BinaryPrimitives.ReadUInt16BigEndian(octets) << 32)
            | BinaryPrimitives.ReadUInt32BigEndian(octets[2..]));

    /// <summary>Writes six octets to the start of <paramref name="output"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is less room.</exception>
    public void WriteTo(Span<byte> output)
    {
        BinaryPrimitives.WriteUInt16BigEndian(output, (ushort)(value >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(output[2..], (uint)value);
    }

    /// <summary>Six pairs of hexadecimal digits with colons between them.</summary>
    public override string ToString()
    {
        byte[] octets = new byte[Length];
        WriteTo(octets);
        return string.Join(
            ':', octets.Select(octet => octet.ToString("x2", CultureInfo.InvariantCulture)));
    }

    /// <inheritdoc/>
    public bool Equals(MacAddress other) => value == other.value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MacAddress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value.GetHashCode();
}
