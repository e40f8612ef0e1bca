using System.Net;
using HiperNet.HipStack.Control;
using HiperNet.HipStack.Identity;

namespace HiperNet.Hipd.Peers;

/// <summary>All sources of locators, asked in order.</summary>
internal sealed class HostBook(params IReadOnlyList<ILocatorSource> sources)
{
    public IReadOnlyList<ILocatorSource> Sources => sources;

    /// <summary>Where a peer is; null if nobody knows.</summary>
    public Host? Find(Hit hit) => sources.Select(source => source.Find(hit)).FirstOrDefault(host => host is not null);

    /// <summary>A peer by its HIT, its name, or an address that stands for it.</summary>
    public Hit? Resolve(string text)
    {
        if (Hit.TryParse(text, out Hit hit))
        {
            return hit;
        }

        IPAddress? address = IPAddress.TryParse(text, out IPAddress? parsed) ? parsed : null;
        foreach ((LocatorSource _, Host host) in All())
        {
            if (string.Equals(host.Name, text, StringComparison.OrdinalIgnoreCase)
                || (address is not null && (address.Equals(host.Ipv4) || address.Equals(host.Lsi.ToAddress()))))
            {
                return host.Hit;
            }
        }

        return null;
    }

    /// <summary>The peer that sends from an address; none if nobody or more than one does.</summary>
    public Hit At(IPAddress address)
    {
        Hit found = default;
        foreach ((LocatorSource _, Host host) in All())
        {
            if (host.Addresses.Any(known => known.Address.Equals(address)))
            {
                if (!found.IsNone && found != host.Hit)
                {
                    return default;
                }

                found = host.Hit;
            }
        }

        return found;
    }

    public IEnumerable<(LocatorSource Source, Host Host)> All() =>
        sources.SelectMany(source => source.Hosts.Select(host => (source.Kind, host)));
}
