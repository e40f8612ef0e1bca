namespace HiperNet.HipStack.Transport;

/// <summary>A UDP socket of the kernel, for one version of IP.</summary>
public sealed class UdpSocket : KernelSocket
{
    private UdpSocket(UnderlayAddress address, UnderlaySocketOptions options)
        : base(UnderlayProtocol.Udp, TransportLibc.SOCK_DGRAM, address, options)
    {
    }

    /// <summary>Opens a socket.</summary>
    /// <param name="address">Where: usually <see cref="UnderlayAddress.Any4"/> or <see
    /// cref="UnderlayAddress.Any6"/> with a port; port 0 lets the host choose.</param>
    /// <param name="options">Buffers and the like; null for the usual ones.</param>
    /// <exception cref="TransportException">The port is in use, or the kernel refuses.</exception>
    public static UdpSocket Open(UnderlayAddress address, UnderlaySocketOptions? options = null) =>
        new(address, options ?? new UnderlaySocketOptions());

    /// <inheritdoc/>
    private protected override int HeaderLength(ReadOnlySpan<byte> received) => 0;
}
