using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Wire;
using HiperNet.Testing;

namespace HiperNet.HipStack.Tests.Esp;

/// <summary>No octets, from either side, make a pipeline throw or deliver what is not bound.</summary>
[TestClass]
public sealed class HostilePacketTests
{
    private const int Inputs = 60_000;

    [TestMethod]
    public void No_packet_from_the_TAP_breaks_the_sending_side_and_what_leaves_arrives()
    {
        FuzzSource source = new(Property.Seed);
        using DataPair marked = new(rightsAtA: new FixedRights((6, 80), (17, 80), (58, 0)));
        using DataPair unmarked = new(marks: false);
        byte[][] seeds = Seeds(marked.A);
        int arrived = 0;
        for (int i = 0; i < Inputs; i++)
        {
            DataPair pair = i % 2 == 0 ? marked : unmarked;
            byte[] packet = WithHeaderChecksum(source.Mutate(seeds[source.Below(seeds.Length)]), source);
            pair.A.Now += TimeSpan.FromMilliseconds(1);
            byte[] esp = pair.A.Send(packet);
            if (pair.A.Verdict == OutboundVerdict.Send)
            {
                byte[] delivered = pair.B.Receive(esp, out _);
                arrived += delivered.Length == 0 ? 0 : 1;
                CheckBound(delivered, pair.B.Addresses);
            }
        }

        Assert.IsGreaterThan(Inputs / 50, arrived, $"seed {Property.Seed}");
    }

    [TestMethod]
    public void No_authentic_payload_breaks_the_receiving_side_and_what_is_delivered_is_bound()
    {
        FuzzSource source = new(Property.Seed);
        using DataPair marked = new(EspSuiteId.NullHmacSha256);
        using DataPair unmarked = new(EspSuiteId.NullHmacSha256, marks: false, rightsAtB: new FixedRights((6, 80)));
        unmarked.B.Families.IPv4Ports.Add(80);
        byte[][] seeds = Seeds(marked.A);
        byte[] types = [0, 1, 6, 17, 33, 43, 44, 58, 59, 60, 94, 132, 136, 200];
        int delivered = 0;
        for (int i = 0; i < Inputs; i++)
        {
            DataPair pair = i % 2 == 0 ? marked : unmarked;
            byte[] seed = seeds[source.Below(seeds.Length)];
            byte[] packet = source.Mutate(seed.AsSpan(Math.Min(seed.Length, source.Below(6) * 8)));
            byte nextHeader = types[source.Below(types.Length)];
            byte[] arrived = pair.B.Receive(pair.A.Protect(nextHeader, packet), out _);
            delivered += arrived.Length == 0 ? 0 : 1;
            CheckBound(arrived, pair.B.Addresses);
        }

        Assert.IsGreaterThan(Inputs / 50, delivered, $"seed {Property.Seed}");
    }

    [TestMethod]
    public void No_forged_packet_is_delivered()
    {
        FuzzSource source = new(Property.Seed);
        foreach (EspSuiteId suite in DataPair.AllSuites)
        {
            using DataPair pair = new(suite, extended: source.Below(2) == 0);
            byte[] esp = pair.A.Send(pair.A.Packet(InnerFamily.IPv4, 17, 1, 80, 50));
            for (int i = 0; i < 3_000; i++)
            {
                byte[] forged = source.Mutate(esp);
                bool isSame = forged.AsSpan().SequenceEqual(esp);
                pair.B.Receive(forged, out DropReason reason);

                Assert.IsTrue(isSame || reason != DropReason.None, $"seed {Property.Seed}, {suite}, input {i}");
            }
        }
    }

    private static void CheckBound(byte[] packet, InnerAddresses addresses)
    {
        if (packet.Length == 0)
        {
            return;
        }

        DropReason reason = InnerPacket.Read(packet, out InnerPacket inner);
        bool isIPv6 = inner.Family == InnerFamily.IPv6;

        // An inner header that only its sender cannot send, as one without a next header, is still bound.
        Assert.IsTrue(reason is DropReason.None or DropReason.ForeignProtocol, $"seed {Property.Seed}: {reason}");
        if (reason == DropReason.None)
        {
            Assert.AreEqual(packet.Length, inner.Length);
            Assert.AreEqual(isIPv6 ? addresses.PeerHit : addresses.PeerIPv4, inner.Source);
            Assert.AreEqual(isIPv6 ? addresses.LocalHit : addresses.LocalIPv4, inner.Destination);
        }
    }

    private static byte[] WithHeaderChecksum(byte[] packet, FuzzSource source)
    {
        int header = packet.Length == 0 ? 0 : (packet[0] & 15) * 4;
        if (header >= 20 && header <= packet.Length && packet[0] >> 4 == 4 && source.Below(8) != 0)
        {
            packet.AsSpan(10, 2).Clear();
            ushort checksum = InternetChecksum.Of(packet.AsSpan(0, header));
            packet[10] = (byte)(checksum >> 8);
            packet[11] = (byte)checksum;
        }

        return packet;
    }

    private static byte[][] Seeds(DataHost host)
    {
        byte[] tcp = Ip.Upper(6, 1000, 80, new byte[9]);
        byte[] fragment = [17, 0, 0, 1, 0, 0, 0, 9, .. Ip.Upper(17, 1000, 80, new byte[8])];
        return
        [
            host.Packet(InnerFamily.IPv6, 6, 1000, 80),
            host.Packet(InnerFamily.IPv6, 58, 0, 0),
            host.Packet(InnerFamily.IPv4, 6, 1000, 80),
            host.Packet(InnerFamily.IPv4, 17, 1000, 80),
            host.Packet(InnerFamily.IPv4, 1, 0, 0),
            host.V6(44, fragment),
            host.V6(60, [6, 0, 1, 4, 0, 0, 0, 0, .. tcp]),
            host.V4(17, Ip.Upper(17, 1000, 80, new byte[8]), null, 0x2000, 5),
            host.V4(17, new byte[16], null, 0x2000 | 2, 5),
            host.V4(6, tcp, [7, 7, 4, 0, 0, 0, 0, 1]),
            host.V6(94, [6, 1, 4, 0, 1, 1, 1, 1, 7, 7, 4, 0, 0, 0, 0, 1, .. tcp]),
        ];
    }
}
