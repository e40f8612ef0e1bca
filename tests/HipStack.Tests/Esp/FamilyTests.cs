using HiperNet.HipStack.Esp;

namespace HiperNet.HipStack.Tests.Esp;

/// <summary>Which family a packet is rebuilt in that carries no mark.</summary>
[TestClass]
public sealed class FamilyTests
{
    private const byte Tcp = 6;
    private const byte Udp = 17;

    [TestMethod]
    public void An_answer_has_the_family_of_what_it_answers()
    {
        using DataPair pair = new(marks: false);
        pair.A.Send(pair.A.Packet(InnerFamily.IPv4, Tcp, 1000, 80));
        pair.A.Send(pair.A.Packet(InnerFamily.IPv6, Tcp, 1001, 80));

        Assert.AreEqual(InnerFamily.IPv4, Arrives(pair, Tcp, 80, 1000));
        Assert.AreEqual(InnerFamily.IPv6, Arrives(pair, Tcp, 80, 1001));
        Assert.AreEqual(InnerFamily.IPv6, Arrives(pair, Udp, 80, 1000));
        Assert.AreEqual(InnerFamily.IPv6, Arrives(pair, Tcp, 81, 1000));
    }

    [TestMethod]
    public void The_last_family_sent_counts()
    {
        using DataPair pair = new(marks: false);
        pair.A.Send(pair.A.Packet(InnerFamily.IPv4, Tcp, 1000, 80));
        pair.A.Send(pair.A.Packet(InnerFamily.IPv6, Tcp, 1000, 80));

        Assert.AreEqual(InnerFamily.IPv6, Arrives(pair, Tcp, 80, 1000));
    }

    [TestMethod]
    public void A_forgotten_flow_is_asked_about_again()
    {
        using DataPair pair = new(marks: false);
        pair.A.Send(pair.A.Packet(InnerFamily.IPv4, Tcp, 1000, 80));
        pair.A.Now += FamilyMemory.FlowIdle + TimeSpan.FromSeconds(2);

        Assert.AreEqual(InnerFamily.IPv6, Arrives(pair, Tcp, 80, 1000));
    }

    [TestMethod]
    public void What_begins_a_flow_has_the_family_of_the_service()
    {
        using DataPair pair = new(marks: false);
        pair.A.Families.IPv4Ports.Add(22);

        Assert.AreEqual(InnerFamily.IPv4, Arrives(pair, Tcp, 40000, 22));
        Assert.AreEqual(InnerFamily.IPv6, Arrives(pair, Tcp, 40000, 23));
    }

    [TestMethod]
    public void ICMP_needs_no_mark()
    {
        using DataPair pair = new(marks: false);

        Assert.AreEqual(InnerFamily.IPv4, Arrives(pair, 1, 0, 0));
        Assert.AreEqual(InnerFamily.IPv6, Arrives(pair, 58, 0, 0));
    }

    [TestMethod]
    public void From_a_peer_that_marks_IPv4_what_is_not_marked_is_IPv6()
    {
        using DataPair pair = new(marks: true);
        pair.A.Families.IPv4Ports.Add(22);
        pair.A.Send(pair.A.Packet(InnerFamily.IPv4, Tcp, 1000, 80));

        Assert.AreEqual(InnerFamily.IPv6, Arrives(pair, Tcp, 40000, 22));
        Assert.AreEqual(InnerFamily.IPv6, Arrives(pair, Tcp, 80, 1000));
        Assert.AreEqual(DropReason.ForeignProtocol, Reason(pair, 1, Ip.Upper(1, 0, 0, [])));
    }

    [TestMethod]
    public void A_marked_packet_with_an_IPv6_protocol_is_refused()
    {
        using DataPair pair = new();
        foreach (byte protocol in new byte[] { 0, 43, 58, 59, 60, 94 })
        {
            byte[] payload = [protocol, 0, 4, 0, 1, 1, 1, 1, protocol == 0 ? (byte)6 : (byte)17, 0, 1, 4, 0, 0, 0, 0,
                .. new byte[32]];

            Assert.IsTrue(
                Reason(pair, 94, payload) is DropReason.ForeignProtocol or DropReason.ForeignAddress, $"{protocol}");
        }
    }

    [TestMethod]
    public void Without_IPv4_addresses_no_IPv4_packet_is_made()
    {
        using DataPair pair = new(marks: false, hasIPv4: false);
        pair.A.Families.IPv4Ports.Add(22);
        byte[] marked = [Tcp, 0, 4, 0, 1, 1, 1, 1, .. Ip.Upper(Tcp, 1, 2, [])];

        Assert.AreEqual(DropReason.NoIPv4, Reason(pair, 1, Ip.Upper(1, 0, 0, [])));
        Assert.AreEqual(DropReason.NoIPv4, Reason(pair, 94, marked));
        Assert.AreEqual(InnerFamily.IPv6, Arrives(pair, Tcp, 40000, 22));
    }

    [TestMethod]
    public void Later_fragments_follow_their_first_and_are_dropped_without_it()
    {
        using DataPair pair = new(marks: false);
        pair.A.Families.IPv4Ports.Add(22);
        byte[] first = [Udp, 0, 0, 1, 0, 0, 0, 9, .. Ip.Upper(Udp, 1000, 22, new byte[8])];
        byte[] later = [Udp, 0, 0, 16, 0, 0, 0, 9, 1, 2, 3, 4];

        Assert.AreEqual(DropReason.FragmentWithoutFirst, Reason(pair, 44, later));
        Assert.AreEqual(DropReason.None, Reason(pair, 44, first));
        Assert.AreEqual(InnerFamily.IPv4, pair.A.InboundResult.Family);
        Assert.AreEqual(DropReason.None, Reason(pair, 44, later));
        Assert.AreEqual(InnerFamily.IPv4, pair.A.InboundResult.Family);
        later[7] = 10;
        Assert.AreEqual(DropReason.FragmentWithoutFirst, Reason(pair, 44, later));
    }

    [TestMethod]
    public void Extension_headers_are_IPv6()
    {
        using DataPair pair = new(marks: false);
        pair.A.Families.IPv4Ports.Add(22);
        byte[] payload = [Tcp, 0, 1, 4, 0, 0, 0, 0, .. Ip.Upper(Tcp, 1000, 22, [])];

        Assert.AreEqual(DropReason.None, Reason(pair, 60, payload));
        Assert.AreEqual(InnerFamily.IPv6, pair.A.InboundResult.Family);
    }

    private static InnerFamily Arrives(DataPair pair, byte protocol, ushort from, ushort to)
    {
        Assert.AreEqual(DropReason.None, Reason(pair, protocol, Ip.Upper(protocol, from, to, [])));
        return pair.A.InboundResult.Family;
    }

    private static DropReason Reason(DataPair pair, byte nextHeader, byte[] payload)
    {
        pair.A.Receive(pair.B.Protect(nextHeader, payload), out DropReason reason);
        return reason;
    }
}
