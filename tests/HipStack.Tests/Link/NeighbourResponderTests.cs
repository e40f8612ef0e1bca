using System.Net;
using HiperNet.HipStack.Link;
using HiperNet.Testing;

namespace HiperNet.HipStack.Tests.Link;

[TestClass]
public sealed class NeighbourResponderTests
{
    private const string Own = "2001:21:1::1";
    private const string Peer = "2001:21:2::2";
    private const string PeerNode = "ff02::1:ff00:2";
    private const string OwnLsi = "1.0.0.1";
    private const string PeerLsi = "1.0.0.2";
    private const int FuzzInputs = 20_000;

    private static readonly MacAddress Peers = new(0x0200_0000_0002);
    private static readonly NeighbourResponder Responder =
        new(Peers, IPAddress.Parse(Own), IPAddress.Parse(OwnLsi));

    [TestMethod]
    public void An_ARP_request_for_a_peer_is_answered()
    {
        Assert.AreEqual(FrameVerdict.Answered, Look(Frames.Arp(OwnLsi, PeerLsi), out byte[] answer));

        Assert.HasCount(42, answer);
        Assert.AreEqual(Frames.Host, EthernetFrame.Destination(answer));
        Assert.AreEqual(Peers, EthernetFrame.Source(answer));
        byte[] expected =
        [
            0, 1, 8, 0, 6, 4, 0, 2, 2, 0, 0, 0, 0, 2, 1, 0, 0, 2, 2, 0, 0, 0, 0, 1, 1, 0, 0, 1,
        ];
        CollectionAssert.AreEqual(expected, answer[14..]);
    }

    [TestMethod]
    [DataRow(OwnLsi, OwnLsi, 1, FrameVerdict.Probe, DisplayName = "announcement")]
    [DataRow("0.0.0.0", OwnLsi, 1, FrameVerdict.Probe, DisplayName = "probe for our own")]
    [DataRow("0.0.0.0", PeerLsi, 1, FrameVerdict.Probe, DisplayName = "probe for another")]
    [DataRow(PeerLsi, OwnLsi, 1, FrameVerdict.NotOurs, DisplayName = "request for our own")]
    [DataRow(OwnLsi, PeerLsi, 2, FrameVerdict.NotOurs, DisplayName = "reply")]
    [DataRow(OwnLsi, "224.0.0.1", 1, FrameVerdict.NotOurs, DisplayName = "group")]
    public void Other_ARP_is_not_answered(string sender, string target, int operation, FrameVerdict expected)
    {
        Assert.AreEqual(expected, Look(Frames.Arp(sender, target, (ushort)operation), out byte[] answer));
        Assert.IsEmpty(answer);
    }

    [TestMethod]
    [DataRow(PeerNode, DisplayName = "to the group")]
    [DataRow(Peer, DisplayName = "to the peer alone")]
    public void A_neighbour_solicitation_for_a_HIT_is_answered(string destination)
    {
        byte[] question = Frames.Solicitation(Own, destination, Peer);

        Assert.AreEqual(FrameVerdict.Answered, Look(question, out byte[] answer));

        Assert.HasCount(86, answer);
        Assert.AreEqual(Frames.Host, EthernetFrame.Destination(answer));
        Assert.AreEqual(Peers, EthernetFrame.Source(answer));
        byte[] packet = answer[14..];
        Assert.AreEqual(255, packet[7]);
        CollectionAssert.AreEqual(Frames.Octets(Peer), packet[8..24]);
        CollectionAssert.AreEqual(Frames.Octets(Own), packet[24..40]);
        byte[] option = [2, 1, 2, 0, 0, 0, 0, 2];
        byte[] message = [136, 0, 0, 0, 0x60, 0, 0, 0, .. Frames.Octets(Peer), .. option];
        ushort checksum = Frames.Checksum(packet.AsSpan(8, 32), message);
        message[2] = (byte)(checksum >> 8);
        message[3] = (byte)checksum;
        CollectionAssert.AreEqual(message, packet[40..]);
    }

    [TestMethod]
    public void A_solicitation_without_its_option_is_answered_to_the_sender_of_the_frame()
    {
        byte[] question = Frames.Solicitation(Own, Peer, Peer, options: []);

        Assert.AreEqual(FrameVerdict.Answered, Look(question, out byte[] answer));
        Assert.AreEqual(Frames.Host, EthernetFrame.Destination(answer));
    }

