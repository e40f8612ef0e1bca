using System.Buffers.Binary;

namespace HiperNet.HipStack.Link;

/// <summary>A message from rtnetlink: its type and what follows the netlink header.</summary>
internal sealed record NetlinkMessage(ushort Type, byte[] Body)
{
    private const int AttributeHeader = 4;
    private const int TypeMask = 0x3FFF;

    /// <summary>The contents of an attribute; empty if it is missing.</summary>
    /// <param name="fixedLength">The length of the part before the attributes, in octets.</param>
    /// <param name="type">The attribute.</param>
    public ReadOnlySpan<byte> Attribute(int fixedLength, ushort type)
    {
        ReadOnlySpan<byte> left = Body.AsSpan(Math.Min(fixedLength, Body.Length));
        while (left.Length >= AttributeHeader)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(left);
            if (length < AttributeHeader || length > left.Length)
            {
                break;
            }

            if ((BinaryPrimitives.ReadUInt16LittleEndian(left[2..]) & TypeMask) == type)
            {
                return left[AttributeHeader..length];
            }

            left = left[Math.Min(left.Length, (length + 3) & ~3)..];
        }

        return [];
    }

    /// <summary>An attribute that is a number of 32 bits.</summary>
    public uint? Number(int fixedLength, ushort type)
    {
        ReadOnlySpan<byte> value = Attribute(fixedLength, type);
        return value.Length == sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(value) : null;
    }
}
