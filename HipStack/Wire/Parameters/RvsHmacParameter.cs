using System.Diagnostics.CodeAnalysis;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>RVS_HMAC (RFC 8004 section 4.2.1): an HMAC between a rendezvous server and its client.</summary>
/// <param name="octets">The contents.</param>
public sealed class RvsHmacParameter(ReadOnlyMemory<byte> octets)
    : OctetsParameter(ParameterType.RvsHmac, octets), IReadableParameter<RvsHmacParameter>
{
    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.RvsHmac;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out RvsHmacParameter? value)
    {
        value = contents.IsEmpty ? null : new RvsHmacParameter(contents);
        return value is not null;
    }
}
