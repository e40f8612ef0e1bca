namespace HiperNet.HipStack.Transport;

/// <summary>
/// A raw socket of the kernel for one protocol over one version of IP. Needs CAP_NET_RAW. The kernel writes
/// and strips the IP header, and computes no checksum within.
/// </summary>
public sealed class RawSocket : KernelSocket
{
    private const int ShortestHeader = 20;

    private RawSocket(UnderlayProtocol protocol, UnderlayAddress address, UnderlaySocketOptions options)
        : base(protocol, TransportLibc.SOCK_RAW, address, options)
    {
    }

    /// <summary>Opens a socket.</summary>
    /// <param name="protocol">HIP or ESP.</param>
    /// <param name="address">Where: <see cref="UnderlayAddress.Any4"/>, <see cref="UnderlayAddress.Any6"/> or
    /// one address of the host; without a port.</param>
    /// <param name="options">Buffers and the like; null for the usual ones.</param>
    /// <exception cref="TransportException">The capability is missing, or the kernel refuses.</exception>
    public static RawSocket Open(
        UnderlayProtocol protocol, UnderlayAddress address, UnderlaySocketOptions? options = null)
    {
        if (protocol is not (UnderlayProtocol.Hip or UnderlayProtocol.Esp))
        {
            throw new ArgumentOutOfRangeException(
                nameof(protocol), protocol, "Only HIP and ESP are sent raw.");
        }

        return new RawSocket(protocol, address, options ?? new UnderlaySocketOptions());
    }

    /// <summary>
    /// IPv4 sockets are given the header with each packet, IPv6 sockets are not (raw(7), ipv6(7)).
    /// </summary>
    private protected override int HeaderLength(ReadOnlySpan<byte> received)
    {
        if (IsIPv6)
        {
            return 0;
        }

        int length = received.Length < ShortestHeader || received[0] >> 4 != 4 ? -1 : (received[0] & 0xF) * 4;
        return length < ShortestHeader ? -1 : length;
    }
}
