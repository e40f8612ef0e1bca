using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Tests.Wire;

[TestClass]
public sealed class UdpFramingTests
{
    private static readonly byte[] Packet = WireData.Packet(PacketType.I1, WireData.Tlv(511, [7]));

    [TestMethod]
    public void A_packet_is_behind_four_zero_octets_with_its_checksum_zero()
    {
        byte[] sent = [.. Packet];
        sent[4] = 0x12;
        byte[] datagram = [.. Enumerable.Repeat((byte)0xEE, 100)];

        int length = UdpFraming.Add(sent, datagram);

        CollectionAssert.AreEqual((byte[])[0, 0, 0, 0, .. Packet], datagram[..length]);
        Assert.AreEqual(UdpPayload.Hip, UdpFraming.Strip(datagram.AsSpan(0, length), out ReadOnlySpan<byte> stripped));
        CollectionAssert.AreEqual(Packet, stripped.ToArray());
    }

    [TestMethod]
    public void An_SPI_other_than_zero_is_ESP()
    {
        byte[] datagram = [0, 0, 0, 1, 0, 0, 0, 1, 9];

        Assert.AreEqual(UdpPayload.Esp, UdpFraming.Strip(datagram, out ReadOnlySpan<byte> stripped));
        CollectionAssert.AreEqual(datagram, stripped.ToArray());
    }

    [TestMethod]
    public void One_octet_0xFF_is_a_keepalive()
    {
        Assert.AreEqual(UdpPayload.Keepalive, UdpFraming.Strip([0xFF], out ReadOnlySpan<byte> stripped));
        Assert.IsTrue(stripped.IsEmpty);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("FE")]
    [DataRow("00")]
    [DataRow("FFFF")]
    [DataRow("FFFFFF")]
    [DataRow("00000000")]
    [DataRow("FFFFFFFF")]
    [DataRow("00000100000000")]
    public void What_is_too_short_for_anything_is_unknown(string hex)
    {
        Assert.AreEqual(
            UdpPayload.Unknown, UdpFraming.Strip(Convert.FromHexString(hex), out ReadOnlySpan<byte> stripped));
        Assert.IsTrue(stripped.IsEmpty);
    }

    [TestMethod]
    public void There_must_be_a_packet_and_room_for_it()
    {
        byte[] room = new byte[Packet.Length + 3];
        Assert.ThrowsExactly<ArgumentException>(() => UdpFraming.Add(Packet, room));
        Assert.ThrowsExactly<ArgumentException>(() => UdpFraming.Add(Packet.AsSpan(0, 39), new byte[100]));
    }
}
