using System.Buffers.Binary;
using FsCheck.Fluent;
using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Wire;
using Property = HiperNet.Testing.Property;

namespace HiperNet.HipStack.Tests.Esp;

/// <summary>RFC 7402 appendix B: what arrives is what was sent, under the association's own addresses.</summary>
[TestClass]
public sealed class BeetTests
{
    private const byte Tcp = 6;
    private const byte Udp = 17;

    [TestMethod]
    public void Packets_of_both_families_arrive_with_right_checksums() => Property.Check(
        from suite in Gen.Elements(DataPair.AllSuites)
        from marks in Gen.Elements(true, false)
        from extended in Gen.Elements(true, false)
        from family in Gen.Elements(InnerFamily.IPv4, InnerFamily.IPv6)
        from protocol in Gen.Elements(Tcp, Udp, family == InnerFamily.IPv4 ? (byte)1 : (byte)58)
        from size in Gen.Choose(0, 1400)
        from port in Gen.Choose(0, ushort.MaxValue)
        select (suite, marks, extended, family, protocol, size, port: (ushort)port),
        value =>
        {
            using DataPair pair = new(value.suite, value.marks, value.extended);
            if (value.family == InnerFamily.IPv4)
            {
                pair.B.Families.IPv4Ports.Add(80);
            }

            byte[] sent = pair.A.Packet(value.family, value.protocol, value.port, 80, value.size);
            byte[] arrived = DataPair.Cross(pair.A, pair.B, sent);

            Assert.AreEqual(value.family, pair.B.InboundResult.Family);
            Assert.IsTrue(Ip.HasRightChecksums(arrived));
            CollectionAssert.AreEqual(sent, arrived);
        },
        count: 400);

    [TestMethod]
    public void On_the_wire_checksums_of_IPv4_are_over_the_HITs() => Property.Check(
        from protocol in Gen.Elements(Tcp, Udp)
        from size in Gen.Choose(0, 300)
        from noChecksum in Gen.Elements(true, false)
        select (protocol, size, noChecksum),
        value =>
        {
            using DataPair pair = new(marks: false);
            byte[] packet = pair.A.Packet(InnerFamily.IPv4, value.protocol, 1000, 80, value.size);
            if (value.noChecksum && value.protocol == Udp)
            {
                packet.AsSpan(26, 2).Clear();
            }

            byte[] payload = Opened(pair, pair.A.Send(packet), out byte nextHeader);

            Assert.AreEqual(value.protocol, nextHeader);
            Assert.IsTrue(Ip.HasRightHitChecksum(value.protocol, pair.A.Addresses, payload));
        });

    [TestMethod]
    public void Every_value_of_a_checksum_survives_the_way_to_HITs_and_back()
    {
        using DataPair pair = new();
        byte[] datagram = Ip.Upper(Udp, 0, 80, []);
        for (int port = 0; port <= ushort.MaxValue; port++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(datagram, (ushort)port);
            byte[] sent = Ip.WithChecksum(pair.A.V4(Udp, datagram));
            byte[] arrived = DataPair.Cross(pair.A, pair.B, sent);

            Assert.IsTrue(Ip.HasRightChecksums(arrived), $"port {port}, checksum {Ip.ChecksumOf(sent):x4}");
            Assert.AreEqual(Ip.ChecksumOf(sent), Ip.ChecksumOf(arrived));
        }
    }

    [TestMethod]
    public void A_wrong_checksum_stays_wrong()
    {
        using DataPair pair = new();
        byte[] sent = pair.A.Packet(InnerFamily.IPv4, Tcp, 1000, 80);
        sent[^1] ^= 1;

        Assert.IsFalse(Ip.HasRightChecksums(DataPair.Cross(pair.A, pair.B, sent)));
    }

    [TestMethod]
    public void A_fragmented_IPv4_datagram_arrives_as_its_fragments() => Property.Check(
        from marks in Gen.Elements(true, false)
        from protocol in Gen.Elements(Tcp, Udp, (byte)1)
        from size in Gen.Choose(60, 900)
        from cut in Gen.Choose(3, 6)
        from id in Gen.Choose(0, ushort.MaxValue)
        select (marks, protocol, size, cut: cut * 8, id: (ushort)id),
        value =>
        {
            using DataPair pair = new(marks: value.marks);
            pair.B.Families.IPv4Ports.Add(80);
            byte[] whole = pair.A.Packet(InnerFamily.IPv4, value.protocol, 1000, 80, value.size);
            List<byte> arrived = [];
            for (int at = 0; at < whole.Length - 20; at += value.cut)
            {
                byte[] piece = whole[(20 + at)..Math.Min(whole.Length, 20 + at + value.cut)];
                bool more = 20 + at + value.cut < whole.Length;
                byte[] sent = pair.A.V4(
                    value.protocol, piece, null, (ushort)((at / 8) | (more ? 0x2000 : 0)), value.id);
                byte[] fragment = DataPair.Cross(pair.A, pair.B, sent);

                Assert.HasCount(sent.Length, fragment);
                CollectionAssert.AreEqual(sent[..20], fragment[..20]);
                arrived.AddRange(fragment[20..]);
            }

            CollectionAssert.AreEqual(whole[20..], arrived);
        });

