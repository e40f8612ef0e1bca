using System.Net;

namespace HiperNet.HipStack.Link;

/// <summary>The addresses of the host by rtnetlink: its multicast events say when to look, a dump says what is there.
/// </summary>
public sealed class AddressMonitor : IAddressMonitor
{
    /// <summary>Starts to listen, and takes the first list.</summary>
    /// <param name="excludedInterface">The interface whose addresses are no locators: our own TAP device.</param>
    /// <param name="includeLinkLocal">Whether link-local IPv6 addresses are listed.</param>
    /// <exception cref="LinkException">The kernel refuses.</exception>
    public AddressMonitor(string excludedInterface, bool includeLinkLocal = false) =>
        throw new NotSupportedException(excludedInterface + includeLinkLocal);

    /// <inheritdoc/>
    public IReadOnlyList<LocalAddress> Current { get; private set; } = [];

    /// <inheritdoc/>
    public bool WaitForChange(int timeoutMilliseconds) => throw new NotSupportedException();

    /// <inheritdoc/>
    public IPAddress? FindSource(IPAddress destination) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Wake() => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose() => Current = [];
}
