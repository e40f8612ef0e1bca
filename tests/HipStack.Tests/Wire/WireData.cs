using System.Buffers.Binary;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Tests.Wire;

/// <summary>Packets made by hand, octet by octet, right or wrong.</summary>
internal static class WireData
{
    public const int HeaderLength = 40;

    public static readonly UInt128 Sender = new(0x2001002111111111, 1);
    public static readonly UInt128 Receiver = new(0x2001002122222222, 2);

    /// <summary>A parameter with padding of the given octet.</summary>
    public static byte[] Tlv(int type, ReadOnlySpan<byte> contents, byte padding = 0)
    {
        byte[] octets = new byte[(4 + contents.Length + 7) / 8 * 8];
        octets.AsSpan().Fill(padding);
        BinaryPrimitives.WriteUInt16BigEndian(octets, (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(2), (ushort)contents.Length);
        contents.CopyTo(octets.AsSpan(4));
        return octets;
    }

    /// <summary>A packet with parameters of any order.</summary>
    public static byte[] Packet(PacketType type, params byte[][] parameters)
    {
        byte[] body = [.. parameters.SelectMany(parameter => parameter)];
        byte[] packet = new byte[HeaderLength + body.Length];
        packet[0] = 59;
        packet[1] = (byte)((packet.Length / 8) - 1);
        packet[2] = (byte)type;
        packet[3] = 0x21;
        BinaryPrimitives.WriteUInt128BigEndian(packet.AsSpan(8), Sender);
        BinaryPrimitives.WriteUInt128BigEndian(packet.AsSpan(24), Receiver);
        body.CopyTo(packet, HeaderLength);
        return packet;
    }

    public static WireFault FaultOf(ReadOnlySpan<byte> octets) =>
        HipPacket.TryParse(octets, out _, out WireFault fault) ? WireFault.None : fault;

    public static HipPacket Parse(ReadOnlySpan<byte> octets) =>
        HipPacket.TryParse(octets, out HipPacket? packet, out WireFault fault)
            ? packet
            : throw new InvalidOperationException(fault.ToString());
}
