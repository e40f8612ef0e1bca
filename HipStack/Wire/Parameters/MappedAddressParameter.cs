using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>MAPPED_ADDRESS (RFC 9028 section 5.12): where a connectivity check was seen to come from.</summary>
public sealed class MappedAddressParameter : TransportAddressParameter, IReadableParameter<MappedAddressParameter>
{
    /// <summary>Names a transport address.</summary>
    /// <param name="address">The address, IPv4 or IPv6.</param>
    /// <param name="port">The port; zero where plain IP is used.</param>
    /// <param name="protocol">17 for UDP, 0 for plain IP.</param>
    public MappedAddressParameter(IPAddress address, ushort port, byte protocol)
        : base(ParameterType.MappedAddress, address, port, protocol)
    {
    }

    private MappedAddressParameter(ReadOnlySpan<byte> contents)
        : base(ParameterType.MappedAddress, contents)
    {
    }

    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.MappedAddress;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out MappedAddressParameter? value)
    {
        value = contents.Length == FixedLength ? new MappedAddressParameter(contents.Span) : null;
        return value is not null;
    }
}
