using System.Buffers.Binary;
using System.Net;
using HiperNet.HipStack.Esp;
using HiperNet.Hipd.Configuration;
using HiperNet.Hipd.Peers;

namespace HiperNet.Hipd;

/// <summary>Which IPv4 addresses stand for whom on the TAP side.</summary>
internal sealed class AddressBook(PeerTable peers, Settings settings, HostBook hosts)
{
    /// <summary>Our own addresses, and those of the hosts that are known.</summary>
    public void Fill()
    {
        foreach (Identity identity in settings.Identities)
        {
            UInt128 hit = identity.Hit.ToUInt128();
            peers.AddLocal(hit, settings.Tap.Lsi ? Number(identity.Lsi.ToAddress()) : 0);
            if (identity.Ipv4 is { } ipv4)
            {
                peers.AddLocal(hit, Number(ipv4.Address));
            }
        }

        foreach ((_, Host host) in hosts.All())
        {
            Add(host);
        }
    }

    /// <summary>A host's addresses; false if one of them stands for another host already.</summary>
    public bool Add(Host host)
    {
        bool isFree = !settings.Tap.Lsi
            || peers.TryAddAddress(Number(host.Lsi.ToAddress()), host.Hit.ToUInt128());
        return (host.Ipv4 is null || peers.TryAddAddress(Number(host.Ipv4), host.Hit.ToUInt128())) && isFree;
    }

    public void Remove(Host host)
    {
        if (host.Ipv4 is not null)
        {
            peers.RemoveAddress(Number(host.Ipv4));
        }
    }

    private static uint Number(IPAddress ipv4) => BinaryPrimitives.ReadUInt32BigEndian(ipv4.GetAddressBytes());
}
