using System.Net;
using System.Net.Sockets;
using HiperNet.HipStack.Control;
using HiperNet.HipStack.Identity;
using HiperNet.Hipd.Peers;

namespace HiperNet.HipStack.Tests.Hipd;

/// <summary>Hosts whose addresses stand in the domain name system.</summary>
[TestClass]
public sealed class DnsLocatorsTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly PolicyWorld world = new();
    private readonly HostTable configured = new(LocatorSource.Static);
    private readonly Dictionary<string, IPAddress[]> zone = [];
    private readonly Hit peer = PolicyWorld.HostKeyOf(PolicyWorld.Key("A")).Hit;
    private int asked;

    public DnsLocatorsTests() => configured.TrySet(Named("alpha.example.org", 10501));

    public void Dispose() => world.Dispose();

    [TestMethod]
    public async Task A_name_stands_for_its_addresses_behind_those_that_are_configured()
    {
        zone["alpha.example.org"] = [IPAddress.Parse("192.0.2.7"), IPAddress.Parse("2001:db8::7")];
        DnsLocators names = Names();

        Assert.IsNull(names.Find(peer), "Nobody was asked yet.");
        await names.AskAsync(default);

        CollectionAssert.AreEqual(
            new[] { "192.0.2.1:0", "192.0.2.7:10501", "[2001:db8::7]:10501" },
            names.Find(peer)!.Addresses.Select(address => address.ToString()).ToList());
        Assert.HasCount(1, names.Hosts);
    }

    [TestMethod]
    public async Task An_answer_stands_for_five_minutes_and_is_not_lost_to_a_failure()
    {
        zone["alpha.example.org"] = [IPAddress.Parse("192.0.2.7")];
        DnsLocators names = Names();
        await names.AskAsync(default);
        zone.Clear();
        await names.AskAsync(default);
        Assert.AreEqual(1, asked);

        world.Time.Pass(DnsLocators.RefreshInterval + Second);
        await names.AskAsync(default);

        Assert.AreEqual(2, asked);
        Assert.HasCount(2, names.Find(peer)!.Addresses);
    }

    [TestMethod]
    public async Task A_name_without_an_answer_is_asked_for_again_soon()
    {
        DnsLocators names = Names();
        await names.AskAsync(default);
        Assert.IsNull(names.Find(peer));

        zone["alpha.example.org"] = [IPAddress.Parse("192.0.2.7")];
        world.Time.Pass(DnsLocators.RetryInterval + Second);
        await names.AskAsync(default);

        Assert.IsNotNull(names.Find(peer));
    }

    [TestMethod]
    public async Task A_host_with_another_name_is_asked_for_by_that_one()
    {
        zone["alpha.example.org"] = [IPAddress.Parse("192.0.2.7")];
        zone["beta.example.org"] = [IPAddress.Parse("192.0.2.8")];
        DnsLocators names = Names();
        await names.AskAsync(default);

        configured.Replace([Named("beta.example.org", 0)]);
        Assert.IsNull(names.Find(peer));
        await names.AskAsync(default);

        Assert.AreEqual("192.0.2.8:0", names.Find(peer)!.Addresses[^1].ToString());
    }

    [TestMethod]
    public async Task Of_too_many_addresses_the_first_are_kept()
    {
        zone["alpha.example.org"] = [.. Enumerable.Range(1, 200).Select(last => new IPAddress([10, 0, 0, (byte)last]))];
        DnsLocators names = Names();

        await names.AskAsync(default);

        Assert.HasCount(1 + DnsLocators.MaxAddresses, names.Find(peer)!.Addresses);
    }

    private DnsLocators Names() => new(configured, LookUpAsync, world.Clock);

    private Host Named(string name, int port) => new(peer, "a", [IPEndPoint.Parse("192.0.2.1:0")], null, default, null)
    {
        Names = [new DnsEndPoint(name, port)],
    };

    private Task<IPAddress[]> LookUpAsync(string name, CancellationToken cancellation)
    {
        asked++;
        return zone.TryGetValue(name, out IPAddress[]? found)
            ? Task.FromResult(found)
            : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));
    }
}
