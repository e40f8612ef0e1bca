namespace HiperNet.HipStack.Transport;

/// <summary>
/// A socket that moves batches of datagrams. One thread may receive while others send, each with its own
/// batch. Neither direction throws, whatever the kernel or the network answers: what fails is counted.
/// </summary>
public interface IDatagramSocket : IDisposable
{
    /// <summary>
    /// What it carries. Batches hold what follows that protocol's place in the IP header: for UDP the
    /// payload, for HIP and ESP their packet without the IP header.
    /// </summary>
    UnderlayProtocol Protocol { get; }

    /// <summary>Whether it carries IPv6; otherwise IPv4. A socket never carries both.</summary>
    bool IsIPv6 { get; }

    /// <summary>The address and port that it is bound to.</summary>
    UnderlayAddress Bound { get; }

    /// <summary>What went through and what did not.</summary>
    SocketCounters Counters { get; }

    /// <summary>
    /// Fills <paramref name="batch"/>, which is cleared first, with the datagrams that wait; waits for the
    /// first one.
    /// </summary>
    /// <param name="batch">Where the datagrams go.</param>
    /// <param name="timeoutMilliseconds">How long to wait; 0 does not wait, -1 waits until woken.</param>
    /// <returns>The number of datagrams; 0 after the time, after <see cref="Wake"/>, and after
    /// failures.</returns>
    int Receive(DatagramBatch batch, int timeoutMilliseconds);

    /// <summary>
    /// Sends each datagram of <paramref name="batch"/> to its remote address, from its local one if that is
    /// given. What cannot be sent has its fault in <see cref="DatagramBatch.Fault"/> and does not keep back
    /// what follows.
    /// </summary>
    /// <returns>The number that was sent.</returns>
    int Send(DatagramBatch batch);

    /// <summary>Makes a blocked, or else the next, <see cref="Receive"/> return at once.</summary>
    void Wake();
}
