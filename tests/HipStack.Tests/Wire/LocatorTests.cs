using System.Net;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Tests.Wire;

[TestClass]
public sealed class LocatorTests
{
    private const string Mapped = "00000000000000000000FFFFC0000201";

    private static LocatorSetParameter? Read(string hex) =>
        LocatorSetParameter.TryRead(Convert.FromHexString(hex), out LocatorSetParameter? set) ? set : null;

    [TestMethod]
    public void A_locator_of_type_0_is_an_address()
    {
        Locator locator = Read("01000401" + "0000003C" + Mapped)!.Locators.Single();

        Assert.AreEqual(TrafficType.Signalling, locator.Traffic);
        Assert.IsTrue(locator.IsPreferred);
        Assert.AreEqual(60U, locator.Lifetime);
        Assert.AreEqual(IPAddress.Parse("192.0.2.1"), locator.Address);
    }

    [TestMethod]
    public void A_locator_of_type_1_is_an_SPI_and_an_address()
    {
        Locator locator = Read("00010500" + "FFFFFFFF" + "12345678" + "20010DB8000000000000000000000001")!
            .Locators.Single();

        Assert.IsFalse(locator.IsPreferred);
        Assert.AreEqual(Locator.UnboundedLifetime, locator.Lifetime);
        Assert.AreEqual(0x12345678U, locator.Spi);
        Assert.AreEqual(IPAddress.Parse("2001:db8::1"), locator.Address);
    }

    [TestMethod]
    public void A_locator_of_type_2_is_a_candidate()
    {
        Locator locator = Read("00020701" + "00000001" + "29041103" + "7E0000FF" + "12345678" + Mapped)!
            .Locators.Single();

        Assert.AreEqual((ushort)10500, locator.Port);
        Assert.AreEqual(HipProtocol.UdpProtocol, locator.Protocol);
        Assert.AreEqual(CandidateKind.Relayed, locator.Kind);
        Assert.AreEqual(0x7E0000FFU, locator.Priority);
        Assert.AreEqual(0x12345678U, locator.Spi);
        Assert.AreEqual(IPAddress.Parse("192.0.2.1"), locator.Address);
    }

    [TestMethod]
    public void A_set_without_locators_is_permitted() => Assert.IsEmpty(Read("")!.Locators);

    [TestMethod]
    [DataRow("00090101" + "00000001" + "DEADBEEF", DisplayName = "an unknown type")]
    [DataRow("00000501" + "00000001" + "12345678" + Mapped, DisplayName = "type 0 with another length")]
    [DataRow("00010401" + "00000001" + Mapped, DisplayName = "type 1 with another length")]
    [DataRow("00090001" + "00000001", DisplayName = "an unknown type without octets")]
    public void A_locator_that_is_not_supported_is_kept_to_be_told_of(string hex)
    {
        LocatorSetParameter set = Read(hex + "00000401" + "00000001" + Mapped)!;

        Assert.HasCount(2, set.Locators);
        Assert.IsFalse(set.Locators[0].IsSupported);
        Assert.IsNull(set.Locators[0].Address);
        Assert.IsTrue(set.Locators[1].IsSupported);
        Assert.AreEqual(hex, Convert.ToHexString(ParameterKind.Contents(set).AsSpan(0, hex.Length / 2)));
    }

    [TestMethod]
    [DataRow("00000401" + "00000000" + Mapped, DisplayName = "a lifetime of zero")]
    [DataRow("00000401" + "000000", DisplayName = "half a header")]
    [DataRow("00000401" + "00000001" + "0000", DisplayName = "half an address")]
    [DataRow("0000FF01" + "00000001" + Mapped, DisplayName = "a length beyond the end")]
    [DataRow("00000401" + "00000001" + Mapped + "00", DisplayName = "an octet too many")]
    public void A_malformed_locator_refuses_the_set(string hex) => Assert.IsNull(Read(hex));

    [TestMethod]
    public void Too_many_locators_are_refused()
    {
        string one = "00090001" + "00000001";

        Assert.HasCount(
            HipProtocol.MaxLocators, Read(string.Concat(Enumerable.Repeat(one, HipProtocol.MaxLocators)))!.Locators);
        Assert.IsNull(Read(string.Concat(Enumerable.Repeat(one, HipProtocol.MaxLocators + 1))));
    }

    [TestMethod]
    public void An_address_with_a_zone_is_sent_and_kept_without_it()
    {
        FromParameter parameter = new(IPAddress.Parse("fe80::1%5"));

        Assert.AreEqual(IPAddress.Parse("fe80::1"), parameter.Address);
        Assert.AreEqual("FE800000000000000000000000000001", Convert.ToHexString(ParameterKind.Contents(parameter)));
    }
}
