using HiperNet.HipStack.Esp;

namespace HiperNet.HipStack.Tests.Esp;

/// <summary>Extension headers are followed safely, and what is not known has no ports.</summary>
[TestClass]
public sealed class UpperLayerTests
{
    private const byte Tcp = 6;

    private static readonly byte[] Segment = Ip.Upper(Tcp, 0x1234, 0x5678, []);

    [TestMethod]
    public void Ports_are_found_behind_extension_headers()
    {
        byte[] payload = [60, 0, 1, 4, 0, 0, 0, 0, 44, 1, 1, 12, .. new byte[12], Tcp, 0, 0, 0, 0, 0, 0, 1, .. Segment];

        Assert.AreEqual(DropReason.None, UpperLayer.Read(0, payload, out UpperLayer upper));
        Assert.AreEqual(Tcp, upper.Protocol);
        Assert.AreEqual(0x1234, upper.SourcePort);
        Assert.AreEqual(0x5678, upper.DestinationPort);
        Assert.AreEqual(32, upper.Offset);
        Assert.IsTrue(upper.HasExtensions);
        Assert.IsFalse(upper.Fragment.IsFragment);
    }

    [TestMethod]
    public void An_unknown_protocol_has_no_ports()
    {
        foreach (byte protocol in Enumerable.Range(0, 256).Select(i => (byte)i)
            .Where(p => p is not (0 or 6 or 17 or 33 or 43 or 44 or 60 or 132 or 136)))
        {
            Assert.AreEqual(DropReason.None, UpperLayer.Read(protocol, Segment, out UpperLayer upper));
            Assert.AreEqual(protocol, upper.Protocol);
            Assert.AreEqual(0, upper.SourcePort);
            Assert.AreEqual(0, upper.DestinationPort);
        }
    }

    [TestMethod]
    public void A_later_fragment_has_no_ports()
    {
        byte[] payload = [Tcp, 0, 0, 8, 0, 0, 0, 1, .. Segment];

        Assert.AreEqual(DropReason.None, UpperLayer.Read(44, payload, out UpperLayer upper));
        Assert.IsTrue(upper.Fragment.IsLater);
        Assert.AreEqual(0, upper.SourcePort);
        Assert.AreEqual(0, upper.DestinationPort);
    }

    [TestMethod]
    public void A_routing_header_is_refused()
    {
        byte[] payload = [Tcp, 2, 0, 1, 0, 0, 0, 0, .. new byte[16], .. Segment];
        byte[] behind = [43, 0, 1, 4, 0, 0, 0, 0, .. payload];

        Assert.AreEqual(DropReason.ForeignAddress, UpperLayer.Read(43, payload, out _));
        Assert.AreEqual(DropReason.ForeignAddress, UpperLayer.Read(60, behind, out _));
    }

    [TestMethod]
    public void A_home_address_is_refused()
    {
        byte[] payload = [Tcp, 2, 1, 2, 0, 0, 0xC9, 16, .. new byte[16], .. Segment];

        Assert.AreEqual(DropReason.ForeignAddress, UpperLayer.Read(60, payload, out _));
    }

    [TestMethod]
    public void Broken_extension_headers_are_refused()
    {
        byte[][] broken =
        [
            [],
            [Tcp],
            [Tcp, 0, 0, 0, 0, 0, 0],
            [Tcp, 1, 1, 4, 0, 0, 0, 0],
            [Tcp, 0, 1, 5, 0, 0, 0, 0, .. Segment],
            [Tcp, 0, 0, 0, 0, 0, 0, 1, .. Segment],
            [Tcp, 255, 1, 4, 0, 0, 0, 0, .. Segment],
        ];
        foreach (byte[] payload in broken)
        {
            Assert.AreEqual(DropReason.BadExtensionHeader, UpperLayer.Read(60, payload, out _));
        }
    }

    [TestMethod]
    public void Two_fragment_headers_are_refused()
    {
        byte[] payload = [44, 0, 0, 0, 0, 0, 0, 1, Tcp, 0, 0, 0, 0, 0, 0, 2, .. Segment];

        Assert.AreEqual(DropReason.BadExtensionHeader, UpperLayer.Read(44, payload, out _));
    }

    [TestMethod]
    public void A_fragment_that_cannot_be_part_of_a_datagram_is_refused()
    {
        byte[] odd = [17, 0, 0, 1, 0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        byte[] beyond = [17, 0, 0xFF, 0xF8, 0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8];
        byte[] cut = [17, 0, 0, 1, 0, 0, 0];

        Assert.AreEqual(DropReason.BadExtensionHeader, UpperLayer.Read(44, odd, out _));
        Assert.AreEqual(DropReason.BadExtensionHeader, UpperLayer.Read(44, beyond, out _));
        Assert.AreEqual(DropReason.BadExtensionHeader, UpperLayer.Read(44, cut, out _));
    }

    [TestMethod]
    public void A_first_fragment_without_ports_or_checksum_is_refused()
    {
        byte[] tiny = [Tcp, 0, 0, 1, 0, 0, 0, 1, .. Segment.AsSpan(0, 16)];
        byte[] behindOptions = [60, 0, 0, 1, 0, 0, 0, 1, Tcp, 0, 1, 4, 0, 0, 0, 0];

        Assert.AreEqual(DropReason.TinyFragment, UpperLayer.Read(44, tiny, out _));
        Assert.AreEqual(DropReason.TinyFragment, UpperLayer.Read(44, behindOptions, out _));
        Assert.AreEqual(DropReason.Malformed, UpperLayer.Read(Tcp, Segment.AsSpan(0, 17), out _));
    }

    [TestMethod]
    public void An_endless_chain_is_refused()
    {
        byte[] link = [60, 0, 1, 4, 0, 0, 0, 0];
        byte[] payload = [.. Enumerable.Repeat(link, 100).SelectMany(octets => octets)];

        Assert.AreEqual(DropReason.BadExtensionHeader, UpperLayer.Read(60, payload, out _));
    }
}
