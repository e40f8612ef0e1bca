using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>REG_FAILED (RFC 8003 section 4.5): refuses registrations.</summary>
/// <param name="failure">Why they were refused.</param>
/// <param name="types">The registration types.</param>
public sealed class RegFailedParameter(RegistrationFailure failure, IReadOnlyList<RegistrationType> types)
    : IReadableParameter<RegFailedParameter>
{
    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.RegFailed;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>Why they were refused.</summary>
    public RegistrationFailure Failure { get; } = failure;

    /// <summary>The registration types, some of which may not be known.</summary>
    public IReadOnlyList<RegistrationType> Types { get; } = types;

    /// <inheritdoc/>
    public int Length => 1 + Types.Count;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out RegFailedParameter? value)
    {
        ReadOnlySpan<byte> octets = contents.Span;
        value = !octets.IsEmpty && RegistrationTypes.TryRead(octets[1..], out var types)
            ? new RegFailedParameter((RegistrationFailure)octets[0], types)
            : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents)
    {
        contents[0] = (byte)Failure;
        RegistrationTypes.Write(Types, contents[1..]);
    }
}
