using System.Buffers.Binary;

namespace HiperNet.HipStack.Wire;

/// <summary>A parameter as it stands in a packet (RFC 7401 section 5.2.1). Nothing of its contents is looked at.</summary>
public readonly struct HipParameter
{
    /// <summary>The length of Type and Length, in octets.</summary>
    public const int HeaderLength = 4;

    private const int LengthOffset = 2;

    internal HipParameter(ReadOnlyMemory<byte> octets, int offset)
    {
        Octets = octets;
        Offset = offset;
    }

    /// <summary>The whole parameter: type, length, contents, and padding as received.</summary>
    public ReadOnlyMemory<byte> Octets { get; }

    /// <summary>Where the parameter begins, in octets from the start of the packet or list.</summary>
    public int Offset { get; }

    /// <summary>The type; it may be one that this code does not know.</summary>
    public ParameterType Type => (ParameterType)BinaryPrimitives.ReadUInt16BigEndian(Octets.Span);

    /// <summary>The length of the contents, in octets.</summary>
    public int Length => BinaryPrimitives.ReadUInt16BigEndian(Octets.Span[LengthOffset..]);

    /// <summary>The contents, without padding.</summary>
    public ReadOnlyMemory<byte> Contents => Octets.Slice(HeaderLength, Length);

    /// <summary>Whether a recipient that does not know the type must not process the packet: types that are odd.</summary>
    public bool IsCritical => ((ushort)Type & 1) != 0;

    /// <summary>The length of a parameter with its type, length and padding (RFC 7401 section 5.2.1).</summary>
    /// <param name="contentsLength">The length of the contents, in octets.</param>
    internal static int TotalLength(int contentsLength) => 11 + contentsLength - ((contentsLength + 3) % 8);
}
