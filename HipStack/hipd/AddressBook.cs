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

    /// <summary>Takes a host's addresses out; those that stand for another host stay.</summary>
    public void Remove(Host host)
    {
        UInt128 hit = host.Hit.ToUInt128();
        if (host.Ipv4 is not null)
        {
            Release(Number(host.Ipv4), hit);
        }

        Release(Number(host.Lsi.ToAddress()), hit);
    }

    private void Release(uint address, UInt128 hit)
    {
        if (peers.TryFindPeer(address, out UInt128 owner) && owner == hit)
        {
            peers.RemoveAddress(address);
        }
    }

    private static uint Number(IPAddress ipv4) => BinaryPrimitives.ReadUInt32BigEndian(ipv4.GetAddressBytes());
}
