using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Tests.Esp;

/// <summary>What happens to packets that are not simply sent, or not simply delivered.</summary>
[TestClass]
public sealed class PipelineTests
{
    private const byte Tcp = 6;
    private const byte Udp = 17;

    private static readonly UInt128 Stranger = new(0x2001_0021_0000_0000, 7);

    [TestMethod]
    public void An_inner_source_that_is_not_this_host_s_is_refused()
    {
        using DataPair pair = new();
        byte[] payload = Ip.Upper(Tcp, 1, 2, []);
        byte[][] spoofed =
        [
            Ip.V6(Tcp, Stranger, DataPair.HitOfB, payload),
            Ip.V6(Tcp, DataPair.HitOfB, DataPair.HitOfB, payload),
            Ip.V4(Tcp, DataPair.IPv4OfB, DataPair.IPv4OfB, payload),
            Ip.V4(Tcp, 0x0A00_0001, DataPair.IPv4OfB, payload),
        ];
        foreach (byte[] packet in spoofed)
        {
            Assert.IsEmpty(pair.A.Send(packet));
            Assert.AreEqual(OutboundVerdict.Drop, pair.A.Verdict);
            Assert.AreEqual(DropReason.ForeignSource, pair.A.OutboundResult.Reason);
        }

        Assert.AreEqual(4UL, pair.A.Outbound.Drops.Of(DropReason.ForeignSource));
    }

    [TestMethod]
    public void Whatever_arrives_bears_the_addresses_of_the_association()
    {
        using DataPair pair = new();

        // An IP packet as payload is a protocol like any other: it does not become the packet.
        byte[] tunnelled = Ip.V6(Tcp, Stranger, DataPair.HitOfA, Ip.Upper(Tcp, 1, 2, []));
        byte[] arrived = pair.B.Receive(pair.A.Protect(41, tunnelled), out DropReason reason);

        Assert.AreEqual(DropReason.None, reason);
        CollectionAssert.AreEqual(pair.A.V6(41, tunnelled), arrived);
    }

    [TestMethod]
    public void A_peer_without_association_is_named()
    {
        using DataPair pair = new();
        UInt128 hit = new(0x2001_0021_0000_0000, 9);
        pair.A.Peers.TryAddAddress(0x0A00_0009, hit);
        pair.A.Send(Ip.V6(Tcp, DataPair.HitOfA, Stranger, Ip.Upper(Tcp, 1, 2, [])));

        Assert.AreEqual(OutboundVerdict.NoAssociation, pair.A.Verdict);
        Assert.AreEqual(DataPair.HitOfA, pair.A.OutboundResult.LocalHit);
        Assert.AreEqual(Stranger, pair.A.OutboundResult.PeerHit);
        pair.A.Send(Ip.V4(Tcp, DataPair.IPv4OfA, 0x0A00_0009, Ip.Upper(Tcp, 1, 2, [])));
        Assert.AreEqual(OutboundVerdict.NoAssociation, pair.A.Verdict);
        Assert.AreEqual(hit, pair.A.OutboundResult.PeerHit);
        pair.A.Path.Outbound = null;
        pair.A.Send(pair.A.Packet(InnerFamily.IPv6, Tcp, 1, 2));
        Assert.AreEqual(OutboundVerdict.NoAssociation, pair.A.Verdict);
        Assert.AreSame(pair.A.Path, pair.A.OutboundResult.Association);
    }

    [TestMethod]
    public void A_destination_that_is_no_peer_is_answered()
    {
        using DataPair pair = new();
        byte[] payload = Ip.Upper(Tcp, 1, 2, []);
        UInt128 global = new(0x2001_0DB8_0000_0000, 1);
        byte[][] packets =
        [
            Ip.V6(Tcp, DataPair.HitOfA, global, payload),
            Ip.V6(Tcp, DataPair.HitOfA, DataPair.HitOfA, payload),
            Ip.V4(Tcp, DataPair.IPv4OfA, 0x0A00_0001, payload),
        ];
        foreach (byte[] packet in packets)
        {
            Assert.IsTrue(Ip.HasRightChecksums(pair.A.Send(packet)));
            Assert.AreEqual(OutboundVerdict.IcmpError, pair.A.Verdict);
            Assert.AreEqual(DropReason.NoRoute, pair.A.OutboundResult.Reason);
        }
    }

