using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>RELAY_TO (RFC 9028 section 5.6): where a packet is to be relayed to.</summary>
public sealed class RelayToParameter : TransportAddressParameter, IReadableParameter<RelayToParameter>
{
    /// <summary>Names a transport address.</summary>
    /// <param name="address">The address, IPv4 or IPv6.</param>
    /// <param name="port">The port; zero where plain IP is used.</param>
    /// <param name="protocol">17 for UDP, 0 for plain IP.</param>
    public RelayToParameter(IPAddress address, ushort port, byte protocol)
        : base(ParameterType.RelayTo, address, port, protocol)
    {
    }

    private RelayToParameter(ReadOnlySpan<byte> contents)
        : base(ParameterType.RelayTo, contents)
    {
    }

    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.RelayTo;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out RelayToParameter? value)
    {
        value = contents.Length == FixedLength ? new RelayToParameter(contents.Span) : null;
        return value is not null;
    }
}