    // RFC 4861 section 7.1.1, sentence by sentence.
    [TestMethod]
    public void A_solicitation_with_another_hop_limit_is_refused() =>
        Refused(Frames.Solicitation(Own, PeerNode, Peer, hopLimit: 254));

    [TestMethod]
    public void A_solicitation_with_a_wrong_checksum_is_refused()
    {
        byte[] question = Frames.Solicitation(Own, PeerNode, Peer);
        question[57] ^= 1;
        Refused(question);
    }

    [TestMethod]
    public void A_solicitation_with_a_code_is_refused() =>
        Refused(Frames.Solicitation(Own, PeerNode, Peer, code: 1));

    [TestMethod]
    public void A_solicitation_that_is_too_short_is_refused() =>
        Refused(Frames.IcmpV6(Own, PeerNode, [135, 0, 0, 0, 0, 0, 0, 0, .. Frames.Octets(Peer)[..15]]));

    [TestMethod]
    public void A_solicitation_for_a_group_is_refused() =>
        Refused(Frames.Solicitation(Own, PeerNode, PeerNode));

    [TestMethod]
    public void A_solicitation_with_an_option_of_no_length_is_refused() =>
        Refused(Frames.Solicitation(Own, PeerNode, Peer, options: [1, 0, 0, 0, 0, 0, 0, 0]));

    [TestMethod]
    public void A_solicitation_with_an_option_beyond_its_end_is_refused() =>
        Refused(Frames.Solicitation(Own, PeerNode, Peer, options: [1, 2, 0, 0, 0, 0, 0, 0]));

    [TestMethod]
    public void A_solicitation_from_nobody_to_one_alone_is_refused() =>
        Refused(Frames.Solicitation("::", Peer, Peer, options: []));

    [TestMethod]
    public void A_solicitation_from_nobody_with_its_hardware_address_is_refused() =>
        Refused(Frames.Solicitation("::", PeerNode, Peer));

    [TestMethod]
    [DataRow("::", "ff02::1:ff00:1", Own, FrameVerdict.Probe, DisplayName = "duplicate detection of our own")]
    [DataRow("::", PeerNode, Peer, FrameVerdict.Probe, DisplayName = "duplicate detection of another")]
    [DataRow(Own, "ff02::1:ff00:1", Own, FrameVerdict.NotOurs, DisplayName = "for our own")]
    [DataRow(Own, PeerNode, "2001:db8::2", FrameVerdict.NotOurs, DisplayName = "for no HIT")]
    [DataRow(Own, PeerNode, "2001:10::2", FrameVerdict.NotOurs, DisplayName = "for an ORCHID of version 1")]
    [DataRow(Own, PeerNode, "2001:30::2", FrameVerdict.NotOurs, DisplayName = "after the prefix")]
    [DataRow(Own, PeerNode, "fe80::2", FrameVerdict.NotOurs, DisplayName = "for a link-local address")]
    public void Solicitations_that_are_not_ours_are_not_answered(
        string source, string destination, string target, FrameVerdict expected)
    {
        byte[] options = source == "::" ? [] : Frames.SourceOption();
        byte[] question = Frames.Solicitation(source, destination, target, options: options);

        Assert.AreEqual(expected, Look(question, out byte[] answer));
        Assert.IsEmpty(answer);
    }

    [TestMethod]
    public void Packets_to_peers_are_told_by_their_version()
    {
        Assert.AreEqual(FrameVerdict.IPv6, Look(Frames.IPv6(Own, Peer, 6, new byte[20]), out _));
        Assert.AreEqual(FrameVerdict.IPv6, Look(Frames.IcmpV6(Own, Peer, [128, 0, 0, 0, 0, 1, 0, 1]), out _));
        Assert.AreEqual(FrameVerdict.IPv4, Look(Frames.IPv4(OwnLsi, PeerLsi, 17, Frames.Udp(5353)), out _));
    }

