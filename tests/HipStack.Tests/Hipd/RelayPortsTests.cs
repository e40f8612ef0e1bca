using System.Buffers.Binary;
using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Identity;
using HiperNet.HipStack.Transport;
using HiperNet.Hipd.Configuration;
using HiperNet.Hipd.DataPath;
using HiperNet.Hipd.Services;
using Path = HiperNet.HipStack.Association.Path;

namespace HiperNet.HipStack.Tests.Hipd;

/// <summary>The relayed addresses of a data relay, with sockets of the kernel.</summary>
[TestClass]
public sealed class RelayPortsTests : IDisposable
{
    private const uint ToPeer = 1000;
    private const uint ToClient = 2000;

    private static readonly IPEndPoint Peer = IPEndPoint.Parse("203.0.113.1:40000");
    private static readonly Path ClientPath = PathTo("198.51.100.1:10500");

    private readonly Underlay underlay = Underlay.Open(new TransportConfig { Raw = false, UdpPort = 0 });
    private readonly RelayTable table = new();
    private readonly List<IDatagramSocket> opened = [];
    private readonly AssociationKey client = Key(1);
    private readonly RelayPorts ports;

    public RelayPortsTests() => ports = new RelayPorts(new PortRange(45_600, 45_649), underlay, table, opened.Add);

    public void Dispose() => underlay.Dispose();

    [TestMethod]
    public void Each_client_has_a_port_of_its_own_and_keeps_it()
    {
        IPEndPoint? first = ports.Open(client, ClientPath);
        IPEndPoint? other = ports.Open(Key(2), ClientPath);

        Assert.AreEqual(ClientPath.Local.Address, first!.Address);
        Assert.AreNotEqual(first.Port, other!.Port);
        Assert.AreEqual(first, ports.Open(client, ClientPath));
        Assert.HasCount(2, opened);
        Assert.IsTrue(opened.TrueForAll(table.IsRelayed), "What comes to a relayed address is never for the relay.");
    }

    [TestMethod]
    public void A_port_that_is_free_again_goes_to_the_next()
    {
        IPEndPoint? first = ports.Open(client, ClientPath);
        ports.Close(client);

        Assert.AreEqual(first, ports.Open(Key(2), ClientPath));
        Assert.HasCount(1, opened);
    }

    [TestMethod]
    public void Without_a_port_to_spare_there_is_none()
    {
        RelayPorts one = new(new PortRange(45_700, 45_700), underlay, table, opened.Add);

        Assert.IsNotNull(one.Open(client, ClientPath));
        Assert.IsNull(one.Open(Key(2), ClientPath));
    }

    [TestMethod]
    public void A_client_that_is_reached_without_UDP_gets_none() => Assert.IsNull(ports.Open(
        client, new Path(Encapsulation.Raw, IPEndPoint.Parse("192.0.2.1:0"), IPEndPoint.Parse("198.51.100.1:0"))));

    [TestMethod]
    public void Only_what_was_permitted_passes_and_both_ways()
    {
        IDatagramSocket relayed = Permit();

        EspRoute? back = Find(relayed, Peer, ToClient);
        EspRoute? forth = Find(Main(), ClientPath.Remote, ToPeer);
        Assert.AreEqual(ClientPath.Remote, back?.Path.Remote);
        Assert.AreEqual(Peer, forth?.Path.Remote);
        Assert.AreSame(relayed, forth?.Socket, "The peer knows the relayed address alone.");
        Assert.IsNull(Find(relayed, Peer, ToPeer), "another SPI");
        Assert.IsNull(Find(relayed, IPEndPoint.Parse("203.0.113.1:40001"), ToClient), "another port");
        Assert.IsNull(Find(Main(), Peer, ToClient), "another socket");
        Assert.IsNull(Find(relayed, ClientPath.Remote, ToPeer), "the client at the relayed address");
        Assert.IsFalse(table.TryFind(relayed, UnderlayAddress.From(Peer), new byte[3], out _), "too short");
    }

    [TestMethod]
    public void A_client_that_moves_takes_its_permissions_along()
    {
        IDatagramSocket relayed = Permit();
        Path moved = PathTo("198.51.100.99:10500");

        ports.Move(Changed(moved));

        Assert.AreEqual(moved.Remote, Find(relayed, Peer, ToClient)?.Path.Remote);
        Assert.IsNull(Find(Main(), ClientPath.Remote, ToPeer));
        Assert.IsNotNull(Find(Main(), moved.Remote, ToPeer));
    }

    [TestMethod]
    public void A_client_that_goes_leaves_no_permission()
    {
        Permit();
        Assert.AreEqual(2, table.Count);

        ports.Close(client);

        Assert.AreEqual(0, table.Count);
    }

    [TestMethod]
    [DataRow("10600-10649", true)]
    [DataRow("10600", true)]
    [DataRow("0-10", false)]
    [DataRow("20-10", false)]
    [DataRow("1-65536", false)]
    [DataRow("-", false)]
    [DataRow("1-2-3", false)]
    [DataRow("", false)]
    public void A_range_of_ports_is_read(string text, bool isRange) =>
        Assert.AreEqual(isRange, PortRange.TryParse(text, out _));

    private static AssociationKey Key(ushort number)
    {
        Assert.IsTrue(Hit.TryParse($"2001:22::{number:x}", out Hit peer));
        Assert.IsTrue(Hit.TryParse("2001:22::ffff", out Hit local));
        return new AssociationKey(local, peer);
    }

    private static Path PathTo(string remote) =>
        new(Encapsulation.Udp, IPEndPoint.Parse("192.0.2.1:10500"), IPEndPoint.Parse(remote));

    private PathChanged Changed(Path path) => new(client, path, isVerified: true);

    private IDatagramSocket Main() => underlay.ForEsp(ClientPath)!;

    private IDatagramSocket Permit()
    {
        IPEndPoint relayed = ports.Open(client, ClientPath)!;
        RelayPermission permission = new(Peer, ToPeer, ToClient);
        ports.Install(new InstallRelayBinding(client, ClientPath, relayed, permission));
        return opened[^1];
    }

    private EspRoute? Find(IDatagramSocket socket, IPEndPoint source, uint spi)
    {
        byte[] esp = new byte[40];
        BinaryPrimitives.WriteUInt32BigEndian(esp, spi);
        return table.TryFind(socket, UnderlayAddress.From(source), esp, out EspRoute? route) ? route : null;
    }
}
