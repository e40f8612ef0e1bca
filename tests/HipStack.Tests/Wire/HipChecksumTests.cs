using System.Net;
using FsCheck.Fluent;
using HiperNet.HipStack.Wire;
using HiperNet.Testing;

namespace HiperNet.HipStack.Tests.Wire;

[TestClass]
public sealed class HipChecksumTests
{
    private static readonly IPAddress Source = IPAddress.Parse("2001:db8::1");
    private static readonly IPAddress Destination = IPAddress.Parse("2001:db8::2");

    /// <summary>RFC 1071 over the pseudo-header as RFC 2460 section 8.1 draws it.</summary>
    private static ushort ByTheBook(byte[] packet)
    {
        byte[] words =
        [
            .. Source.GetAddressBytes(), .. Destination.GetAddressBytes(), 0, 0, (byte)(packet.Length >> 8),
            (byte)packet.Length, 0, 0, 0, 139, .. packet,
        ];
        int sum = 0;
        for (int i = 0; i < words.Length; i += 2)
        {
            sum += (words[i] << 8) | words[i + 1];
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        return (ushort)~sum;
    }

    [TestMethod]
    public void The_checksum_over_IPv6_is_that_of_its_pseudo_header() => Property.Check(
        from octets in ParameterSamples.Octets(0, 1900) select octets,
        octets =>
        {
            byte[] packet = WireData.Packet(PacketType.Update, WireData.Tlv(40000, octets));
            ushort expected = ByTheBook(packet);

            HipChecksum.Set(packet, Source, Destination);

            Assert.AreEqual(expected, WireData.Parse(packet).Checksum);
            Assert.IsTrue(HipChecksum.IsValid(packet, Source, Destination));
            Assert.IsTrue(HipChecksum.IsValid([.. packet, 1, 2, 3], Source, Destination));
        });

    [TestMethod]
    public void Every_flipped_bit_makes_a_checksum_wrong()
    {
        byte[] packet = WireData.Packet(PacketType.I1, WireData.Tlv(511, [7]));
        HipChecksum.Set(packet, Source, Destination);
        for (int bit = 0; bit < packet.Length * 8; bit++)
        {
            packet[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.IsFalse(HipChecksum.IsValid(packet, Source, Destination), $"{bit}");
            packet[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [TestMethod]
    public void Another_address_makes_a_checksum_wrong()
    {
        byte[] packet = WireData.Packet(PacketType.I1);
        HipChecksum.Set(packet, Source, Destination);

        Assert.IsFalse(HipChecksum.IsValid(packet, Source, IPAddress.Parse("2001:db8::3")));
        Assert.IsFalse(HipChecksum.IsValid(packet, IPAddress.Loopback, IPAddress.Loopback));
        Assert.IsFalse(HipChecksum.IsValid(packet, Source, IPAddress.Loopback));
    }

    [TestMethod]
    public void A_mapped_IPv4_address_counts_as_IPv4()
    {
        IPAddress from = IPAddress.Parse("192.0.2.1");
        IPAddress to = IPAddress.Parse("192.0.2.2");
        byte[] packet = WireData.Packet(PacketType.I1);
        HipChecksum.Set(packet, from, to);

        Assert.IsTrue(HipChecksum.IsValid(packet, from.MapToIPv6(), to));
    }

    [TestMethod]
    public void A_packet_shorter_than_it_says_has_no_checksum()
    {
        byte[] packet = WireData.Packet(PacketType.I1, WireData.Tlv(511, [7]));

        Assert.IsFalse(HipChecksum.IsValid(packet.AsSpan(0, 44), Source, Destination));
        Assert.IsFalse(HipChecksum.IsValid([], Source, Destination));
        Assert.ThrowsExactly<ArgumentException>(() => HipChecksum.Set(packet.AsSpan(0, 44), Source, Destination));
        Assert.ThrowsExactly<ArgumentException>(() => HipChecksum.Set(packet, Source, IPAddress.Loopback));
    }

    [TestMethod]
    public void A_checksum_of_zero_is_not_taken_for_none()
    {
        byte[] packet = WireData.Packet(PacketType.I1);

        Assert.IsFalse(HipChecksum.IsValid(packet, Source, Destination));
    }
}
