using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>HIP_MAC_2 (RFC 7401 section 5.2.13): an HMAC over what precedes it and the sender's HOST_ID.</summary>
/// <param name="octets">The contents.</param>
public sealed class HipMac2Parameter(ReadOnlyMemory<byte> octets)
    : OctetsParameter(ParameterType.HipMac2, octets), IReadableParameter<HipMac2Parameter>
{
    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.HipMac2;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out HipMac2Parameter? value)
    {
        value = contents.IsEmpty ? null : new HipMac2Parameter(contents);
        return value is not null;
    }
}
