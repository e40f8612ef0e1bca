using System.Buffers.Binary;

namespace HiperNet.HipStack.Link;

/// <summary>Answers ARP requests (RFC 826; probes and announcements by RFC 5227).</summary>
internal static class ArpResponder
{
    private const int Length = 28;
    private const ulong EthernetIPv4 = 0x0001_0800_0604;
    private const ushort Request = 1;
    private const ushort Reply = 2;

    // Offsets within the ARP message.
    private const int OperationAt = 6;
    private const int SenderMacAt = 8;
    private const int SenderAt = 14;
    private const int TargetMacAt = 18;
    private const int TargetAt = 24;

    public static FrameVerdict Look(
        ReadOnlySpan<byte> frame,
        MacAddress peers,
        ReadOnlySpan<uint> own,
        Span<byte> answer,
        out int answerLength)
    {
        answerLength = 0;
        ReadOnlySpan<byte> message = frame[EthernetFrame.HeaderLength..];
        if (message.Length < Length
            || (((ulong)BinaryPrimitives.ReadUInt32BigEndian(message) << 16)
                | BinaryPrimitives.ReadUInt16BigEndian(message[4..])) != EthernetIPv4)
        {
            return FrameVerdict.Malformed;
        }

        MacAddress sender = MacAddress.Read(message[SenderMacAt..]);
        uint senderAddress = BinaryPrimitives.ReadUInt32BigEndian(message[SenderAt..]);
        uint target = BinaryPrimitives.ReadUInt32BigEndian(message[TargetAt..]);
        if (senderAddress == 0 || senderAddress == target)
        {
            return FrameVerdict.Probe;
        }

        if (BinaryPrimitives.ReadUInt16BigEndian(message[OperationAt..]) != Request || own.Contains(target)
            || LocalTraffic.IsLocal4(target))
        {
            return FrameVerdict.NotOurs;
        }

        if (sender.IsGroup)
        {
            return FrameVerdict.Malformed;
        }

        EthernetFrame.WriteHeader(answer, sender, peers, EtherType.Arp);
        Span<byte> reply = answer[EthernetFrame.HeaderLength..];
        message[..OperationAt].CopyTo(reply);
        BinaryPrimitives.WriteUInt16BigEndian(reply[OperationAt..], Reply);
        peers.WriteTo(reply[SenderMacAt..]);
        BinaryPrimitives.WriteUInt32BigEndian(reply[SenderAt..], target);
        sender.WriteTo(reply[TargetMacAt..]);
        BinaryPrimitives.WriteUInt32BigEndian(reply[TargetAt..], senderAddress);
        answerLength = EthernetFrame.HeaderLength + Length;
        return FrameVerdict.Answered;
    }
}