    [TestMethod]
    public void An_IPv4_fragment_is_an_IPv6_fragment_on_the_wire()
    {
        using DataPair pair = new(marks: false);
        byte[] esp = pair.A.Send(pair.A.V4(Udp, new byte[16], null, 0x2000 | 5, 0xABCD));

        byte[] payload = Opened(pair, esp, out byte nextHeader);

        Assert.AreEqual(44, nextHeader);
        CollectionAssert.AreEqual(new byte[] { Udp, 0, 0, 41, 0, 0, 0xAB, 0xCD }, payload[..8]);
        Assert.HasCount(24, payload);
    }

    [TestMethod]
    public void A_first_fragment_without_a_UDP_checksum_stays_without()
    {
        using DataPair pair = new();
        byte[] datagram = Ip.Upper(Udp, 1000, 80, new byte[16]);
        byte[] sent = pair.A.V4(Udp, datagram, null, 0x2000, 7);

        CollectionAssert.AreEqual(sent, DataPair.Cross(pair.A, pair.B, sent));
    }

    [TestMethod]
    public void Options_arrive_behind_a_pseudo_header() => Property.Check(
        from words in Gen.Choose(1, 10)
        from fragment in Gen.Elements(true, false)
        from marks in Gen.Elements(true, false)
        select (words, fragment, marks),
        value =>
        {
            using DataPair pair = new(marks: value.marks);
            byte[] options = [.. Enumerable.Repeat((byte)1, value.words * 4)];
            options[0] = 7;
            options[1] = 3;
            options[2] = 4;
            byte[] sent = pair.A.V4(
                1, Ip.Upper(1, 0, 0, new byte[16]), options, value.fragment ? (ushort)0x2000 : (ushort)0x4000,
                value.fragment ? (ushort)3 : (ushort)0);
            sent = value.fragment ? sent : Ip.WithChecksum(sent);
            byte[] esp = pair.A.Send(sent);

            CollectionAssert.AreEqual(sent, pair.B.Receive(esp, out _));
            byte[] payload = Opened(pair, esp, out byte nextHeader);
            Assert.AreEqual(94, nextHeader);
            Assert.AreEqual(value.fragment ? 44 : 1, payload[0]);
            Assert.AreEqual((4 + payload[2] + options.Length) / 8, payload[1] + 1);
            Assert.AreEqual(value.words % 2 == 0 ? 4 : 0, payload[2]);
            Assert.IsTrue(payload.AsSpan(4, payload[2]).IndexOfAnyExcept((byte)1) < 0);
        });

    [TestMethod]
    public void Hosts_that_mark_the_family_put_a_pseudo_header_before_every_IPv4_payload_and_no_other()
    {
        using DataPair pair = new(marks: true);
        byte[] ipv4 = pair.A.Packet(InnerFamily.IPv4, Tcp, 1000, 80);
        byte[] payload = Opened(pair, pair.A.Send(ipv4), out byte nextHeader);

        Assert.AreEqual(94, nextHeader);
        CollectionAssert.AreEqual(new byte[] { Tcp, 0, 4, 0, 1, 1, 1, 1 }, payload[..8]);
        Opened(pair, pair.A.Send(pair.A.Packet(InnerFamily.IPv6, Tcp, 1000, 80)), out nextHeader);
        Assert.AreEqual(Tcp, nextHeader);
    }

    [TestMethod]
    public void Source_routes_are_refused_on_both_sides()
    {
        using DataPair pair = new();
        foreach (byte option in new byte[] { 131, 137 })
        {
            byte[] options = [option, 7, 4, 10, 0, 0, 1, 0];
            Assert.IsEmpty(pair.A.Send(pair.A.V4(Tcp, Ip.Upper(Tcp, 1, 2, []), options)));
            Assert.AreEqual(DropReason.ForeignAddress, pair.A.OutboundResult.Reason);

            byte[] payload = [Tcp, 1, 4, 0, 1, 1, 1, 1, .. options, .. Ip.Upper(Tcp, 1, 2, [])];
            pair.B.Receive(pair.A.Protect(94, payload), out DropReason reason);
            Assert.AreEqual(DropReason.ForeignAddress, reason);
        }
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("0600")]
    [DataRow("06000401010101")]
    [DataRow("0601040001010101")]
    [DataRow("0600020001010101")]
    [DataRow("0600050001010101")]
    [DataRow("06000000070b0404")]
    [DataRow("0600000007010404")]
    [DataRow("060000000100ff07")]
    public void A_pseudo_header_that_cannot_be_is_refused(string header)
    {
        using DataPair pair = new();
        byte[] payload = Convert.FromHexString(header);
        pair.B.Receive(pair.A.Protect(94, payload), out DropReason reason);

        // The last row is right, but nothing follows it.
        Assert.AreEqual(
            header.EndsWith("07", StringComparison.Ordinal) ? DropReason.Malformed : DropReason.BadOptions, reason);
    }