    [TestMethod]
    public void What_hosts_say_to_their_link_is_swallowed()
    {
        byte[] membership = [58, 0, 5, 2, 0, 0, 1, 0, 143, 0, 0, 0, 0, 0, 0, 0];
        Is(FrameVerdict.Router, Frames.IcmpV6("fe80::1", "ff02::2", [133, 0, 0, 0, 0, 0, 0, 0]));
        Is(FrameVerdict.Router, Frames.IcmpV6("fe80::1", Peer, new byte[] { 137, 0, 0, 0 }));
        Is(FrameVerdict.Probe, Frames.IcmpV6("fe80::1", "ff02::1", [136, 0, 0, 0]));
        Is(FrameVerdict.Membership, Frames.IPv6("fe80::1", "ff02::16", 0, membership));
        Is(FrameVerdict.LocalNames, Frames.IPv6("fe80::1", "ff02::fb", 17, Frames.Udp(5353)));
        Is(FrameVerdict.Dhcp, Frames.IPv6("fe80::1", "ff02::1:2", 17, Frames.Udp(547)));
        Is(FrameVerdict.OtherLocal, Frames.IPv6("fe80::1", "fe80::2", 6, new byte[20]));
        Is(FrameVerdict.LocalNames, Frames.IPv4(OwnLsi, "224.0.0.251", 17, Frames.Udp(5353)));
        Is(FrameVerdict.Membership, Frames.IPv4(OwnLsi, "224.0.0.22", 2, new byte[8]));
        Is(FrameVerdict.Dhcp, Frames.IPv4("0.0.0.0", "255.255.255.255", 17, Frames.Udp(67)));
        Is(FrameVerdict.OtherLocal, Frames.IPv4(OwnLsi, "169.254.1.1", 6, new byte[20]));
    }

    [TestMethod]
    public void Broken_and_foreign_frames_are_refused()
    {
        byte[] foreign = Frames.Arp(OwnLsi, PeerLsi);
        EthernetFrame.WriteHeader(foreign, Peers, Frames.Host, (EtherType)0x8100);
        byte[] fromGroup = Frames.Arp(OwnLsi, PeerLsi);
        EthernetFrame.WriteHeader(fromGroup, Peers, MacAddress.Broadcast, EtherType.Arp);

        Assert.AreEqual(FrameVerdict.OtherType, Look(foreign, out _));
        Refused(fromGroup);
        Refused([]);
        Refused(Frames.Arp(OwnLsi, PeerLsi)[..41]);
        Refused(Frames.IPv6(Own, Peer, 6, new byte[20])[..^1]);
        Refused(Frames.IPv4(OwnLsi, PeerLsi, 6, new byte[20])[..^1]);
    }

    [TestMethod]
    public void No_frame_makes_it_throw_and_no_answer_goes_to_a_group()
    {
        byte[][] seeds =
        [
            Frames.Arp(OwnLsi, PeerLsi), Frames.Solicitation(Own, PeerNode, Peer),
            Frames.IPv6(Own, Peer, 6, new byte[20]), Frames.IPv4(OwnLsi, PeerLsi, 17, Frames.Udp(53)),
            Frames.IPv6("fe80::1", "ff02::16", 0, [58, 0, 5, 2, 0, 0, 1, 0, 143, 0]),
        ];
        FuzzSource source = new(Property.Seed);
        byte[] answer = new byte[NeighbourResponder.MaxAnswer];
        for (int i = 0; i < FuzzInputs; i++)
        {
            byte[] frame = source.Mutate(seeds[source.Below(seeds.Length)]);
            FrameVerdict verdict = Responder.Look(frame, answer, out int length);

            Assert.AreEqual(verdict == FrameVerdict.Answered, length > 0, $"{Property.SeedVariable}={Property.Seed}");
            Assert.IsFalse(length > 0 && EthernetFrame.Destination(answer).IsGroup, Convert.ToHexString(frame));
        }
    }

    private static void Refused(byte[] frame)
    {
        Assert.AreEqual(FrameVerdict.Malformed, Look(frame, out byte[] answer));
        Assert.IsEmpty(answer);
    }

    private static void Is(FrameVerdict expected, byte[] frame) => Assert.AreEqual(expected, Look(frame, out _));

    private static FrameVerdict Look(byte[] frame, out byte[] answer)
    {
        byte[] room = new byte[NeighbourResponder.MaxAnswer];
        FrameVerdict verdict = Responder.Look(frame, room, out int length);
        answer = room[..length];
        return verdict;
    }
}
