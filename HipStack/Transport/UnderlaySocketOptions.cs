namespace HiperNet.HipStack.Transport;

/// <summary>What is common to all kernel sockets.</summary>
public sealed record UnderlaySocketOptions
{
    /// <summary>The usual buffer in octets: about 20 ms of 1 Gbit/s.</summary>
    public const int DefaultBuffer = 4 << 20;

    /// <summary>
    /// The room for what waits to be received, in octets; less where the kernel allows less.
    /// </summary>
    public int ReceiveBuffer { get; init; } = DefaultBuffer;

    /// <summary>The room for what waits to be sent, in octets; less where the kernel allows less.</summary>
    public int SendBuffer { get; init; } = DefaultBuffer;

    /// <summary>
    /// What happens to long datagrams. HIP packets may be fragmented (RFC 7401 section 5.1.3), and share
    /// their UDP port with data.
    /// </summary>
    public FragmentPolicy Fragments { get; init; } = FragmentPolicy.Allow;
}