    [TestMethod]
    public void Too_many_options_are_refused()
    {
        using DataPair pair = new();
        byte[] header = [.. Enumerable.Repeat((byte)1, 48)];
        byte[] payload = [Tcp, 5, 0, 0, .. header[4..], .. Ip.Upper(Tcp, 1, 2, [])];
        pair.B.Receive(pair.A.Protect(94, payload), out DropReason reason);

        Assert.AreEqual(DropReason.BadOptions, reason);
    }

    [TestMethod]
    public void The_outer_traffic_class_is_given_to_the_inner_header_and_the_hop_limit_is_64()
    {
        using DataPair pair = new();
        foreach (InnerFamily family in new[] { InnerFamily.IPv4, InnerFamily.IPv6 })
        {
            byte[] sent = pair.A.Packet(family, Udp, 1, 80);
            sent[family == InnerFamily.IPv4 ? 8 : 7] = 3;
            byte[] esp = pair.A.Send(family == InnerFamily.IPv4 ? Resum(sent) : sent);
            byte[] buffer = new byte[2000];
            DropReason reason = pair.B.Inbound.Process(
                esp, buffer, TimeSpan.Zero, out InboundResult result, outerTrafficClass: 0xB9);
            byte[] arrived = buffer[result.Offset..(result.Offset + result.Length)];

            Assert.AreEqual(DropReason.None, reason);
            Assert.IsGreaterThanOrEqualTo(InboundPipeline.Headroom, result.Offset);
            Assert.AreEqual(64, arrived[family == InnerFamily.IPv4 ? 8 : 7]);
            Assert.AreEqual(0xB9, family == InnerFamily.IPv4
                ? arrived[1] : (byte)(BinaryPrimitives.ReadUInt16BigEndian(arrived) >> 4));
        }
    }

    [TestMethod]
    public void The_inner_traffic_class_is_reported_to_the_sender()
    {
        using DataPair pair = new();
        byte[] packet = pair.A.Packet(InnerFamily.IPv6, Udp, 1, 80);
        packet[0] = 0x6B;
        packet[1] = 0x90;
        pair.A.Send(packet);

        Assert.AreEqual(0xB9, pair.A.OutboundResult.TrafficClass);
    }

    [TestMethod]
    public void Octets_after_the_end_of_a_packet_do_not_leave()
    {
        using DataPair pair = new();
        foreach (InnerFamily family in new[] { InnerFamily.IPv4, InnerFamily.IPv6 })
        {
            byte[] packet = pair.A.Packet(family, Udp, 1, 80, 3);

            CollectionAssert.AreEqual(packet, DataPair.Cross(pair.A, pair.B, [.. packet, 9, 9, 9, 9, 9]));
        }
    }

    [TestMethod]
    public void UDP_Lite_and_DCCP_checksums_move_too()
    {
        using DataPair pair = new();
        foreach (byte protocol in new byte[] { 33, 136 })
        {
            byte[] upper = [0, 1, 0, 80, 0, 0, 0, 0, 5, 6, 7, 8];
            byte[] packet = Ip.WithChecksum(pair.A.V4(protocol, upper));

            CollectionAssert.AreEqual(packet, DataPair.Cross(pair.A, pair.B, packet));
        }
    }

    [TestMethod]
    [DataRow(EspSuiteId.Aes128CbcHmacSha256)]
    [DataRow(EspSuiteId.AesGcm16)]
    public void The_largest_inner_packets_pass(EspSuiteId suite)
    {
        using DataPair pair = new(suite);
        byte[] ipv4 = pair.A.Packet(InnerFamily.IPv4, Udp, 1, 80, 65_535 - 28);
        byte[] ipv6 = pair.A.Packet(InnerFamily.IPv6, Udp, 1, 80, 65_535 - 48);

        CollectionAssert.AreEqual(ipv4, DataPair.Cross(pair.A, pair.B, ipv4));
        CollectionAssert.AreEqual(ipv6, DataPair.Cross(pair.A, pair.B, ipv6));
    }

    private static byte[] Resum(byte[] ipv4)
    {
        ipv4.AsSpan(10, 2).Clear();
        BinaryPrimitives.WriteUInt16BigEndian(ipv4.AsSpan(10), InternetChecksum.Of(ipv4.AsSpan(0, 20)));
        return ipv4;
    }

    /// <summary>The payload on the wire, opened by a receiver of its own.</summary>
    private static byte[] Opened(DataPair pair, byte[] esp, out byte nextHeader)
    {
        using InboundSa sa = Sas.Inbound(DataPair.SpiOfB, pair.A.Sends.Suite.Id, pair.A.Sends.IsExtended, 1);
        byte[] plaintext = new byte[esp.Length];
        Assert.AreEqual(DropReason.None, sa.Unprotect(esp, plaintext, out int length, out nextHeader));
        return plaintext[..length];
    }
}
