using HiperNet.HipStack.Esp;

namespace HiperNet.HipStack.Tests.Esp;

/// <summary>Errors towards this host's applications: right, never about errors, never too many.</summary>
[TestClass]
public sealed class IcmpErrorsTests
{
    private readonly byte[] output = new byte[2000];

    [TestMethod]
    [DataRow(IcmpErrorKind.NoRoute, 6, 1, 0)]
    [DataRow(IcmpErrorKind.AdministrativelyProhibited, 6, 1, 1)]
    [DataRow(IcmpErrorKind.AddressUnreachable, 6, 1, 3)]
    [DataRow(IcmpErrorKind.PacketTooBig, 6, 2, 0)]
    [DataRow(IcmpErrorKind.NoRoute, 4, 3, 0)]
    [DataRow(IcmpErrorKind.AdministrativelyProhibited, 4, 3, 13)]
    [DataRow(IcmpErrorKind.AddressUnreachable, 4, 3, 1)]
    [DataRow(IcmpErrorKind.PacketTooBig, 4, 3, 4)]
    public void An_error_has_its_type_code_addresses_and_checksum(IcmpErrorKind kind, int family, int type, int code)
    {
        using DataPair pair = new();
        foreach (int size in new[] { 0, 1, 200, 1400 })
        {
            byte[] packet = pair.A.Packet((InnerFamily)family, 17, 1, 2, size);
            Assert.IsTrue(new IcmpErrors().TryBuild(kind, packet, 1300, output, default, out int written));
            byte[] error = output[..written];
            int start = family == 6 ? 40 : 20;

            Assert.AreEqual(type, error[start]);
            Assert.AreEqual(code, error[start + 1]);
            Assert.AreEqual(family == 6 ? 58 : 1, error[family == 6 ? 6 : 9]);
            Assert.IsTrue(Ip.HasRightChecksums(error));
            Assert.IsTrue(packet.AsSpan().StartsWith(error.AsSpan(start + 8)));
            Assert.IsLessThanOrEqualTo(family == 6 ? 1280 : 576, written);
            int address = family == 6 ? 8 : 12;
            int length = family == 6 ? 16 : 4;
            CollectionAssert.AreEqual(
                packet[address..(address + length)], error[(address + length)..(address + length + length)]);
        }
    }

    [TestMethod]
    public void There_is_no_error_about_an_error()
    {
        using DataPair pair = new();
        for (int type = 0; type < 256; type++)
        {
            byte[] icmp6 = [(byte)type, 0, .. new byte[10]];
            byte[] behind = [58, 0, 1, 4, 0, 0, 0, 0, .. icmp6];

            Assert.AreEqual(type >= 128, Answered(pair.A.V6(58, icmp6)), $"ICMPv6 {type}");
            Assert.AreEqual(type >= 128, Answered(pair.A.V6(60, behind)), $"ICMPv6 {type} behind options");
            bool isQuery = type is 0 or 8 or 9 or 10 or (>= 13 and <= 18);
            Assert.AreEqual(isQuery, Answered(pair.A.V4(1, icmp6)), $"ICMP {type}");
        }
    }

    [TestMethod]
    public void There_is_no_error_about_later_fragments_groups_and_broken_packets()
    {
        using DataPair pair = new();
        byte[] udp = Ip.Upper(17, 1, 2, []);
        UInt128 group = new(0xFF02_0000_0000_0000, 1);
        byte[][] silent =
        [
            [],
            [0x60],
            pair.A.V4(17, new byte[16], null, 2),
            pair.A.V6(44, [17, 0, 0, 8, 0, 0, 0, 1, .. udp]),
            Ip.V6(17, DataPair.HitOfA, group, udp),
            Ip.V6(17, group, DataPair.HitOfA, udp),
            Ip.V6(17, 0, DataPair.HitOfA, udp),
            Ip.V4(17, DataPair.IPv4OfA, 0xE000_0001, udp),
            Ip.V4(17, 0, DataPair.IPv4OfA, udp),
            Ip.V4(17, 0xFFFF_FFFF, DataPair.IPv4OfA, udp),
            Ip.V4(17, 0x7F00_0001, DataPair.IPv4OfA, udp),
        ];
        foreach (byte[] packet in silent)
        {
            Assert.IsFalse(Answered(packet));
        }

        Assert.IsTrue(Answered(pair.A.V6(17, udp)));
        Assert.IsTrue(Answered(pair.A.V4(17, new byte[16], null, 0x2000)));
    }

    [TestMethod]
    public void Errors_are_limited_in_their_rate()
    {
        using DataPair pair = new();
        IcmpErrors errors = new(perSecond: 10, burst: 3);
        byte[] packet = pair.A.Packet(InnerFamily.IPv6, 17, 1, 2);
        TimeSpan now = TimeSpan.FromDays(1);

        Assert.AreEqual(3, At(now));
        Assert.AreEqual(0, At(now + TimeSpan.FromMilliseconds(99)));
        Assert.AreEqual(1, At(now + TimeSpan.FromMilliseconds(100)));
        Assert.AreEqual(0, At(now));
        Assert.AreEqual(3, At(now + TimeSpan.FromDays(1000)));

        int At(TimeSpan time) => Enumerable.Range(0, 20).Count(
            _ => errors.TryBuild(IcmpErrorKind.NoRoute, packet, 0, output, time, out int _));
    }

    [TestMethod]
    public void A_small_buffer_gets_nothing()
    {
        using DataPair pair = new();
        byte[] packet = pair.A.Packet(InnerFamily.IPv6, 17, 1, 2);

        Assert.IsFalse(new IcmpErrors().TryBuild(IcmpErrorKind.NoRoute, packet, 0, new byte[100], default, out _));
    }

    private bool Answered(byte[] packet) =>
        new IcmpErrors().TryBuild(IcmpErrorKind.NoRoute, packet, 0, output, default, out _);
}