    [TestMethod]
    public void Multicast_and_broadcast_are_dropped_without_an_answer()
    {
        using DataPair pair = new();
        byte[][] packets =
        [
            Ip.V6(58, DataPair.HitOfA, new UInt128(0xFF02_0000_0000_0000, 0x16), Ip.Upper(58, 0, 0, [])),
            Ip.V6(58, DataPair.HitOfA, 0, Ip.Upper(58, 0, 0, [])),
            Ip.V4(Udp, DataPair.IPv4OfA, 0xE000_00FB, Ip.Upper(Udp, 1, 2, [])),
            Ip.V4(Udp, DataPair.IPv4OfA, 0xFFFF_FFFF, Ip.Upper(Udp, 1, 2, [])),
        ];
        foreach (byte[] packet in packets)
        {
            Assert.IsEmpty(pair.A.Send(packet));
            Assert.AreEqual(DropReason.NotUnicast, pair.A.OutboundResult.Reason);
        }
    }

    [TestMethod]
    public void An_IPv4_address_that_the_association_is_not_bound_to_is_refused()
    {
        using DataPair pair = new();
        pair.A.Peers.AddLocal(DataPair.HitOfA, 0x0A00_0001);
        pair.A.Peers.TryAddAddress(0x0A00_0002, DataPair.HitOfB);
        pair.A.Send(Ip.V4(Tcp, 0x0A00_0001, 0x0A00_0002, Ip.Upper(Tcp, 1, 2, [])));

        Assert.AreEqual(DropReason.NoIPv4, pair.A.OutboundResult.Reason);
        Assert.AreEqual(OutboundVerdict.IcmpError, pair.A.Verdict);
    }

    [TestMethod]
    public void What_does_not_fit_the_path_is_answered_with_its_MTU()
    {
        using DataPair pair = new();
        pair.A.Path.Mtu = 1300;
        byte[] error = pair.A.Send(pair.A.Packet(InnerFamily.IPv6, Udp, 1, 2, 1300 - 48 + 1));

        Assert.AreEqual(OutboundVerdict.IcmpError, pair.A.Verdict);
        CollectionAssert.AreEqual(new byte[] { 2, 0 }, error[40..42]);
        CollectionAssert.AreEqual(new byte[] { 0, 0, 5, 0x14 }, error[44..48]);
        Assert.HasCount(IcmpErrors.MaxLength, error);
        Assert.IsTrue(Ip.HasRightChecksums(error));
        error = pair.A.Send(pair.A.Packet(InnerFamily.IPv4, Udp, 1, 2, 1300 - 28 + 1));
        CollectionAssert.AreEqual(new byte[] { 3, 4 }, error[20..22]);
        CollectionAssert.AreEqual(new byte[] { 0, 0, 5, 0x14 }, error[24..28]);
        Assert.IsTrue(Ip.HasRightChecksums(error));
        pair.A.Send(pair.A.Packet(InnerFamily.IPv4, Udp, 1, 2, 1300 - 28));
        Assert.AreEqual(OutboundVerdict.Send, pair.A.Verdict);
        pair.A.Path.Mtu = 600;
        pair.A.Send(pair.A.Packet(InnerFamily.IPv6, Udp, 1, 2, 1280 - 48));
        Assert.AreEqual(OutboundVerdict.Send, pair.A.Verdict);
    }

    [TestMethod]
    public void To_an_unverified_address_only_the_credit_is_sent()
    {
        using DataPair pair = new();
        byte[] packet = pair.A.Packet(InnerFamily.IPv6, Udp, 1, 2, 100);
        pair.A.Path.IsUnverified = true;

        Assert.IsEmpty(pair.A.Send(packet));
        Assert.AreEqual(DropReason.NoCredit, pair.A.OutboundResult.Reason);
        pair.A.Receive(pair.B.Send(pair.B.Packet(InnerFamily.IPv6, Udp, 2, 1, 100)), out _);
        Assert.IsNotEmpty(pair.A.Send(packet));
        Assert.AreEqual(0L, pair.A.Path.Credit.Octets);
        Assert.IsEmpty(pair.A.Send(packet));
        pair.A.Path.IsUnverified = false;
        Assert.IsNotEmpty(pair.A.Send(packet));
    }

    [TestMethod]
    public void A_forged_packet_earns_no_credit()
    {
        using DataPair pair = new();
        byte[] esp = pair.B.Send(pair.B.Packet(InnerFamily.IPv6, Udp, 2, 1, 100));
        byte[] forged = [.. esp];
        forged[^1] ^= 1;
        pair.A.Receive(forged, out _);
        Assert.AreEqual(0L, pair.A.Path.Credit.Octets);
        pair.A.Receive(esp, out _);
        pair.A.Receive(esp, out _);

        Assert.AreEqual(esp.Length, pair.A.Path.Credit.Octets);
    }

