using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>SEQ (RFC 7401 section 5.2.16): numbers an UPDATE that is to be acknowledged.</summary>
/// <param name="updateId">The Update ID; the first of an association is 0.</param>
public sealed class SeqParameter(uint updateId) : IReadableParameter<SeqParameter>
{
    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.Seq;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>The Update ID; the first of an association is 0.</summary>
    public uint UpdateId { get; } = updateId;

    /// <inheritdoc/>
    public int Length => sizeof(uint);

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out SeqParameter? value)
    {
        value = contents.Length == sizeof(uint)
            ? new SeqParameter(BinaryPrimitives.ReadUInt32BigEndian(contents.Span))
            : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents) => BinaryPrimitives.WriteUInt32BigEndian(contents, UpdateId);
}
