using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>RELAYED_ADDRESS (RFC 9028 section 5.12): an address of a data relay that stands for its client.</summary>
public sealed class RelayedAddressParameter : TransportAddressParameter, IReadableParameter<RelayedAddressParameter>
{
    /// <summary>Names a transport address.</summary>
    /// <param name="address">The address, IPv4 or IPv6.</param>
    /// <param name="port">The port; zero where plain IP is used.</param>
    /// <param name="protocol">17 for UDP, 0 for plain IP.</param>
    public RelayedAddressParameter(IPAddress address, ushort port, byte protocol)
        : base(ParameterType.RelayedAddress, address, port, protocol)
    {
    }

    private RelayedAddressParameter(ReadOnlySpan<byte> contents)
        : base(ParameterType.RelayedAddress, contents)
    {
    }

    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.RelayedAddress;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out RelayedAddressParameter? value)
    {
        value = contents.Length == FixedLength ? new RelayedAddressParameter(contents.Span) : null;
        return value is not null;
    }
}
