using HiperNet.HipStack.Esp;

namespace HiperNet.HipStack.Tests.Esp;

/// <summary>Rights describe services: what passes towards them, back from them, and what does not.</summary>
[TestClass]
public sealed class TrafficFilterTests
{
    private const byte Tcp = 6;
    private const byte Udp = 17;
    private const InnerFamily V6 = InnerFamily.IPv6;

    [TestMethod]
    public void A_packet_to_an_allowed_service_of_this_host_and_its_answer_pass()
    {
        using DataPair pair = new(rightsAtB: new FixedRights((Tcp, 22)));

        Assert.IsNotEmpty(DataPair.Cross(pair.A, pair.B, pair.A.Packet(V6, Tcp, 40000, 22)));
        Assert.IsNotEmpty(DataPair.Cross(pair.B, pair.A, pair.B.Packet(V6, Tcp, 22, 40000)));
    }

    [TestMethod]
    public void A_packet_to_another_service_or_protocol_is_refused()
    {
        using DataPair pair = new(rightsAtB: new FixedRights((Tcp, 22)));

        Assert.AreEqual(DropReason.NotPermitted, AtB(pair, pair.A.Packet(V6, Tcp, 40000, 23)));
        Assert.AreEqual(DropReason.NotPermitted, AtB(pair, pair.A.Packet(V6, Udp, 40000, 22)));
        Assert.AreEqual(DropReason.NotPermitted, AtB(pair, pair.A.Packet(V6, 58, 0, 0)));
        Assert.AreEqual(DropReason.NotPermitted, AtB(pair, pair.A.Packet(InnerFamily.IPv4, Tcp, 40000, 23)));
        Assert.AreEqual(4UL, pair.B.Path.Drops.Of(DropReason.NotPermitted));
    }

    [TestMethod]
    public void A_source_port_alone_opens_nothing()
    {
        using DataPair pair = new(rightsAtB: new FixedRights((Tcp, 22)));

        Assert.AreEqual(DropReason.NotPermitted, AtB(pair, pair.A.Packet(V6, Tcp, 22, 40000)));
    }

    [TestMethod]
    public void An_answer_passes_only_in_a_flow_that_this_host_opened()
    {
        using DataPair pair = new(rightsAtB: new FixedRights((Tcp, 22)));

        Assert.IsNotEmpty(DataPair.Cross(pair.B, pair.A, pair.B.Packet(V6, Tcp, 50000, 22)));
        Assert.AreEqual(DropReason.None, AtB(pair, pair.A.Packet(V6, Tcp, 22, 50000)));
        Assert.AreEqual(DropReason.NotPermitted, AtB(pair, pair.A.Packet(V6, Tcp, 22, 50001)));
        Assert.AreEqual(DropReason.NotPermitted, AtB(pair, pair.A.Packet(V6, Udp, 22, 50000)));
    }

    [TestMethod]
    public void A_packet_received_or_refused_opens_no_flow()
    {
        using DataPair pair = new(rightsAtB: new FixedRights((Tcp, 22)));
        AtB(pair, pair.A.Packet(V6, Tcp, 22, 50000));
        pair.B.Send(pair.B.Packet(V6, Tcp, 50000, 23));

        Assert.AreEqual(DropReason.NotPermitted, AtB(pair, pair.A.Packet(V6, Tcp, 22, 50000)));
        Assert.AreEqual(DropReason.NotPermitted, AtB(pair, pair.A.Packet(V6, Tcp, 23, 50000)));
    }

    [TestMethod]
    public void A_silent_flow_ends()
    {
        using DataPair pair = new(rightsAtB: new FixedRights((Udp, 53)));
        pair.B.Send(pair.B.Packet(V6, Udp, 50000, 53));
        pair.B.Now += FlowTable.OtherIdle + TimeSpan.FromSeconds(2);

        Assert.AreEqual(DropReason.NotPermitted, AtB(pair, pair.A.Packet(V6, Udp, 53, 50000)));
    }

    [TestMethod]
    public void What_this_host_sends_is_judged_too_and_the_application_is_told()
    {
        using DataPair pair = new(rightsAtB: new FixedRights((Tcp, 22)));
        byte[] error = pair.B.Send(pair.B.Packet(V6, Tcp, 50000, 23));

        Assert.AreEqual(OutboundVerdict.IcmpError, pair.B.Verdict);
        Assert.AreEqual(DropReason.NotPermitted, pair.B.OutboundResult.Reason);
        Assert.AreEqual(1, error[40]);
        Assert.AreEqual(1, error[41]);
        Assert.AreEqual(0UL, pair.B.Sends.Packets);
    }

