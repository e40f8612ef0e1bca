using System.Buffers.Binary;
using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Transport;
using HiperNet.Hipd.Configuration;
using HiperNet.Hipd.DataPath;
using HiperNet.Hipd.Peers;
using HiperNet.Hipd.Policy;
using Path = HiperNet.HipStack.Association.Path;

namespace HiperNet.Hipd;

/// <summary>The security associations of the data path. It belongs to the control thread.</summary>
internal sealed class Associations(PeerTable peers, SpiTable spis, HostBook hosts, Settings settings)
{
    private readonly Dictionary<AssociationKey, AssociationPath> paths = [];
    private readonly Dictionary<uint, AssociationKey> keys = [];
    private readonly SaTotals carriedIn = new();
    private readonly SaTotals carriedOut = new();

    public AssociationKey? KeyOf(uint spi) => keys.TryGetValue(spi, out AssociationKey key) ? key : null;

    public AssociationPath? Find(AssociationKey key) => paths.GetValueOrDefault(key);

    public void Install(InstallInboundSa install, ITrafficRights? rights)
    {
        AssociationPath path = FindOrAdd(install.Key, install.PeerMarksFamilies, rights);
        using SaKeys saKeys = install.Keys;
        if (!EspSuite.TryGet(saKeys.Suite, out EspSuite? suite))
        {
            return;
        }

        InboundSa sa = new(saKeys.Spi, suite, saKeys.Encryption, saKeys.Authentication, extended: false);
        if (spis.TryAdd(sa, path))
        {
            Link(path).InboundSas.Add(sa);
            keys[saKeys.Spi] = install.Key;
        }
        else
        {
            sa.Dispose();
        }
    }

    public void Install(InstallOutboundSa install, IDatagramSocket? socket)
    {
        AssociationPath path = FindOrAdd(install.Key, install.MarkFamilies, rights: null);
        using SaKeys saKeys = install.Keys;
        if (!EspSuite.TryGet(saKeys.Suite, out EspSuite? suite) || socket is null)
        {
            return;
        }

        OutboundSa? old = path.Outbound;
        Link(path).Route = RouteOf(install.Path, socket);
        path.Outbound = new OutboundSa(saKeys.Spi, suite, saKeys.Encryption, saKeys.Authentication, extended: false);
        peers.Set(path);
        Retire(Link(path), old);
    }

    public void Remove(RemoveInboundSa remove)
    {
        keys.Remove(remove.Spi);
        if (spis.TryFind(remove.Spi, out InboundRoute route) && spis.Remove(remove.Spi))
        {
            PeerLink link = Link(route.Association);
            link.InboundSas.Remove(route.Sa);
            link.Inbound.Add(route.Sa.Packets, route.Sa.Bytes);
            route.Sa.Dispose();
        }
    }

    /// <summary>Takes an association and all that belongs to it from the data path.</summary>
    public void Remove(AssociationKey key)
    {
        if (!paths.Remove(key, out AssociationPath? path))
        {
            return;
        }

        peers.Remove(path);
        PeerLink link = Link(path);
        foreach (InboundSa sa in link.InboundSas)
        {
            keys.Remove(sa.Spi);
            spis.Remove(sa.Spi);
            link.Inbound.Add(sa.Packets, sa.Bytes);
            sa.Dispose();
        }

        Retire(link, path.Outbound);
        path.Outbound = null;
        carriedIn.Add(link.Inbound);
        carriedOut.Add(link.Outbound);
        if (hosts.Find(key.Peer) is null && path.Addresses.HasIPv4)
        {
            // Strangers come and go; a host that is listed keeps its address.
            peers.RemoveAddress(path.Addresses.PeerIPv4);
        }
    }

    public void SetRights(AssociationKey key, ITrafficRights rights)
    {
        if (paths.TryGetValue(key, out AssociationPath? path))
        {
            path.Filter.Rights = rights;
        }
    }

    public void Move(PathChanged changed, IDatagramSocket? socket)
    {
        if (paths.TryGetValue(changed.Key, out AssociationPath? path) && socket is not null)
        {
            Link(path).Route = RouteOf(changed.Path, socket);
            path.IsUnverified = !changed.IsVerified;
        }
    }

    private static EspRoute? RouteOf(Path path, IDatagramSocket socket) =>
        path.IsControlOnly ? null : new EspRoute(path, socket);

    /// <summary>What came in over all security associations since the start, those that are gone among them.</summary>
    public SaTotals TotalIn()
    {
        SaTotals total = Sum(carriedIn, link => link.Inbound);
        foreach (InboundSa sa in paths.Values.SelectMany(path => Link(path).InboundSas))
        {
            total.Add(sa.Packets, sa.Bytes);
        }

        return total;
    }

    /// <summary>What went out.</summary>
    public SaTotals TotalOut()
    {
        SaTotals total = Sum(carriedOut, link => link.Outbound);
        foreach (AssociationPath path in paths.Values)
        {
            total.Add(path.Outbound?.Packets ?? 0, path.Outbound?.Bytes ?? 0);
        }

        return total;
    }

    /// <summary>Takes an eighth of every credit (RFC 8046 section 5.6.2).</summary>
    public void AgeCredits()
    {
        foreach (AssociationPath path in paths.Values)
        {
            path.Credit.Age();
        }
    }

    private SaTotals Sum(SaTotals gone, Func<PeerLink, SaTotals> of)
    {
        SaTotals total = new();
        total.Add(gone);
        foreach (AssociationPath path in paths.Values)
        {
            total.Add(of(Link(path)));
        }

        return total;
    }

    private static PeerLink Link(AssociationPath path) => (PeerLink)path.Tag!;

    private static void Retire(PeerLink link, OutboundSa? sa)
    {
        if (sa is not null)
        {
            link.Outbound.Add(sa.Packets, sa.Bytes);
            sa.Dispose();
        }
    }

    private static uint Number(IPAddress ipv4) => BinaryPrimitives.ReadUInt32BigEndian(ipv4.GetAddressBytes());

    private AssociationPath FindOrAdd(AssociationKey key, bool marksFamily, ITrafficRights? rights)
    {
        if (paths.TryGetValue(key, out AssociationPath? path) && path.MarksFamily == marksFamily)
        {
            if (rights is not null)
            {
                path.Filter.Rights = rights;
            }

            return path;
        }

        Remove(key);
        path = new AssociationPath(Addresses(key), marksFamily, rights ?? NoRights.Instance)
        {
            Tag = new PeerLink(key),
            Mtu = settings.Tap.Mtu,
        };
        paths.Add(key, path);
        return path;
    }

    /// <summary>The addresses that both ends have towards applications here.</summary>
    private InnerAddresses Addresses(AssociationKey key)
    {
        Identity identity = settings.Identities.First(identity => identity.Hit == key.Local);
        Host? host = hosts.Find(key.Peer);
        IPAddress lsi = Lsi.Of(key.Peer).ToAddress();
        bool isVpxi = identity.Ipv4 is not null && host?.Ipv4 is not null;
        uint own = Number(isVpxi ? identity.Ipv4!.Address : identity.Lsi.ToAddress());
        uint other = Number(isVpxi ? host!.Ipv4! : lsi);

        // An address that stands for another host must not be the source of this one's packets.
        if ((!isVpxi && !settings.Tap.Lsi) || !peers.TryAddAddress(other, key.Peer.ToUInt128()))
        {
            own = other = 0;
        }

        return new InnerAddresses(key.Local.ToUInt128(), key.Peer.ToUInt128(), own, other);
    }
}
