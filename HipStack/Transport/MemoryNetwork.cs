namespace HiperNet.HipStack.Transport;

/// <summary>
/// A network without a kernel, for tests: a datagram goes to the socket of its protocol that has its remote
/// address, and is lost where there is none.
/// </summary>
public sealed class MemoryNetwork
{
    private readonly List<MemorySocket> sockets = [];
    private int nextPort = 49_152;

    /// <summary>The longest datagram that is carried, in octets; others are too big.</summary>
    public int MaxDatagram { get; set; } = DatagramBatch.LongestDatagram;

    /// <summary>
    /// Decides whether a datagram arrives; null lets all arrive. Called under the network's lock.
    /// </summary>
    public Func<UnderlayAddress, UnderlayAddress, ReadOnlyMemory<byte>, bool>? Passes { get; set; }

    /// <summary>What all sockets wait on and are guarded by.</summary>
    internal object Guard { get; } = new();

    /// <summary>Opens a socket of a host.</summary>
    /// <param name="protocol">What it carries.</param>
    /// <param name="addresses">The host's addresses, of one version of IP; UDP has the same port in all, and
    /// port 0 lets the network choose.</param>
    /// <exception cref="TransportException">There is no address, they are of both versions, or one is in use.
    /// </exception>
    public MemorySocket Open(UnderlayProtocol protocol, params IReadOnlyList<UnderlayAddress> addresses)
    {
        lock (Guard)
        {
            MemorySocket socket = new(this, protocol, Place(protocol, addresses, owner: null));
            sockets.Add(socket);
            return socket;
        }
    }

    internal UnderlayAddress[] Place(
        UnderlayProtocol protocol, IReadOnlyList<UnderlayAddress> addresses, MemorySocket? owner)
    {
        if (addresses.Count == 0
            || addresses.Any(address => address.IsNone || address.IsIPv6 != addresses[0].IsIPv6))
        {
            throw new TransportException("a socket needs addresses, and all of one version of IP");
        }

        int port = (protocol, addresses[0].Port) switch
        {
            (not UnderlayProtocol.Udp, _) => 0,
            (_, 0) => nextPort++,
            (_, int given) => given,
        };
        UnderlayAddress[] placed = [.. addresses.Select(address => address.WithPort(port))];
        if (placed.Any(address => Find(protocol, address) is { } other && other != owner))
        {
            throw new TransportException($"cannot open a {protocol} socket at {placed[0]}: it is in use");
        }

        return placed;
    }

    internal MemorySocket? Find(UnderlayProtocol protocol, UnderlayAddress address) =>
        sockets.FirstOrDefault(socket => socket.Protocol == protocol && socket.Addresses.Contains(address));

    internal void Close(MemorySocket socket)
    {
        lock (Guard)
        {
            sockets.Remove(socket);
        }
    }
}
