namespace HiperNet.HipStack.Transport;

/// <summary>Lets one thread receive from several sockets, each in its turn.</summary>
public interface ISocketPoller : IDisposable
{
    /// <summary>Adds a socket, which stays its owner's.</summary>
    /// <exception cref="ArgumentException">It is of a kind that this poller cannot wait for.</exception>
    void Add(IDatagramSocket socket);

    /// <summary>Removes a socket; must be called before the socket is disposed of.</summary>
    void Remove(IDatagramSocket socket);

    /// <summary>
    /// Waits until a socket has datagrams and fills <paramref name="batch"/> from that one; a busy socket
    /// does not starve the others. One thread at a time.
    /// </summary>
    /// <param name="batch">Where the datagrams go.</param>
    /// <param name="timeoutMilliseconds">How long to wait; 0 does not wait, -1 waits until woken.</param>
    /// <returns>The socket that they came from; null after the time and after <see cref="Wake"/>.</returns>
    IDatagramSocket? Receive(DatagramBatch batch, int timeoutMilliseconds);

    /// <summary>Makes a blocked, or else the next, <see cref="Receive"/> return at once.</summary>
    void Wake();
}
