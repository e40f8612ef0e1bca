using System.Net;
using HiperNet.HipStack.Link;
using HiperNet.Testing;

namespace HiperNet.Netns.Tests;

[TestClass]
[RequiresNetworkNamespaces]
public sealed class AddressMonitorTests
{
    private const int Bounded = 10_000;

    [TestMethod]
    public void Addresses_are_listed_with_what_they_are()
    {
        using NetworkNamespace near = new();
        using NetworkNamespace far = new();
        near.VethPair("a0", far, "b0");
        near.Ip("addr", "add", "10.1.0.1/24", "dev", "a0");
        near.Ip("addr", "add", "fd01::1/64", "dev", "a0", "nodad");
        near.Ip("addr", "add", "2001:21::1/28", "dev", "a0", "nodad");
        near.VethPair("hip0", far, "hip9");
        near.Ip("addr", "add", "10.9.0.1/24", "dev", "hip0");

        using AddressMonitor monitor = near.Inside(() => new AddressMonitor("hip0"));

        CollectionAssert.AreEqual(
            new[] { "10.1.0.1/24 on a0 Global True", "fd01::1/64 on a0 Global True" },
            monitor.Current.Select(Text).ToArray());
    }

    [TestMethod]
    public void Link_local_addresses_are_listed_with_their_scope_if_wanted()
    {
        using NetworkNamespace near = new();
        using NetworkNamespace far = new();
        near.VethPair("a0", far, "b0");
        near.Ip("addr", "add", "fe80::1/64", "dev", "a0", "nodad");

        using AddressMonitor monitor = near.Inside(() => new AddressMonitor("hip0", includeLinkLocal: true));

        LocalAddress found = monitor.Current.Single(
            local => local.Address.ToString().StartsWith("fe80::1%", StringComparison.Ordinal));
        Assert.AreEqual(found.InterfaceIndex, found.Address.ScopeId);
        Assert.AreEqual(AddressScope.Link, found.Scope);
    }

    [TestMethod]
    [DataRow("10.1.0.1/24")]
    [DataRow("fd01::1/64")]
    public void An_address_that_comes_and_goes_is_seen(string address)
    {
        using NetworkNamespace near = new();
        using NetworkNamespace far = new();
        near.VethPair("a0", far, "b0");
        using AddressMonitor monitor = near.Inside(() => new AddressMonitor("hip0"));
        Assert.IsEmpty(monitor.Current);

        near.Ip("addr", "add", address, "dev", "a0");
        Assert.IsTrue(monitor.WaitForChange(Bounded));
        Assert.AreEqual($"{address} on a0 Global True", Text(monitor.Current.Single()));

        near.Ip("addr", "del", address, "dev", "a0");
        Assert.IsTrue(monitor.WaitForChange(Bounded));
        Assert.IsEmpty(monitor.Current);
    }

    [TestMethod]
    public void An_interface_that_loses_its_carrier_and_goes_down_is_seen()
    {
        using NetworkNamespace near = new();
        using NetworkNamespace far = new();
        near.VethPair("a0", far, "b0");
        near.Ip("addr", "add", "10.1.0.1/24", "dev", "a0");
        using AddressMonitor monitor = near.Inside(() => new AddressMonitor("hip0"));

        far.Ip("link", "set", "b0", "down");
        Assert.IsTrue(monitor.WaitForChange(Bounded));
        Assert.IsFalse(monitor.Current.Single().IsUp);

        far.Ip("link", "set", "b0", "up");
        Assert.IsTrue(monitor.WaitForChange(Bounded));
        Assert.IsTrue(monitor.Current.Single().IsUp);

        near.Ip("link", "del", "a0");
        Assert.IsTrue(monitor.WaitForChange(Bounded));
        Assert.IsEmpty(monitor.Current);
    }

    [TestMethod]
    public void Events_that_change_nothing_of_ours_do_not_end_the_wait()
    {
        using NetworkNamespace near = new();
        using NetworkNamespace far = new();
        using AddressMonitor monitor = near.Inside(() => new AddressMonitor("hip0"));
        near.VethPair("hip0", far, "hip9");
        near.Ip("addr", "add", "10.9.0.1/24", "dev", "hip0");

        Assert.IsFalse(monitor.WaitForChange(0));
    }

    [TestMethod]
    public void A_blocked_wait_is_woken()
    {
        using NetworkNamespace near = new();
        using AddressMonitor monitor = near.Inside(() => new AddressMonitor("hip0"));
        Task<bool> wait = Task.Run(() => monitor.WaitForChange(-1));

        monitor.Wake();

        Assert.IsFalse(wait.Result);
    }

    [TestMethod]
    public void The_source_is_that_of_the_route_and_none_without_one()
    {
        using NetworkNamespace near = new();
        using NetworkNamespace far = new();
        near.VethPair("a0", far, "b0");
        near.Ip("addr", "add", "10.1.0.1/24", "dev", "a0");
        near.Ip("addr", "add", "10.1.0.7/24", "dev", "a0");
        near.Ip("addr", "add", "fd01::1/64", "dev", "a0", "nodad");
        near.Ip("route", "add", "10.2.0.0/16", "via", "10.1.0.2", "src", "10.1.0.7");
        near.Ip("route", "add", "unreachable", "10.3.0.0/16");
        using AddressMonitor monitor = near.Inside(() => new AddressMonitor("hip0"));

        Assert.AreEqual("10.1.0.1", Source(monitor, "10.1.0.2"));
        Assert.AreEqual("10.1.0.7", Source(monitor, "10.2.3.4"));
        Assert.AreEqual("fd01::1", Source(monitor, "fd01::2"));
        Assert.IsNull(Source(monitor, "10.3.0.1"));
        Assert.IsNull(Source(monitor, "192.0.2.1"));
        Assert.IsNull(Source(monitor, "2001:db8::1"));
    }

    private static string? Source(AddressMonitor monitor, string destination) =>
        monitor.FindSource(IPAddress.Parse(destination))?.ToString();

    private static string Text(LocalAddress local) =>
        $"{local.Address}/{local.PrefixLength} on {local.InterfaceName} {local.Scope} {local.IsUp}";
}
