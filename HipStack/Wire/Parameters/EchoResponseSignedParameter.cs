using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>ECHO_RESPONSE_SIGNED (RFC 7401 section 5.2.22): the octets of an echo request, unmodified.</summary>
/// <param name="octets">The contents.</param>
public sealed class EchoResponseSignedParameter(ReadOnlyMemory<byte> octets)
    : OctetsParameter(ParameterType.EchoResponseSigned, octets), IReadableParameter<EchoResponseSignedParameter>
{
    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.EchoResponseSigned;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out EchoResponseSignedParameter? value)
    {
        value = new EchoResponseSignedParameter(contents);
        return true;
    }
}
