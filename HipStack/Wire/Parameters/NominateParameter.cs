using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>NOMINATE (RFC 9028 section 5.15): concludes the choice of an address pair.</summary>
public sealed class NominateParameter : IReadableParameter<NominateParameter>
{
    private const int ReservedLength = 4;

    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.Nominate;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <inheritdoc/>
    public int Length => ReservedLength;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out NominateParameter? value)
    {
        value = contents.Length == ReservedLength ? new NominateParameter() : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents) => contents.Clear();
}
