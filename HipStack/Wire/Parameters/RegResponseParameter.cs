using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>REG_RESPONSE (RFC 8003 section 4.4): grants registrations.</summary>
/// <param name="lifetime">The lifetime granted; see <see cref="RegistrationLifetime"/>.</param>
/// <param name="types">The registration types.</param>
public sealed class RegResponseParameter(byte lifetime, IReadOnlyList<RegistrationType> types)
    : IReadableParameter<RegResponseParameter>
{
    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.RegResponse;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>The lifetime granted; see <see cref="RegistrationLifetime"/>.</summary>
    public byte Lifetime { get; } = lifetime;

    /// <summary>The registration types, some of which may not be known.</summary>
    public IReadOnlyList<RegistrationType> Types { get; } = types;

    /// <inheritdoc/>
    public int Length => 1 + Types.Count;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out RegResponseParameter? value)
    {
        ReadOnlySpan<byte> octets = contents.Span;
        value = !octets.IsEmpty && RegistrationTypes.TryRead(octets[1..], out var types)
            ? new RegResponseParameter(octets[0], types)
            : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents)
    {
        contents[0] = Lifetime;
        RegistrationTypes.Write(Types, contents[1..]);
    }
}
