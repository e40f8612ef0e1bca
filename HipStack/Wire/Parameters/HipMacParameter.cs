using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>HIP_MAC (RFC 7401 section 5.2.12): an HMAC over what precedes it.</summary>
/// <param name="octets">The contents.</param>
public sealed class HipMacParameter(ReadOnlyMemory<byte> octets)
    : OctetsParameter(ParameterType.HipMac, octets), IReadableParameter<HipMacParameter>
{
    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.HipMac;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out HipMacParameter? value)
    {
        value = contents.IsEmpty ? null : new HipMacParameter(contents);
        return value is not null;
    }
}
