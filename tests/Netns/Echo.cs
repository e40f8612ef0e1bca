using System.Buffers.Binary;
using HiperNet.HipStack.Link;

namespace HiperNet.Netns.Tests;

/// <summary>
/// Turns an echo request into its reply by exchanging the addresses, which leaves the checksum's sum.
/// </summary>
internal static class Echo
{
    private const int Header = EthernetFrame.HeaderLength;

    public static bool TryAnswer(ReadOnlySpan<byte> frame, Span<byte> answer, out int length)
    {
        length = 0;
        if (!EthernetFrame.TryUnwrap(frame, out EtherType type, out ReadOnlySpan<byte> packet))
        {
            return false;
        }

        (int addresses, int each, int message) = type == EtherType.IPv4 ? (12, 4, 20) : (8, 16, 40);
        byte request = type == EtherType.IPv4 ? (byte)8 : (byte)128;
        byte reply = type == EtherType.IPv4 ? (byte)0 : (byte)129;
        if (packet[type == EtherType.IPv4 ? 9 : 6] is not (1 or 58) || packet[message] != request
            || !EthernetFrame.TryWrap(
                packet, EthernetFrame.Source(frame), EthernetFrame.Destination(frame), answer, out length))
        {
            return false;
        }

        Span<byte> written = answer[Header..length];
        packet.Slice(addresses, each).CopyTo(written[(addresses + each)..]);
        packet.Slice(addresses + each, each).CopyTo(written[addresses..]);
        written[message] = reply;
        Span<byte> checksum = written.Slice(message + 2, 2);
        uint sum = BinaryPrimitives.ReadUInt16BigEndian(checksum) + (uint)((request - reply) << 8 & 0xFFFF);
        if (request < reply)
        {
            // One's complement: taking 0x100 off is adding its complement.
            sum = BinaryPrimitives.ReadUInt16BigEndian(checksum) + (uint)(0xFFFF - ((reply - request) << 8));
        }

        BinaryPrimitives.WriteUInt16BigEndian(checksum, (ushort)((sum & 0xFFFF) + (sum >> 16)));
        return true;
    }
}
