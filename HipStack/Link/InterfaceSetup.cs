using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HiperNet.HipStack.Link;

/// <summary>
/// Configures interfaces by rtnetlink. What is already as wanted, or already gone, is no failure. Needs
/// CAP_NET_ADMIN.
/// </summary>
public sealed class InterfaceSetup : IDisposable
{
    private const int ESRCH = 3;

    private static readonly (string Setting, string Value)[] Autoconfiguration =
    [
        ("disable_ipv6", "0"),
        ("accept_ra", "0"),
        ("autoconf", "0"),
        ("router_solicitations", "0"),
        ("addr_gen_mode", "1"),
        ("accept_redirects", "0"),
    ];

    private readonly NetlinkSocket netlink = new();

    /// <summary>The kernel's number of an interface.</summary>
    /// <exception cref="LinkException">There is no such interface.</exception>
    public int IndexOf(string name)
    {
        int error = TryFind(name, out int index);
        return error == 0 ? index : throw LinkError.Of($"find the interface {name}", error);
    }

    /// <summary>Takes an interface up.</summary>
    /// <exception cref="LinkException">The kernel refuses.</exception>
    public void SetUp(string name) => SetFlags(name, Rtnetlink.InterfaceUp, $"take {name} up");

    /// <summary>Takes an interface down.</summary>
    /// <exception cref="LinkException">The kernel refuses.</exception>
    public void SetDown(string name) => SetFlags(name, 0, $"take {name} down");

    /// <summary>Sets the MTU of an interface, in octets.</summary>
    /// <exception cref="LinkException">The kernel refuses; IPv6 needs at least 1280.</exception>
    public void SetMtu(string name, int mtu)
    {
        NetlinkRequest request = new(Rtnetlink.NewLink, Rtnetlink.Acknowledge, LinkBody(IndexOf(name), 0, 0));
        request.Add(Rtnetlink.LinkMtu, NetlinkRequest.Number((uint)mtu));
        Do(request, $"set the MTU of {name} to {mtu}");
    }

    /// <summary>
    /// Adds an address with its prefix, at once usable: without duplicate address detection.
    /// </summary>
    /// <exception cref="LinkException">The kernel refuses.</exception>
    public void AddAddress(string name, IPAddress address, int prefixLength)
    {
        const ushort flags = Rtnetlink.Acknowledge | Rtnetlink.Create | Rtnetlink.Replace;
        const uint addressFlags = Rtnetlink.NoDuplicateDetection;
        NetlinkRequest request = AddressRequest(
            Rtnetlink.NewAddress, flags, IndexOf(name), address, prefixLength, addressFlags);
        Do(request, $"add the address {address}/{prefixLength} to {name}", LinkLibc.EEXIST);
    }

    /// <summary>Removes an address.</summary>
    /// <exception cref="LinkException">The kernel refuses.</exception>
    public void RemoveAddress(string name, IPAddress address, int prefixLength)
    {
        if (TryFind(name, out int index) != 0)
        {
            return;
        }

        NetlinkRequest request = AddressRequest(
            Rtnetlink.DeleteAddress, Rtnetlink.Acknowledge, index, address, prefixLength, 0);
        Do(request, $"remove the address {address}/{prefixLength} from {name}", LinkLibc.EADDRNOTAVAIL);
    }

    /// <summary>Routes a network to an interface.</summary>
    /// <param name="name">The interface.</param>
    /// <param name="network">The destinations.</param>
    /// <param name="source">The address to send from, where the host shall not choose.</param>
    /// <exception cref="LinkException">The kernel refuses.</exception>
    public void AddRoute(string name, IPNetwork network, IPAddress? source = null)
    {
        const ushort flags = Rtnetlink.Acknowledge | Rtnetlink.Create | Rtnetlink.Replace;
        NetlinkRequest request = RouteRequest(Rtnetlink.NewRoute, flags, IndexOf(name), network);
        if (source is not null)
        {
            request.Add(Rtnetlink.RoutePreferredSource, source.GetAddressBytes());
        }

        Do(request, $"route {network} to {name}", LinkLibc.EEXIST);
    }

