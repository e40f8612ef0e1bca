using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>CANDIDATE_PRIORITY (RFC 9028 section 5.14): marks an UPDATE as a connectivity check.</summary>
/// <param name="priority">The priority of a candidate that the check may show.</param>
public sealed class CandidatePriorityParameter(uint priority) : IReadableParameter<CandidatePriorityParameter>
{
    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.CandidatePriority;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>The priority of a candidate that the check may show.</summary>
    public uint Priority { get; } = priority;

    /// <inheritdoc/>
    public int Length => sizeof(uint);

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out CandidatePriorityParameter? value)
    {
        value = contents.Length == sizeof(uint)
            ? new CandidatePriorityParameter(BinaryPrimitives.ReadUInt32BigEndian(contents.Span))
            : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents) => BinaryPrimitives.WriteUInt32BigEndian(contents, Priority);
}
