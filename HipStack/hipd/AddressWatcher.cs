using HiperNet.HipStack.Link;
using HiperNet.Hipd.Configuration;
using EngineAddress = HiperNet.HipStack.Association.LocalAddress;

namespace HiperNet.Hipd;

/// <summary>The thread that sees our addresses come and go.</summary>
internal sealed class AddressWatcher(
    AddressMonitor monitor, TransportConfig config, Action<IReadOnlyList<EngineAddress>> changed)
{
    /// <summary>The addresses that peers may reach us at, the best first.</summary>
    public IReadOnlyList<EngineAddress> Current =>
    [
        .. Usable().Select(address => new EngineAddress(address.Address, address.PrefixLength)),
    ];

    /// <summary>The same with their interfaces.</summary>
    public IReadOnlyList<LocalAddress> Usable() =>
    [
        .. monitor.Current
            .Where(address => address.IsUp && !config.IgnoreInterfaces.Contains(address.InterfaceName))
            .OrderBy(address => address.IsDeprecated)
            .ThenByDescending(address => address.InterfaceName == config.PreferInterface),
    ];

    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            if (monitor.WaitForChange(-1))
            {
                changed(Current);
            }
        }
    }

    public void Wake() => monitor.Wake();
}
