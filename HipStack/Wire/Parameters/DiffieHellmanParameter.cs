using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>DIFFIE_HELLMAN (RFC 7401 section 5.2.7): a public value and its group.</summary>
/// <param name="group">The Group ID.</param>
/// <param name="publicValue">The public value, at most 65,535 octets.</param>
public sealed class DiffieHellmanParameter(byte group, ReadOnlyMemory<byte> publicValue)
    : IReadableParameter<DiffieHellmanParameter>
{
    private const int FixedLength = 3;

    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.DiffieHellman;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>The Group ID; it may be one that is not known.</summary>
    public byte Group { get; } = group;

    /// <summary>The public value. Its length and meaning follow from the group, and are not looked at.</summary>
    public ReadOnlyMemory<byte> PublicValue { get; } = publicValue;

    /// <inheritdoc/>
    public int Length => FixedLength + PublicValue.Length;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out DiffieHellmanParameter? value)
    {
        ReadOnlySpan<byte> octets = contents.Span;

        // The length stands there twice; two that differ are refused.
        value = octets.Length > FixedLength
            && BinaryPrimitives.ReadUInt16BigEndian(octets[1..]) == octets.Length - FixedLength
            ? new DiffieHellmanParameter(octets[0], contents[FixedLength..])
            : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents)
    {
        contents[0] = Group;
        BinaryPrimitives.WriteUInt16BigEndian(contents[1..], (ushort)PublicValue.Length);
        PublicValue.Span.CopyTo(contents[FixedLength..]);
    }
}