    [TestMethod]
    public void Credit_ages_by_an_eighth()
    {
        CreditCounter credit = new();
        credit.Earn(8000);
        credit.Age();

        Assert.AreEqual(7000L, credit.Octets);
        Assert.IsFalse(credit.TrySpend(7001));
        Assert.IsTrue(credit.TrySpend(7000));
        Assert.AreEqual(0L, credit.Octets);
    }

    [TestMethod]
    public void Unknown_SPIs_leave_a_count_and_nothing_else()
    {
        using DataPair pair = new();
        byte[] packet = new byte[100];
        for (int i = 0; i < 1000; i++)
        {
            packet[1] = (byte)i;
            pair.A.Receive(packet, out DropReason reason);
            Assert.AreEqual(DropReason.UnknownSpi, reason);
        }

        Assert.AreEqual(1000UL, pair.A.Inbound.Drops.Of(DropReason.UnknownSpi));
        Assert.AreEqual(1, pair.A.Spis.Count);
        Assert.IsNull(pair.A.InboundResult.Association);
    }

    [TestMethod]
    public void Broken_IP_packets_are_refused()
    {
        using DataPair pair = new();
        byte[] ipv6 = pair.A.Packet(InnerFamily.IPv6, Tcp, 1, 2);
        byte[] ipv4 = pair.A.Packet(InnerFamily.IPv4, Tcp, 1, 2);

        Refused([], DropReason.TooShort);
        Refused(ipv6[..39], DropReason.TooShort);
        Refused(ipv4[..19], DropReason.TooShort);
        Refused(ipv6[..^1], DropReason.Malformed);
        Refused(ipv4[..^1], DropReason.Malformed);
        Refused(With(ipv6, 0, 0x50), DropReason.NotIp);
        Refused(With(ipv6, 0, 0), DropReason.NotIp);
        Refused(With(ipv4, 0, 0x44), DropReason.Malformed);
        Refused(With(ipv4, 8, 63), DropReason.Malformed);
        Refused(With(With(ipv6, 4, 0), 5, 0), DropReason.Malformed);
        Refused(With(ipv6, 6, 59), DropReason.ForeignProtocol);
        Refused(With(ipv6, 6, 1), DropReason.ForeignProtocol);
        Refused(With(ipv6, 6, 94), DropReason.ForeignProtocol);
        Refused(pair.A.V4(58, new byte[20]), DropReason.ForeignProtocol);
        Refused(pair.A.V4(44, new byte[20]), DropReason.ForeignProtocol);
        Refused(pair.A.V4(94, new byte[20]), DropReason.ForeignProtocol);
        Refused(pair.A.V4(Udp, new byte[9], null, 0x2000), DropReason.Malformed);
        Refused(pair.A.V4(Udp, new byte[9], null, 0x1FFF), DropReason.Malformed);
        Refused(pair.A.V4(Tcp, new byte[16], null, 0x2000), DropReason.TinyFragment);
        Refused(pair.A.V6(43, new byte[40]), DropReason.ForeignAddress);

        void Refused(byte[] packet, DropReason reason)
        {
            Assert.IsEmpty(pair.A.Send(packet));
            Assert.AreEqual(reason, pair.A.OutboundResult.Reason);
        }
    }

    [TestMethod]
    public void A_buffer_that_is_too_small_is_refused()
    {
        using DataPair pair = new();
        byte[] packet = pair.A.Packet(InnerFamily.IPv4, Tcp, 1, 2);
        for (int room = 0; room < packet.Length; room++)
        {
            OutboundVerdict verdict = pair.A.Outbound.Process(
                packet, new byte[room], pair.A.Now, out OutboundResult result);

            Assert.AreEqual(OutboundVerdict.Drop, verdict);
            Assert.AreEqual(DropReason.TooLong, result.Reason);
        }

        byte[] esp = pair.A.Send(packet);
        byte[] small = new byte[esp.Length + InboundPipeline.PayloadOffset - 1];
        Assert.AreEqual(DropReason.TooLong, pair.B.Inbound.Process(esp, small, pair.B.Now, out _));
    }

    [TestMethod]
    public void A_packet_that_only_the_path_makes_too_long_is_dropped_and_not_thrown()
    {
        using DataPair pair = new(EspSuiteId.AesGcm16);

        // A payload that with its IPv4 header is longer than IPv4 can say.
        pair.B.Receive(pair.A.Protect(94, [17, 0, 4, 0, 1, 1, 1, 1, .. new byte[65_530]]), out DropReason reason);
        Assert.AreEqual(DropReason.Malformed, reason);
        pair.B.Receive(pair.A.Protect(17, new byte[65_536]), out reason);
        Assert.AreEqual(DropReason.Malformed, reason);
    }

    private static byte[] With(byte[] packet, int at, byte value)
    {
        byte[] changed = [.. packet];
        changed[at] = value;
        return changed;
    }
}
