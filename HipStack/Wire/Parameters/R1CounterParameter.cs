using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>R1_COUNTER (RFC 7401 section 5.2.3): the generation of the Responder's puzzles.</summary>
/// <param name="counter">The generation.</param>
/// <param name="reserved">The reserved field, which I2 echoes as R1 had it.</param>
public sealed class R1CounterParameter(ulong counter, uint reserved = 0) : IReadableParameter<R1CounterParameter>
{
    private const int ContentsLength = 12;

    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.R1Counter;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>The generation.</summary>
    public ulong Counter { get; } = counter;

    /// <summary>The reserved field: zero in R1, echoed in I2.</summary>
    public uint Reserved { get; } = reserved;

    /// <inheritdoc/>
    public int Length => ContentsLength;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out R1CounterParameter? value)
    {
        ReadOnlySpan<byte> octets = contents.Span;
        value = octets.Length == ContentsLength
            ? new R1CounterParameter(
                BinaryPrimitives.ReadUInt64BigEndian(octets[sizeof(uint)..]),
                BinaryPrimitives.ReadUInt32BigEndian(octets))
            : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents)
    {
        BinaryPrimitives.WriteUInt32BigEndian(contents, Reserved);
        BinaryPrimitives.WriteUInt64BigEndian(contents[sizeof(uint)..], Counter);
    }
}
