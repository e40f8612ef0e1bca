using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>ECHO_REQUEST_UNSIGNED (RFC 7401 section 5.2.21): octets that the receiver returns in ECHO_RESPONSE_UNSIGNED.</summary>
/// <param name="octets">The contents.</param>
public sealed class EchoRequestUnsignedParameter(ReadOnlyMemory<byte> octets)
    : OctetsParameter(ParameterType.EchoRequestUnsigned, octets), IReadableParameter<EchoRequestUnsignedParameter>
{
    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.EchoRequestUnsigned;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out EchoRequestUnsignedParameter? value)
    {
        value = new EchoRequestUnsignedParameter(contents);
        return true;
    }
}
