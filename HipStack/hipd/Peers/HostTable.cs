using System.Collections.Concurrent;
using HiperNet.HipStack.Control;
using HiperNet.HipStack.Identity;

namespace HiperNet.Hipd.Peers;

/// <summary>A source that is told.</summary>
internal sealed class HostTable(LocatorSource kind) : ILocatorSource
{
    /// <summary>The most hosts of one table.</summary>
    public const int MaxHosts = 100_000;

    private readonly ConcurrentDictionary<Hit, Host> hosts = new();

    public LocatorSource Kind => kind;

    public IReadOnlyCollection<Host> Hosts => [.. hosts.Values];

    public Host? Find(Hit hit) => hosts.GetValueOrDefault(hit);

    /// <summary>Adds a host, or puts it in the place of the one with its HIT; false if the table is full.</summary>
    public bool TrySet(Host host)
    {
        if (hosts.Count >= MaxHosts && !hosts.ContainsKey(host.Hit))
        {
            return false;
        }

        hosts[host.Hit] = host;
        return true;
    }

    public bool Remove(Hit hit) => hosts.TryRemove(hit, out _);

    public void Replace(IEnumerable<Host> all)
    {
        hosts.Clear();
        foreach (Host host in all)
        {
            TrySet(host);
        }
    }
}
