using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>TRANSACTION_PACING (RFC 9028 section 5.5): how fast connectivity checks may follow each other.</summary>
/// <param name="minTa">The least time between two, in milliseconds.</param>
public sealed class TransactionPacingParameter(uint minTa) : IReadableParameter<TransactionPacingParameter>
{
    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.TransactionPacing;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>The least time between two, in milliseconds.</summary>
    public uint MinTa { get; } = minTa;

    /// <inheritdoc/>
    public int Length => sizeof(uint);

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out TransactionPacingParameter? value)
    {
        value = contents.Length == sizeof(uint)
            ? new TransactionPacingParameter(BinaryPrimitives.ReadUInt32BigEndian(contents.Span))
            : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents) => BinaryPrimitives.WriteUInt32BigEndian(contents, MinTa);
}
