using System.Buffers.Binary;

namespace HiperNet.HipStack.Link;

/// <summary>
/// Writes a message to rtnetlink. Numbers are in the order of the processors that we run on.
/// </summary>
internal sealed class NetlinkRequest
{
    public const int HeaderLength = 16;

    private const int SequenceAt = 8;
    private const int AttributeHeader = 4;

    private readonly List<byte> octets = [];

    public NetlinkRequest(ushort type, ushort flags, params ReadOnlySpan<byte> body)
    {
        octets.AddRange(new byte[HeaderLength]);
        octets.AddRange(body);
        Type = type;
        Flags = flags;
    }

    public ushort Type { get; }

    public ushort Flags { get; private set; }

    public static byte[] Number(uint value)
    {
        byte[] number = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(number, value);
        return number;
    }

    public NetlinkRequest Add(ushort attribute, params ReadOnlySpan<byte> value)
    {
        Span<byte> header = stackalloc byte[AttributeHeader];
        BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)(AttributeHeader + value.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], attribute);
        octets.AddRange(header);
        octets.AddRange(value);
        octets.AddRange(new byte[-value.Length & 3]);
        return this;
    }

    /// <summary>Asks for an end, which an answer of one message does not have of itself.</summary>
    public NetlinkRequest WithAcknowledge()
    {
        Flags |= Rtnetlink.Acknowledge;
        return this;
    }

    public byte[] ToArray(uint sequence)
    {
        byte[] message = [.. octets];
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(4), Type);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(6), (ushort)(Flags | Rtnetlink.Request));
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(SequenceAt), sequence);
        return message;
    }
}
