using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>ECHO_RESPONSE_UNSIGNED (RFC 7401 section 5.2.23): the octets of an echo request, unmodified.</summary>
/// <param name="octets">The contents.</param>
public sealed class EchoResponseUnsignedParameter(ReadOnlyMemory<byte> octets)
    : OctetsParameter(ParameterType.EchoResponseUnsigned, octets), IReadableParameter<EchoResponseUnsignedParameter>
{
    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.EchoResponseUnsigned;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out EchoResponseUnsignedParameter? value)
    {
        value = new EchoResponseUnsignedParameter(contents);
        return true;
    }
}
