using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>REG_FROM (RFC 9028 section 5.6): where a control relay saw a registration come from.</summary>
public sealed class RegFromParameter : TransportAddressParameter, IReadableParameter<RegFromParameter>
{
    /// <summary>Names a transport address.</summary>
    /// <param name="address">The address, IPv4 or IPv6.</param>
    /// <param name="port">The port; zero where plain IP is used.</param>
    /// <param name="protocol">17 for UDP, 0 for plain IP.</param>
    public RegFromParameter(IPAddress address, ushort port, byte protocol)
        : base(ParameterType.RegFrom, address, port, protocol)
    {
    }

    private RegFromParameter(ReadOnlySpan<byte> contents)
        : base(ParameterType.RegFrom, contents)
    {
    }

    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.RegFrom;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out RegFromParameter? value)
    {
        value = contents.Length == FixedLength ? new RegFromParameter(contents.Span) : null;
        return value is not null;
    }
}
