using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>RELAY_HMAC (RFC 9028 section 5.8): an HMAC between a relay and its client.</summary>
/// <param name="octets">The contents.</param>
public sealed class RelayHmacParameter(ReadOnlyMemory<byte> octets)
    : OctetsParameter(ParameterType.RelayHmac, octets), IReadableParameter<RelayHmacParameter>
{
    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.RelayHmac;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out RelayHmacParameter? value)
    {
        value = contents.IsEmpty ? null : new RelayHmacParameter(contents);
        return value is not null;
    }
}
