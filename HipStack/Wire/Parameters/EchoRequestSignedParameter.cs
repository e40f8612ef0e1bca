using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>ECHO_REQUEST_SIGNED (RFC 7401 section 5.2.20): octets that the receiver returns in ECHO_RESPONSE_SIGNED.</summary>
/// <param name="octets">The contents.</param>
public sealed class EchoRequestSignedParameter(ReadOnlyMemory<byte> octets)
    : OctetsParameter(ParameterType.EchoRequestSigned, octets), IReadableParameter<EchoRequestSignedParameter>
{
    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.EchoRequestSigned;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out EchoRequestSignedParameter? value)
    {
        value = new EchoRequestSignedParameter(contents);
        return true;
    }
}