    /// <summary>Removes a route.</summary>
    /// <exception cref="LinkException">The kernel refuses.</exception>
    public void RemoveRoute(string name, IPNetwork network)
    {
        if (TryFind(name, out int index) == 0)
        {
            NetlinkRequest request = RouteRequest(
                Rtnetlink.DeleteRoute, Rtnetlink.Acknowledge, index, network);
            Do(request, $"remove the route of {network} to {name}", ESRCH);
        }
    }

    /// <summary>
    /// Keeps the host from configuring the interface by itself: no router advertisements, no link-local
    /// address. To be called before the interface is taken up.
    /// </summary>
    /// <returns>Whether all of it was possible.</returns>
    /// <exception cref="LinkException">The name is none.</exception>
    public static bool DisableAutoconfiguration(string name)
    {
        InterfaceName.Check(name);
        bool all = true;
        foreach ((string setting, string value) in Autoconfiguration)
        {
            try
            {
                File.WriteAllText($"/proc/sys/net/ipv6/conf/{name}/{setting}", value);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // Read-only in many containers; the responder swallows what the host then says.
                all = false;
            }
        }

        return all;
    }

    /// <inheritdoc/>
    public void Dispose() => netlink.Dispose();

    private static byte Family(IPAddress address) =>
        (byte)(address.AddressFamily == AddressFamily.InterNetwork ? LinkLibc.AF_INET : LinkLibc.AF_INET6);

    private static byte[] LinkBody(int index, uint flags, uint change)
    {
        byte[] body = new byte[RtnetlinkBody.Link];
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(4), index);
        BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(8), flags);
        BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(12), change);
        return body;
    }

    private static NetlinkRequest AddressRequest(
        ushort type, ushort flags, int index, IPAddress address, int prefixLength, uint addressFlags)
    {
        byte[] body = new byte[RtnetlinkBody.Address];
        body[0] = Family(address);
        body[1] = (byte)prefixLength;
        body[2] = (byte)addressFlags;
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(4), index);
        byte[] octets = address.GetAddressBytes();
        return new NetlinkRequest(type, flags, body)
            .Add(Rtnetlink.AddressLocal, octets)
            .Add(Rtnetlink.Address, octets);
    }

    private static NetlinkRequest RouteRequest(ushort type, ushort flags, int index, IPNetwork network)
    {
        byte[] body = new byte[RtnetlinkBody.Route];
        bool is4 = network.BaseAddress.AddressFamily == AddressFamily.InterNetwork;
        body[0] = Family(network.BaseAddress);
        body[1] = (byte)network.PrefixLength;
        body[4] = Rtnetlink.MainTable;
        body[5] = Rtnetlink.Static;
        body[6] = is4 ? Rtnetlink.LinkScope : (byte)0;
        body[7] = Rtnetlink.Unicast;
        return new NetlinkRequest(type, flags, body)
            .Add(Rtnetlink.RouteDestination, network.BaseAddress.GetAddressBytes())
            .Add(Rtnetlink.RouteInterface, NetlinkRequest.Number((uint)index));
    }

    private int TryFind(string name, out int index)
    {
        InterfaceName.Check(name);
        NetlinkRequest request = new(Rtnetlink.GetLink, 0, LinkBody(0, 0, 0));
        request.Add(Rtnetlink.LinkName, [.. Encoding.ASCII.GetBytes(name), 0]);
        int error = netlink.AskOne(request, out NetlinkMessage? link);
        index = link?.Body.Length >= RtnetlinkBody.Link
            ? BinaryPrimitives.ReadInt32LittleEndian(link.Body.AsSpan(4))
            : 0;
        return error;
    }

    private void SetFlags(string name, uint flags, string what) =>
        Do(
            new NetlinkRequest(
                Rtnetlink.NewLink,
                Rtnetlink.Acknowledge,
                LinkBody(IndexOf(name), flags, Rtnetlink.InterfaceUp)),
            what);

    private void Do(NetlinkRequest request, string what, int harmless = 0)
    {
        int error = netlink.Ask(request, out _);
        if (error != 0 && error != harmless)
        {
            throw LinkError.Of(what, error);
        }
    }
}
