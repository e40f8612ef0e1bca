namespace HiperNet.HipStack.Link;

/// <summary>
/// A layer 2 device towards the host's own network stack, moving batches of Ethernet frames. One thread may
/// read while others write, each with its own batch. Neither direction throws: what fails is counted.
/// </summary>
public interface ITapDevice : IDisposable
{
    /// <summary>The interface's name, such as <c>hip0</c>.</summary>
    string Name { get; }

    /// <summary>The present MTU of the interface in octets, without the Ethernet header.</summary>
    int Mtu { get; }

    /// <summary>
    /// The hardware address of the host's side, which frames from the host carry as their source.
    /// </summary>
    MacAddress MacAddress { get; }

    /// <summary>
    /// Whether the interface was deleted under us: nothing will ever be read or written again.
    /// </summary>
    bool IsGone { get; }

    /// <summary>What went through and what did not.</summary>
    TapCounters Counters { get; }

    /// <summary>
    /// Fills <paramref name="batch"/>, which is cleared first, with the frames that wait; waits for the first
    /// one.
    /// </summary>
    /// <param name="batch">Where the frames go.</param>
    /// <param name="timeoutMilliseconds">How long to wait; 0 does not wait, -1 waits until woken.</param>
    /// <returns>The number of frames; 0 after the time, after <see cref="Wake"/>, and where nothing can be
    /// read.
    /// </returns>
    int Read(FrameBatch batch, int timeoutMilliseconds);

    /// <summary>Hands the frames of <paramref name="batch"/> to the host, in order.</summary>
    /// <returns>The number that the host took; the others are counted and lost.</returns>
    int Write(FrameBatch batch);

    /// <summary>Makes a blocked, or else the next, <see cref="Read"/> return at once.</summary>
    void Wake();
}