    [TestMethod]
    public void Narrowed_rights_end_open_flows()
    {
        using DataPair pair = new(rightsAtB: new FixedRights((Tcp, 22)));
        pair.B.Send(pair.B.Packet(V6, Tcp, 50000, 22));
        pair.B.Path.Filter.Rights = new FixedRights((Tcp, 80));

        Assert.AreEqual(DropReason.NotPermitted, AtB(pair, pair.A.Packet(V6, Tcp, 22, 50000)));
    }

    [TestMethod]
    public void Ended_rights_let_nothing_through()
    {
        FixedRights rights = new() { Until = TimeSpan.FromHours(1) };
        using DataPair pair = new(rightsAtB: rights);

        Assert.AreEqual(DropReason.RightsExpired, AtB(pair, pair.A.Packet(V6, Tcp, 1, 2)));
        pair.B.Send(pair.B.Packet(V6, Tcp, 1, 2));
        Assert.AreEqual(DropReason.RightsExpired, pair.B.OutboundResult.Reason);
        rights.Until += TimeSpan.FromTicks(1);
        Assert.AreEqual(DropReason.None, AtB(pair, pair.A.Packet(V6, Tcp, 1, 2)));
    }

    [TestMethod]
    public void An_unknown_protocol_is_asked_for_without_a_port()
    {
        using DataPair pair = new(rightsAtB: new FixedRights((99, 0), (Tcp, 22)));
        byte[] like = Ip.Upper(Tcp, 40000, 22, []);

        Assert.AreEqual(DropReason.None, AtB(pair, pair.A.V6(99, like)));
        Assert.AreEqual(DropReason.NotPermitted, AtB(pair, pair.A.V6(98, like)));
    }

    [TestMethod]
    public void Later_fragments_share_the_lot_of_their_first()
    {
        using DataPair pair = new(rightsAtB: new FixedRights((Udp, 53)));
        byte[] allowed = Ip.Upper(Udp, 40000, 53, new byte[8]);
        byte[] denied = Ip.Upper(Udp, 40000, 54, new byte[8]);

        Assert.AreEqual(DropReason.FragmentWithoutFirst, AtB(pair, pair.A.V4(Udp, new byte[8], null, 2, id: 5)));
        Assert.AreEqual(DropReason.None, AtB(pair, pair.A.V4(Udp, allowed, null, 0x2000, id: 5)));
        Assert.AreEqual(DropReason.None, AtB(pair, pair.A.V4(Udp, new byte[8], null, 2, id: 5)));
        Assert.AreEqual(DropReason.NotPermitted, AtB(pair, pair.A.V4(Udp, denied, null, 0x2000, id: 6)));
        Assert.AreEqual(DropReason.FragmentWithoutFirst, AtB(pair, pair.A.V4(Udp, new byte[8], null, 2, id: 6)));
        Assert.AreEqual(DropReason.FragmentWithoutFirst, AtB(pair, pair.A.V6(44, [Udp, 0, 0, 16, 0, 0, 0, 5, 1, 2])));
        pair.B.Now += FragmentMemory.Idle + TimeSpan.FromSeconds(2);
        Assert.AreEqual(DropReason.FragmentWithoutFirst, AtB(pair, pair.A.V4(Udp, new byte[8], null, 2, id: 5)));
    }

    [TestMethod]
    public void Ports_in_a_later_fragment_mean_nothing()
    {
        using DataPair pair = new(rightsAtB: new FixedRights((Tcp, 22)));
        byte[] like = Ip.Upper(Tcp, 40000, 22, []);
        byte[] packet = pair.A.V6(44, [Tcp, 0, 0, 16, 0, 0, 0, 5, .. like]);

        Assert.AreEqual(DropReason.FragmentWithoutFirst, AtB(pair, packet));
    }

    [TestMethod]
    public void Memory_is_bounded_and_keeps_what_is_new()
    {
        BoundedMemory memory = new(64, TimeSpan.FromMinutes(1));
        TimeSpan now = TimeSpan.FromDays(400);
        for (ulong key = 0; key < 10_000; key++)
        {
            memory.Set(key, (byte)key, now);
            Assert.IsTrue(memory.TryGet(key, now, out byte value));
            Assert.AreEqual((byte)key, value);
        }

        int kept = Enumerable.Range(0, 10_000).Count(key => memory.TryGet((ulong)key, now, out _));
        Assert.AreEqual(64, kept);
        Assert.IsFalse(memory.TryGet(9_999, now + TimeSpan.FromMinutes(3), out _));
    }

    private static DropReason AtB(DataPair pair, byte[] packet)
    {
        byte[] esp = pair.A.Send(packet);
        Assert.AreEqual(OutboundVerdict.Send, pair.A.Verdict);
        pair.B.Receive(esp, out DropReason reason);
        return reason;
    }
}
