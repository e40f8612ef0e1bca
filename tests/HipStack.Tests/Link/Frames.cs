using System.Buffers.Binary;
using System.Net;
using HiperNet.HipStack.Link;

namespace HiperNet.HipStack.Tests.Link;

/// <summary>Frames as a host sends them into its TAP device.</summary>
internal static class Frames
{
    public static MacAddress Host { get; } = new(0x0200_0000_0001);

    public static MacAddress Group { get; } = new(0x3333_FF00_0002);

    public static byte[] Arp(string sender, string target, ushort operation = 1)
    {
        byte[] frame = new byte[42];
        EthernetFrame.WriteHeader(frame, MacAddress.Broadcast, Host, EtherType.Arp);
        byte[] start = [0, 1, 8, 0, 6, 4, 0, (byte)operation];
        start.CopyTo(frame, 14);
        Host.WriteTo(frame.AsSpan(22));
        Octets(sender).CopyTo(frame, 28);
        Octets(target).CopyTo(frame, 38);
        return frame;
    }

    /// <summary>A neighbour solicitation with a right checksum.</summary>
    public static byte[] Solicitation(
        string source, string destination, string target, byte hopLimit = 255, byte code = 0, byte[]? options = null)
    {
        byte[] message = [135, code, 0, 0, 0, 0, 0, 0, .. Octets(target), .. options ?? SourceOption()];
        return IcmpV6(source, destination, message, hopLimit);
    }

    public static byte[] IcmpV6(string source, string destination, byte[] message, byte hopLimit = 255)
    {
        byte[] frame = IPv6(source, destination, 58, message, hopLimit);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(56), Checksum(frame.AsSpan(22, 32), message));
        return frame;
    }

    public static byte[] IPv6(
        string source, string destination, byte next, byte[] payload, byte hopLimit = 64)
    {
        byte[] packet =
        [
            0x60, 0, 0, 0, (byte)(payload.Length >> 8), (byte)payload.Length, next, hopLimit,
            .. Octets(source), .. Octets(destination), .. payload,
        ];
        return Framed(packet, packet[24] == 0xFF ? Group : new MacAddress(0x0200_0000_0002));
    }

    public static byte[] IPv4(string source, string destination, byte protocol, byte[] payload)
    {
        int length = 20 + payload.Length;
        byte[] packet =
        [
            0x45, 0, (byte)(length >> 8), (byte)length, 0, 0, 0, 0, 64, protocol, 0, 0,
            .. Octets(source), .. Octets(destination), .. payload,
        ];
        return Framed(packet, new MacAddress(0x0200_0000_0002));
    }

    public static byte[] Udp(ushort port) => [0x12, 0x34, (byte)(port >> 8), (byte)port, 0, 8, 0, 0];

    public static byte[] SourceOption()
    {
        byte[] option = [1, 1, 0, 0, 0, 0, 0, 0];
        Host.WriteTo(option.AsSpan(2));
        return option;
    }

    public static byte[] Octets(string address) => IPAddress.Parse(address).GetAddressBytes();

    /// <summary>Written apart from the code under test: octet by octet.</summary>
    public static ushort Checksum(ReadOnlySpan<byte> addresses, ReadOnlySpan<byte> message)
    {
        byte[] all = [.. addresses, 0, 0, (byte)(message.Length >> 8), (byte)message.Length, 0, 0, 0, 58, .. message];
        int sum = 0;
        for (int i = 0; i < all.Length; i++)
        {
            sum += i % 2 == 0 ? all[i] << 8 : all[i];
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        return (ushort)~sum;
    }

    private static byte[] Framed(byte[] packet, MacAddress destination)
    {
        byte[] frame = new byte[packet.Length + EthernetFrame.HeaderLength];
        EthernetFrame.TryWrap(packet, destination, Host, frame, out _);
        return frame;
    }
}
