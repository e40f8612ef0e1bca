using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace HiperNet.HipStack.Transport;

/// <summary>
/// struct sockaddr_in and sockaddr_in6, and the control messages that carry our own address.
/// </summary>
internal static class SocketAddress
{
    /// <summary>The room for either, in octets.</summary>
    public const int Room = 32;

    /// <summary>
    /// The room for a control message with an address, in octets: that of IPv6 is the longer.
    /// </summary>
    public const int ControlRoom = 64;

    private const int Length4 = 16;
    private const int Length6 = 28;
    private const int ScopeAt = 24;

    // struct cmsghdr: size_t, int, int; what follows is aligned to 8 octets.
    private const int ControlHeader = 16;
    private const int ControlAlignment = 8;

    // struct in_pktinfo: index, source, destination. struct in6_pktinfo: address, index.
    private const int Info4 = 12;
    private const int Info4Source = 4;
    private const int Info4Destination = 8;
    private const int Info6 = 20;
    private const int Info6Index = 16;

    /// <summary>Writes an address; returns its length in octets.</summary>
    public static int Write(Span<byte> output, UnderlayAddress address)
    {
        output[..Length6].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(output[2..], (ushort)address.Port);
        if (address.IsIPv4)
        {
            MemoryMarshal.Write(output, (ushort)TransportLibc.AF_INET);
            address.WriteTo(output[4..]);
            return Length4;
        }

        MemoryMarshal.Write(output, (ushort)TransportLibc.AF_INET6);
        address.WriteTo(output[8..]);
        MemoryMarshal.Write(output[ScopeAt..], address.Scope);
        return Length6;
    }

    /// <summary>Reads an address; none if it is not of a family that we know.</summary>
    public static UnderlayAddress Read(ReadOnlySpan<byte> input, bool hasPort)
    {
        ushort family = input.Length < Length4 ? (ushort)0 : MemoryMarshal.Read<ushort>(input);
        int port = hasPort && family != 0 ? BinaryPrimitives.ReadUInt16BigEndian(input[2..]) : 0;
        return family switch
        {
            TransportLibc.AF_INET => UnderlayAddress.Read4(input[4..], port),
            TransportLibc.AF_INET6 when input.Length >= Length6 =>
                UnderlayAddress.Read6(input[8..], port, MemoryMarshal.Read<uint>(input[ScopeAt..])),
            _ => default,
        };
    }

    /// <summary>Writes the control message that chooses our address; returns its length in octets.</summary>
    public static int WriteControl(Span<byte> output, UnderlayAddress local)
    {
        Span<byte> info = output[ControlHeader..];
        info[..(Info6 + 4)].Clear();
        if (local.IsIPv4)
        {
            WriteHeader(output, Info4, TransportLibc.IPPROTO_IP, TransportLibc.IP_PKTINFO);
            local.WriteTo(info[Info4Source..]);
        }
        else
        {
            WriteHeader(output, Info6, TransportLibc.IPPROTO_IPV6, TransportLibc.IPV6_PKTINFO);
            local.WriteTo(info);
            MemoryMarshal.Write(info[Info6Index..], local.Scope);
        }

        return ControlHeader + Aligned(local.IsIPv4 ? Info4 : Info6);
    }

    /// <summary>Reads our address from control messages; none if it is missing.</summary>
    public static UnderlayAddress ReadControl(ReadOnlySpan<byte> control, int port)
    {
        while (control.Length >= ControlHeader)
        {
            int length = (int)Math.Min(MemoryMarshal.Read<ulong>(control), int.MaxValue);
            if (length < ControlHeader || length > control.Length)
            {
                break;
            }

            (int, int) kind = (MemoryMarshal.Read<int>(control[8..]), MemoryMarshal.Read<int>(control[12..]));
            ReadOnlySpan<byte> info = control[ControlHeader..length];
            if (kind == (TransportLibc.IPPROTO_IP, TransportLibc.IP_PKTINFO) && info.Length >= Info4)
            {
                return UnderlayAddress.Read4(info[Info4Destination..], port);
            }

            if (kind == (TransportLibc.IPPROTO_IPV6, TransportLibc.IPV6_PKTINFO) && info.Length >= Info6)
            {
                return UnderlayAddress.Read6(info, port, MemoryMarshal.Read<uint>(info[Info6Index..]));
            }

            control = control[Math.Min(control.Length, Aligned(length))..];
        }

        return default;
    }

    private static void WriteHeader(Span<byte> output, int length, int level, int type)
    {
        MemoryMarshal.Write(output, (ulong)(ControlHeader + length));
        MemoryMarshal.Write(output[8..], level);
        MemoryMarshal.Write(output[12..], type);
    }

    private static int Aligned(int length) => (length + ControlAlignment - 1) & -ControlAlignment;
}
