using System.Net;

namespace HiperNet.HipStack.Link;

/// <summary>Tells which addresses this host has, and when that changes.</summary>
public interface IAddressMonitor : IDisposable
{
    /// <summary>
    /// The addresses as of the last <see cref="WaitForChange"/>, sorted by interface and address.
    /// </summary>
    IReadOnlyList<LocalAddress> Current { get; }

    /// <summary>Waits until <see cref="Current"/> is another list. One thread at a time.</summary>
    /// <param name="timeoutMilliseconds">How long to wait; 0 does not wait, -1 waits until woken.</param>
    /// <returns>Whether the list changed; false after the time and after <see cref="Wake"/>.</returns>
    bool WaitForChange(int timeoutMilliseconds);

    /// <summary>
    /// The address that the host would send from to <paramref name="destination"/>; null without a route.
    /// </summary>
    IPAddress? FindSource(IPAddress destination);

    /// <summary>Makes a blocked, or else the next, <see cref="WaitForChange"/> return at once.</summary>
    void Wake();
}
