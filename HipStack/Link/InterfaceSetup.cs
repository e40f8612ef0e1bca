using System.Net;

namespace HiperNet.HipStack.Link;

/// <summary>
/// Configures interfaces by rtnetlink. What is already as wanted, or already gone, is no failure. Needs
/// CAP_NET_ADMIN.
/// </summary>
public sealed class InterfaceSetup : IDisposable
{
    /// <summary>Opens a conversation with the kernel.</summary>
    /// <exception cref="LinkException">The kernel refuses.</exception>
    public InterfaceSetup()
    {
    }

    /// <summary>The kernel's number of an interface.</summary>
    /// <exception cref="LinkException">There is no such interface.</exception>
    public int IndexOf(string name) => throw new NotSupportedException();

    /// <summary>Takes an interface up.</summary>
    /// <exception cref="LinkException">The kernel refuses.</exception>
    public void SetUp(string name) => throw new NotSupportedException();

    /// <summary>Takes an interface down.</summary>
    /// <exception cref="LinkException">The kernel refuses.</exception>
    public void SetDown(string name) => throw new NotSupportedException();

    /// <summary>Sets the MTU of an interface, in octets.</summary>
    /// <exception cref="LinkException">The kernel refuses; IPv6 needs at least 1280.</exception>
    public void SetMtu(string name, int mtu) => throw new NotSupportedException();

    /// <summary>Adds an address with its prefix, at once usable: without duplicate address detection.</summary>
    /// <exception cref="LinkException">The kernel refuses.</exception>
    public void AddAddress(string name, IPAddress address, int prefixLength) => throw new NotSupportedException();

    /// <summary>Removes an address.</summary>
    /// <exception cref="LinkException">The kernel refuses.</exception>
    public void RemoveAddress(string name, IPAddress address, int prefixLength) =>
        throw new NotSupportedException();

    /// <summary>Routes a network to an interface.</summary>
    /// <param name="name">The interface.</param>
    /// <param name="network">The destinations.</param>
    /// <param name="source">The address to send from, where the host shall not choose.</param>
    /// <exception cref="LinkException">The kernel refuses.</exception>
    public void AddRoute(string name, IPNetwork network, IPAddress? source = null) =>
        throw new NotSupportedException();

    /// <summary>Removes a route.</summary>
    /// <exception cref="LinkException">The kernel refuses.</exception>
    public void RemoveRoute(string name, IPNetwork network) => throw new NotSupportedException();

    /// <summary>
    /// Keeps the host from configuring the interface by itself: no router advertisements, no link-local address.
    /// </summary>
    /// <returns>Whether all of it was possible.</returns>
    public bool DisableAutoconfiguration(string name) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
