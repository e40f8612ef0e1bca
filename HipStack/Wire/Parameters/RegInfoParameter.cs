using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>REG_INFO (RFC 8003 section 4.2): what a registrar offers.</summary>
/// <param name="minLifetime">The shortest lifetime; see <see cref="RegistrationLifetime"/>.</param>
/// <param name="maxLifetime">The longest lifetime.</param>
/// <param name="types">The registration types.</param>
public sealed class RegInfoParameter(byte minLifetime, byte maxLifetime, IReadOnlyList<RegistrationType> types)
    : IReadableParameter<RegInfoParameter>
{
    private const int FixedLength = 2;

    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.RegInfo;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>The shortest lifetime; see <see cref="RegistrationLifetime"/>.</summary>
    public byte MinLifetime { get; } = minLifetime;

    /// <summary>The longest lifetime; see <see cref="RegistrationLifetime"/>.</summary>
    public byte MaxLifetime { get; } = maxLifetime;

    /// <summary>The registration types, some of which may not be known.</summary>
    public IReadOnlyList<RegistrationType> Types { get; } = types;

    /// <inheritdoc/>
    public int Length => FixedLength + Types.Count;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out RegInfoParameter? value)
    {
        ReadOnlySpan<byte> octets = contents.Span;
        value = octets.Length >= FixedLength && RegistrationTypes.TryRead(octets[FixedLength..], out var types)
            ? new RegInfoParameter(octets[0], octets[1], types)
            : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents)
    {
        contents[0] = MinLifetime;
        contents[1] = MaxLifetime;
        RegistrationTypes.Write(Types, contents[FixedLength..]);
    }
}
