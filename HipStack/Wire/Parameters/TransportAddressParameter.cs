using System.Buffers.Binary;
using System.Net;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>An address with port and protocol, in the form of RFC 9028 section 5.6.</summary>
public abstract class TransportAddressParameter : IHipParameter
{
    private protected const int FixedLength = 20;
    private const int ProtocolOffset = 2;
    private const int AddressOffset = 4;

    private protected TransportAddressParameter(ParameterType type, IPAddress address, ushort port, byte protocol)
    {
        Type = type;
        Address = WireAddress.Canonical(address);
        Port = port;
        Protocol = protocol;
    }

    private protected TransportAddressParameter(ParameterType type, ReadOnlySpan<byte> contents)
        : this(
            type,
            WireAddress.Read(contents[AddressOffset..]),
            BinaryPrimitives.ReadUInt16BigEndian(contents),
            contents[ProtocolOffset])
    {
    }

    /// <inheritdoc/>
    public ParameterType Type { get; }

    /// <summary>The address, IPv4 or IPv6.</summary>
    public IPAddress Address { get; }

    /// <summary>The port; zero where plain IP is used.</summary>
    public ushort Port { get; }

    /// <summary>The IP protocol: 17 for UDP, 0 for plain IP.</summary>
    public byte Protocol { get; }

    /// <inheritdoc/>
    public int Length => FixedLength;

    /// <inheritdoc/>
    public void Write(Span<byte> contents)
    {
        BinaryPrimitives.WriteUInt16BigEndian(contents, Port);
        contents[ProtocolOffset] = Protocol;
        WireAddress.Write(Address, contents[AddressOffset..]);
    }
}
