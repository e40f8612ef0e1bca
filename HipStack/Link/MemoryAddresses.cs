using System.Net;

namespace HiperNet.HipStack.Link;

/// <summary>Addresses of a host without a kernel, for tests.</summary>
public sealed class MemoryAddresses : IAddressMonitor
{
    private readonly SemaphoreSlim signal = new(0);
    private volatile IReadOnlyList<LocalAddress> next = [];

    /// <inheritdoc/>
    public IReadOnlyList<LocalAddress> Current { get; private set; } = [];

    /// <summary>
    /// Says what <see cref="FindSource"/> answers; null takes the first address of the same version.
    /// </summary>
    public Func<IPAddress, IPAddress?>? Route { get; set; }

    /// <summary>Gives the host other addresses, which the next <see cref="WaitForChange"/> reports.</summary>
    public void Change(params IReadOnlyList<LocalAddress> addresses)
    {
        next = addresses;
        signal.Release();
    }

    /// <inheritdoc/>
    public bool WaitForChange(int timeoutMilliseconds)
    {
        signal.Wait(timeoutMilliseconds);
        IReadOnlyList<LocalAddress> now = next;
        bool isChanged = !now.SequenceEqual(Current);
        Current = now;
        return isChanged;
    }

    /// <inheritdoc/>
    public IPAddress? FindSource(IPAddress destination) => Route is null
        ? Current.FirstOrDefault(local => local.IsUp
            && local.Address.AddressFamily == destination.AddressFamily)?.Address
        : Route(destination);

    /// <inheritdoc/>
    public void Wake() => signal.Release();

    /// <inheritdoc/>
    public void Dispose() => signal.Dispose();
}
