using System.Net;
using HiperNet.HipStack.Transport;

namespace HiperNet.HipStack.Tests.Transport;

[TestClass]
public sealed class UnderlayAddressTests
{
    [TestMethod]
    [DataRow("192.0.2.1:10500")]
    [DataRow("[2001:db8::1]:10500")]
    [DataRow("[fe80::1%7]:1")]
    [DataRow("0.0.0.0:0")]
    [DataRow("[::]:65535")]
    public void An_end_point_survives_both_ways(string text)
    {
        IPEndPoint endPoint = IPEndPoint.Parse(text);

        UnderlayAddress address = UnderlayAddress.From(endPoint);

        Assert.AreEqual(endPoint, address.ToEndPoint());
        Assert.AreEqual(address, UnderlayAddress.From(address.ToEndPoint()));
        Assert.AreEqual(endPoint.Port == 0 ? endPoint.Address.ToString() : text, address.ToString());
    }

    [TestMethod]
    public void IPv4_written_as_IPv6_is_IPv4()
    {
        UnderlayAddress address = UnderlayAddress.From(IPAddress.Parse("::ffff:192.0.2.1"), 5);

        Assert.IsTrue(address.IsIPv4);
        Assert.AreEqual(UnderlayAddress.Read4([192, 0, 2, 1], 5), address);
        Assert.AreNotEqual(UnderlayAddress.From(IPAddress.Parse("::c000:201"), 5), address);
    }

    [TestMethod]
    public void A_scope_belongs_to_link_local_addresses_only()
    {
        byte[] global = IPAddress.Parse("2001:db8::1").GetAddressBytes();
        byte[] local = IPAddress.Parse("fe80::1").GetAddressBytes();

        Assert.AreEqual(0u, UnderlayAddress.Read6(global, 0, 7).Scope);
        Assert.AreEqual(7u, UnderlayAddress.Read6(local, 0, 7).Scope);
        Assert.AreNotEqual(UnderlayAddress.Read6(local, 0, 7), UnderlayAddress.Read6(local, 0, 8));
    }

    [TestMethod]
    public void No_address_is_neither_and_converts_to_nothing()
    {
        UnderlayAddress none = default;

        Assert.IsTrue(none.IsNone && !none.IsIPv4 && !none.IsIPv6 && none.IsUnspecified);
        Assert.AreNotEqual(UnderlayAddress.Any4, none);
        Assert.AreNotEqual(UnderlayAddress.Any4, UnderlayAddress.Any6);
        Assert.AreEqual(0, none.WriteTo([]));
        Assert.ThrowsExactly<InvalidOperationException>(none.ToAddress);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => none.WithPort(65_536));
    }
}
