using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace HiperNet.HipStack.Wire.Parameters;

/// <summary>PEER_PERMISSION (RFC 9028 section 5.13): lets a peer reach a client through a data relay.</summary>
/// <param name="relayed">Address and UDP port at the relay.</param>
/// <param name="peer">Address and UDP port of the peer.</param>
/// <param name="outboundSpi">The SPI that the client uses towards the peer.</param>
/// <param name="inboundSpi">The SPI that the client takes from the peer.</param>
/// <param name="protocol">17 for UDP.</param>
public sealed class PeerPermissionParameter(
    IPEndPoint relayed, IPEndPoint peer, uint outboundSpi, uint inboundSpi, byte protocol = HipProtocol.UdpProtocol)
    : IReadableParameter<PeerPermissionParameter>
{
    private const int PeerPortOffset = 2;
    private const int ProtocolOffset = 4;
    private const int RelayedOffset = 8;
    private const int PeerOffset = 24;
    private const int OutboundOffset = 40;
    private const int InboundOffset = 44;
    private const int ContentsLength = 48;

    /// <inheritdoc/>
    public static ParameterType Number => ParameterType.PeerPermission;

    /// <inheritdoc/>
    public ParameterType Type => Number;

    /// <summary>Address and port at the relay.</summary>
    public IPEndPoint Relayed { get; } = new(WireAddress.Canonical(relayed.Address), relayed.Port);

    /// <summary>Address and port of the peer.</summary>
    public IPEndPoint Peer { get; } = new(WireAddress.Canonical(peer.Address), peer.Port);

    /// <summary>The SPI that the client uses towards the peer.</summary>
    public uint OutboundSpi { get; } = outboundSpi;

    /// <summary>The SPI that the client takes from the peer.</summary>
    public uint InboundSpi { get; } = inboundSpi;

    /// <summary>The IP protocol: 17 for UDP.</summary>
    public byte Protocol { get; } = protocol;

    /// <inheritdoc/>
    public int Length => ContentsLength;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlyMemory<byte> contents, [NotNullWhen(true)] out PeerPermissionParameter? value)
    {
        ReadOnlySpan<byte> octets = contents.Span;
        value = octets.Length == ContentsLength
            ? new PeerPermissionParameter(
                new IPEndPoint(
                    WireAddress.Read(octets[RelayedOffset..]), BinaryPrimitives.ReadUInt16BigEndian(octets)),
                new IPEndPoint(
                    WireAddress.Read(octets[PeerOffset..]),
                    BinaryPrimitives.ReadUInt16BigEndian(octets[PeerPortOffset..])),
                BinaryPrimitives.ReadUInt32BigEndian(octets[OutboundOffset..]),
                BinaryPrimitives.ReadUInt32BigEndian(octets[InboundOffset..]),
                octets[ProtocolOffset])
            : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> contents)
    {
        BinaryPrimitives.WriteUInt16BigEndian(contents, (ushort)Relayed.Port);
        BinaryPrimitives.WriteUInt16BigEndian(contents[PeerPortOffset..], (ushort)Peer.Port);
        contents[ProtocolOffset] = Protocol;
        WireAddress.Write(Relayed.Address, contents[RelayedOffset..]);
        WireAddress.Write(Peer.Address, contents[PeerOffset..]);
        BinaryPrimitives.WriteUInt32BigEndian(contents[OutboundOffset..], OutboundSpi);
        BinaryPrimitives.WriteUInt32BigEndian(contents[InboundOffset..], InboundSpi);
    }
}
