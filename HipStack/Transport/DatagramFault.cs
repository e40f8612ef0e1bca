namespace HiperNet.HipStack.Transport;

/// <summary>
/// Why a datagram was not sent. The exact numbers of the kernel are in <see cref="SocketCounters"/>.
/// </summary>
public enum DatagramFault : byte
{
    /// <summary>It was sent.</summary>
    None,

    /// <summary>It is longer than the path's MTU or than any datagram (EMSGSIZE).</summary>
    TooBig,

    /// <summary>There is no route, or the network or host answered that there is none.</summary>
    Unreachable,

    /// <summary>
    /// The local address is not, or no longer, an address of this host. Over IPv4 the kernel answers that
    /// with the same number as a missing route, which is <see cref="Unreachable"/>.
    /// </summary>
    NoLocalAddress,

    /// <summary>An earlier datagram found a closed port.</summary>
    Refused,

    /// <summary>The host's queues are full.</summary>
    NoBuffer,

    /// <summary>A filter of the host forbids it.</summary>
    Forbidden,

    /// <summary>There is no remote address or port, or an address is not of the socket's family.</summary>
    WrongFamily,

    /// <summary>Any other number.</summary>
    Other,
}
