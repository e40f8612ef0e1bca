using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace HiperNet.HipStack.Link;

/// <summary>
/// Looks at each frame that the host sends into the TAP device: tells packets that are to be carried from
/// link noise, and answers for every peer, with one hardware address, when the host asks where a HIT or an
/// IPv4 address is. Nothing here allocates or throws for any octets; objects are immutable and can be shared.
/// </summary>
public sealed class NeighbourResponder
{
    /// <summary>The room in octets that an answer may need.</summary>
    public const int MaxAnswer = NeighbourDiscovery.AnswerLength;

    private readonly uint[] own4;
    private readonly UInt128[] own6;
    private readonly MacAddress peers;

    /// <summary>Answers with one address for all but the host's own addresses.</summary>
    /// <param name="peers">The hardware address of all peers; not a group.</param>
    /// <param name="own">The addresses on the host's side of the TAP device.</param>
    public NeighbourResponder(MacAddress peers, params IEnumerable<IPAddress> own)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(peers.IsGroup, true, nameof(peers));
        this.peers = peers;
        IPAddress[] all = [.. own];
        own4 = [.. all.Where(address => address.AddressFamily == AddressFamily.InterNetwork)
            .Select(address => BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes()))];
        own6 = [.. all.Where(address => address.AddressFamily == AddressFamily.InterNetworkV6)
            .Select(address => BinaryPrimitives.ReadUInt128BigEndian(address.GetAddressBytes()))];
    }

    /// <summary>The hardware address of all peers.</summary>
    public MacAddress Peers => peers;

    /// <summary>Looks at one frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="answer">Room for the answer, at least <see cref="MaxAnswer"/> octets.</param>
    /// <param name="answerLength">The answer's length in octets; 0 unless the verdict is
    /// <see cref="FrameVerdict.Answered"/>.</param>
    /// <exception cref="ArgumentException">There is too little room for an answer.</exception>
    public FrameVerdict Look(ReadOnlySpan<byte> frame, Span<byte> answer, out int answerLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(answer.Length, MaxAnswer, nameof(answer));
        answerLength = 0;
        if (frame.Length < EthernetFrame.HeaderLength || EthernetFrame.Source(frame).IsGroup)
        {
            return FrameVerdict.Malformed;
        }

        switch (EthernetFrame.TypeOf(frame))
        {
            case EtherType.Arp:
                return ArpResponder.Look(frame, peers, own4, answer, out answerLength);
            case EtherType.IPv4:
                return EthernetFrame.TryUnwrap(frame, out _, out ReadOnlySpan<byte> packet4)
                    ? LocalTraffic.Look4(packet4, EthernetFrame.Destination(frame).IsGroup)
                    : FrameVerdict.Malformed;
            case EtherType.IPv6:
                return EthernetFrame.TryUnwrap(frame, out _, out ReadOnlySpan<byte> packet6)
                    ? Look6(frame, packet6, answer, out answerLength)
                    : FrameVerdict.Malformed;
            default:
                return FrameVerdict.OtherType;
        }
    }

    private FrameVerdict Look6(
        ReadOnlySpan<byte> frame, ReadOnlySpan<byte> packet, Span<byte> answer, out int answerLength)
    {
        answerLength = 0;
        return NeighbourDiscovery.IsSolicitation(packet)
            ? NeighbourDiscovery.Look(
                EthernetFrame.Source(frame), packet, peers, own6, answer, out answerLength)
            : LocalTraffic.Look6(packet, EthernetFrame.Destination(frame).IsGroup);
    }
}
