using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Link;
using HiperNet.Hipd.Configuration;
using HiperNet.Hipd.Peers;
using HiperNet.Hipd.Policy;
using Path = HiperNet.HipStack.Association.Path;

namespace HiperNet.Hipd;

/// <summary>Begins base exchanges: for packets that wait, for peers that have lost a state, and for people.</summary>
internal sealed class Connector(
    HipEngine engine,
    HostBook hosts,
    PeerPolicy policy,
    IAddressMonitor routes,
    WaitingPackets waiting,
    Settings settings,
    DaemonClock clock)
{
    private static readonly TimeSpan UnknownSpiInterval = TimeSpan.FromSeconds(1);

    private long lastUnknownSpi = -UnknownSpiInterval.Ticks;

    /// <summary>A packet waits for an association, unless one that was in the making has taken it along.</summary>
    public void PacketWaits(UInt128 localHit, UInt128 peerHit)
    {
        if (!Hit.TryCreate(localHit, out Hit local) || !Hit.TryCreate(peerHit, out Hit peer))
        {
            return;
        }

        AssociationKey key = new(local, peer);
        if (!waiting.Has(key))
        {
            return;
        }

        if (engine.View(key) is { } known)
        {
            if (known.IsOpen)
            {
                waiting.Send(key, known.Path);
                return;
            }

            if (known.State == HiperNet.HipStack.Association.AssociationState.Failed)
            {
                waiting.Refuse(key, known.EndReason);
                return;
            }
        }

        if (Paths(peer) is not { Count: > 0 } paths)
        {
            waiting.Drop(key, IcmpErrorKind.NoRoute);
        }
        else if (!engine.Connect(clock.Now, new ConnectRequest(local, peer, paths, policy.Chain))
            && engine.View(key) is null)
        {
            // There is no room for another association: whoever sent the packet need not wait.
            waiting.Drop(key, IcmpErrorKind.AddressUnreachable);
        }
    }

    /// <summary>Begins an exchange with a peer; false if nobody knows where it is, or none can begin now.</summary>
    public bool Connect(Hit local, Hit peer) =>
        Paths(peer) is { Count: > 0 } paths
        && engine.Connect(clock.Now, new ConnectRequest(local, peer, paths, policy.Chain));

    /// <summary>
    /// Begins an exchange with whoever is at an address (RFC 7401 section 4.1.8); false if there is no way there, or
    /// one has begun already.
    /// </summary>
    public bool Meet(Hit local, IPAddress address)
    {
        List<Path> paths = [];
        AddPaths(new Host(default, null, [new IPEndPoint(address, 0)], null, default, null), paths);
        return engine.Connect(clock.Now, new ConnectRequest(local, default, paths, policy.Chain));
    }

    /// <summary>
    /// Data came that we have no keys for: a peer may not know that we have lost them. Any thread; once a second at
    /// most, whoever sends how much.
    /// </summary>
    public void NoteUnknownSpi(Path path, Action<Action> offer)
    {
        long now = clock.Now.Ticks;
        long last = Interlocked.Read(ref lastUnknownSpi);
        if (now - last >= UnknownSpiInterval.Ticks
            && Interlocked.CompareExchange(ref lastUnknownSpi, now, last) == last)
        {
            offer(() => Recover(path));
        }
    }

    private void Recover(Path path)
    {
        Hit peer = hosts.At(path.Remote.Address);
        Hit local = settings.Identities[0].Hit;
        if (!peer.IsNone && engine.View(new AssociationKey(local, peer)) is null)
        {
            Connect(local, peer);
        }
    }

    /// <summary>Ways to a peer, the best first; its rendezvous server passes an I1 on (RFC 8004 section 3).</summary>
    private List<Path> Paths(Hit peer)
    {
        List<Path> paths = [];
        if (hosts.Find(peer) is not { } host)
        {
            return paths;
        }

        AddPaths(host, paths);
        if (!host.Rvs.IsNone && hosts.Find(host.Rvs) is { } server)
        {
            AddPaths(server, paths);
        }

        return paths;
    }

    private void AddPaths(Host host, List<Path> paths)
    {
        Encapsulation encapsulation = host.Encapsulation ?? settings.Preferred;
        bool isUdp = encapsulation == Encapsulation.Udp;
        foreach (IPEndPoint address in host.Addresses)
        {
            if (routes.FindSource(address.Address) is { } source)
            {
                int port = isUdp ? (address.Port == 0 ? settings.Engine.UdpPort : address.Port) : 0;
                paths.Add(new Path(
                    encapsulation,
                    new IPEndPoint(source, isUdp ? settings.Engine.UdpPort : 0),
                    new IPEndPoint(address.Address, port)));
            }
        }
    }
}
