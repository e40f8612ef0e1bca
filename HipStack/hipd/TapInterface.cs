using System.Net;
using HiperNet.HipStack.Link;
using HiperNet.Hipd.Configuration;

namespace HiperNet.Hipd;

/// <summary>The TAP device with its addresses and routes; the kernel takes them away with it.</summary>
internal sealed class TapInterface : IDisposable
{
    private const int HitPrefix = 128;
    private const int LsiPrefix = 8;

    private static readonly IPNetwork Hits = IPNetwork.Parse("2001:20::/28");

    private TapInterface(TapDevice device, IReadOnlyList<IPAddress> addresses)
    {
        Device = device;
        Addresses = addresses;
    }

    public ITapDevice Device { get; }

    /// <summary>Our addresses on it.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>Makes the device and takes it up.</summary>
    /// <exception cref="LinkException">The kernel refuses.</exception>
    public static TapInterface Open(TapConfig config, IReadOnlyList<Identity> identities, MacAddress address)
    {
        TapDevice device = TapDevice.Open(config.Name, address);
        try
        {
            using InterfaceSetup setup = new();
            InterfaceSetup.DisableAutoconfiguration(config.Name);
            setup.SetMtu(config.Name, config.Mtu);
            List<IPAddress> addresses = [];
            foreach (Identity identity in identities)
            {
                AddAddresses(setup, config, identity, addresses);
            }

            setup.SetUp(config.Name);
            setup.AddRoute(config.Name, Hits, addresses[0]);
            return new TapInterface(device, addresses);
        }
        catch
        {
            device.Dispose();
            throw;
        }
    }

    public void Dispose() => Device.Dispose();

    private static void AddAddresses(
        InterfaceSetup setup, TapConfig config, Identity identity, List<IPAddress> addresses)
    {
        Add(identity.Hit.ToAddress(), HitPrefix);
        if (config.Lsi)
        {
            Add(identity.Lsi.ToAddress(), LsiPrefix);
        }

        if (identity.Ipv4 is { } ipv4)
        {
            Add(ipv4.Address, ipv4.PrefixLength);
        }

        void Add(IPAddress address, int prefix)
        {
            setup.AddAddress(config.Name, address, prefix);
            addresses.Add(address);
        }
    }
}
