using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>RELAY_FROM (RFC 9028 section 5.6): where a relayed packet came from.</summary>
public sealed class RelayFromParameter : TransportAddressParameter, IReadableParameter<RelayFromParameter>
{
    /// <summary>Names a transport address.</summary>
    /// <param name="address">The address, IPv4 or IPv6.</param>
    /// <param name="port">The port; zero where plain IP is used.</param>
    /// <param name="protocol">17 for UDP, 0 for plain IP.</param>
    public RelayFromParameter(IPAddress address, ushort port, byte protocol)
        : base(ParameterType.RelayFrom, address, port, protocol)
    {
    }

    private RelayFromParameter(ReadOnlySpan<byte> contents)
        : base(ParameterType.RelayFrom, contents)
    {
    }

    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.RelayFrom;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out RelayFromParameter? value)
    {
        value = contents.Length == FixedLength ? new RelayFromParameter(contents.Span) : null;
        return value is not null;
    }
}
