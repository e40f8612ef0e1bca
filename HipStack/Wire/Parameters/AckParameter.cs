using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>ACK (RFC 7401 section 5.2.17): the numbers of UPDATE packets that were received.</summary>
/// <param name="updateIds">At least one number.</param>
public sealed class AckParameter(IReadOnlyList<uint> updateIds) : IReadableParameter<AckParameter>
{
    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.Ack;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>The numbers.</summary>
    public IReadOnlyList<uint> UpdateIds { get; } = updateIds;

    /// <inheritdoc/>
    public int Length => UpdateIds.Count * sizeof(uint);

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out AckParameter? value)
    {
        value = null;
        int count = contents.Length / sizeof(uint);
        if (contents.Length % sizeof(uint) == 0 && count is > 0 and <= HipProtocol.MaxAcknowledged)
        {
            uint[] ids = new uint[count];
            for (int i = 0; i < count; i++)
            {
                ids[i] = BinaryPrimitives.ReadUInt32BigEndian(contents.Span[(i * sizeof(uint))..]);
            }

            value = new AckParameter(ids);
        }

        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents)
    {
        for (int i = 0; i < UpdateIds.Count; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(contents[(i * sizeof(uint))..], UpdateIds[i]);
        }
    }
}
