using System.Buffers.Binary;
using FsCheck.Fluent;
using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Wire;
using Property = HiperNet.Testing.Property;

namespace HiperNet.HipStack.Tests.Esp;

/// <summary>RFC 4303 section 3.3 and 3.4: what one packet goes through.</summary>
[TestClass]
public sealed class SecurityAssociationTests
{
    private const uint Spi = 0x1234_5678;

    public static IEnumerable<object[]> Suites => DataPair.AllSuites.Select(id => new object[] { id });

    [TestMethod]
    [DynamicData(nameof(Suites))]
    public void What_is_protected_is_what_is_opened(EspSuiteId id)
    {
        foreach (bool extended in new[] { false, true })
        {
            using OutboundSa sender = Sas.Outbound(Spi, id, extended, 1);
            using InboundSa receiver = Sas.Inbound(Spi, id, extended, 1);
            for (int length = 0; length < 70; length++)
            {
                byte[] payload = Sas.Key(length, 9);
                byte[] packet = Protect(sender, payload);

                Assert.AreEqual(sender.Suite.PacketLength(length), packet.Length);
                Assert.AreEqual(0, (packet.Length - sender.Suite.PayloadOffset - sender.Suite.IcvLength) % 4);
                Assert.AreEqual(DropReason.None, Open(receiver, packet, out byte[] opened, out byte next));
                CollectionAssert.AreEqual(payload, opened);
                Assert.AreEqual(17, next);
            }

            Assert.AreEqual(70UL, sender.Packets);
            Assert.AreEqual(sender.Bytes, receiver.Bytes);
            Assert.AreEqual(70UL, receiver.Sequence);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Suites))]
    public void Every_flipped_bit_is_refused_and_the_packet_is_accepted_afterwards(EspSuiteId id)
    {
        using OutboundSa sender = Sas.Outbound(Spi, id, extended: false, 1);
        using InboundSa receiver = Sas.Inbound(Spi, id, extended: false, 1);
        byte[] packet = Protect(sender, Sas.Key(33, 9));
        for (int bit = 32; bit < packet.Length * 8; bit++)
        {
            byte[] flipped = [.. packet];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.AreNotEqual(DropReason.None, Open(receiver, flipped, out _, out _), $"bit {bit}");
        }

        Assert.AreEqual(0UL, receiver.Sequence);
        Assert.AreEqual(DropReason.None, Open(receiver, packet, out _, out _));
    }

    [TestMethod]
    [DynamicData(nameof(Suites))]
    public void Every_shortened_packet_is_refused(EspSuiteId id)
    {
        using OutboundSa sender = Sas.Outbound(Spi, id, extended: true, 1);
        using InboundSa receiver = Sas.Inbound(Spi, id, extended: true, 1);
        byte[] packet = Protect(sender, Sas.Key(64, 9));
        for (int length = 0; length < packet.Length; length++)
        {
            Assert.AreNotEqual(DropReason.None, Open(receiver, packet[..length], out _, out _), $"{length}");
        }

        Assert.AreNotEqual(DropReason.None, Open(receiver, [.. packet, 0, 0, 0, 0], out _, out _));
        Assert.IsGreaterThan(0UL, receiver.Drops.Of(DropReason.TooShort));
        Assert.IsGreaterThan(0UL, receiver.Drops.Of(DropReason.BadIcv));
    }

    [TestMethod]
    public void A_replayed_packet_is_refused()
    {
        using OutboundSa sender = Sas.Outbound(Spi, EspSuiteId.AesGcm16, extended: false, 1);
        using InboundSa receiver = Sas.Inbound(Spi, EspSuiteId.AesGcm16, extended: false, 1);
        byte[] packet = Protect(sender, [1, 2, 3]);

        Assert.AreEqual(DropReason.None, Open(receiver, packet, out _, out _));
        Assert.AreEqual(DropReason.Replayed, Open(receiver, packet, out _, out _));
        Assert.AreEqual(1UL, receiver.Packets);
        Assert.AreEqual(1UL, receiver.Drops.Of(DropReason.Replayed));
    }

    [TestMethod]
    public void A_forged_packet_does_not_move_the_window()
    {
        using OutboundSa sender = Sas.Outbound(Spi, EspSuiteId.AesGcm16, extended: false, 1);
        using InboundSa receiver = Sas.Inbound(Spi, EspSuiteId.AesGcm16, extended: false, 1);
        byte[] packet = Protect(sender, [1, 2, 3]);
        byte[] forged = [.. packet];
        BinaryPrimitives.WriteUInt32BigEndian(forged.AsSpan(4), 1_000_000);

        Assert.AreEqual(DropReason.BadIcv, Open(receiver, forged, out _, out _));
        Assert.AreEqual(DropReason.None, Open(receiver, packet, out _, out _));
    }

    [TestMethod]
    public void Sequence_number_zero_is_refused()
    {
        using InboundSa receiver = Sas.Inbound(Spi, EspSuiteId.AesGcm16, extended: false, 1);
        byte[] packet = new byte[64];
        BinaryPrimitives.WriteUInt32BigEndian(packet, Spi);

        Assert.AreEqual(DropReason.Replayed, Open(receiver, packet, out _, out _));
    }

    [TestMethod]
    public void The_sequence_number_never_wraps()
    {
        using OutboundSa sender =
            Sas.Outbound(Spi, EspSuiteId.AesGcm16, extended: false, 1, limits: null, uint.MaxValue - 1);
        byte[] packet = new byte[200];

        Assert.AreEqual(DropReason.None, sender.Protect(17, [1], packet, out _));
        Assert.AreEqual(uint.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(4)));
        Assert.AreEqual(DropReason.SequenceExhausted, sender.Protect(17, [1], packet, out int written));
        Assert.AreEqual(0, written);
        Assert.AreEqual(DropReason.SequenceExhausted, sender.Protect(17, [1], packet, out _));
        Assert.AreEqual(uint.MaxValue, sender.Sequence);
        Assert.AreEqual(2UL, sender.Drops.Of(DropReason.SequenceExhausted));
    }

    [TestMethod]
    public void The_extended_sequence_number_never_wraps()
    {
        using OutboundSa sender =
            Sas.Outbound(Spi, EspSuiteId.AesGcm16, extended: true, 1, limits: null, ulong.MaxValue - 1);
        byte[] packet = new byte[200];

        Assert.AreEqual(DropReason.None, sender.Protect(17, [1], packet, out _));
        Assert.AreEqual(DropReason.SequenceExhausted, sender.Protect(17, [1], packet, out _));
    }

    [TestMethod]
    [DynamicData(nameof(Suites))]
    public void Extended_numbers_pass_two_to_the_32(EspSuiteId id)
    {
        const ulong Start = (1UL << 32) - 3000;
        using OutboundSa sender = Sas.Outbound(Spi, id, extended: true, 1, limits: null, Start);
        using InboundSa receiver = Sas.Inbound(Spi, id, extended: true, 1);
        for (int i = 0; i < 6000; i++)
        {
            Assert.AreEqual(DropReason.None, Open(receiver, Protect(sender, [1, 2]), out _, out _), $"packet {i}");
        }

        Assert.AreEqual(Start + 6000, receiver.Sequence);
    }

    [TestMethod]
    [DynamicData(nameof(Suites))]
    public void The_high_half_of_an_extended_number_is_authenticated(EspSuiteId id)
    {
        using OutboundSa sender = Sas.Outbound(Spi, id, extended: true, 1, limits: null, 1UL << 32);
        using InboundSa receiver = Sas.Inbound(Spi, id, extended: true, 1);

        Assert.AreEqual(DropReason.BadIcv, Open(receiver, Protect(sender, [1, 2]), out _, out _));
    }

    [TestMethod]
    [DynamicData(nameof(Suites))]
    public void An_IV_never_comes_twice(EspSuiteId id)
    {
        using OutboundSa sender = Sas.Outbound(Spi, id, extended: false, 1);
        HashSet<string> ivs = [];
        for (int i = 0; i < 500; i++)
        {
            byte[] packet = Protect(sender, [1]);
            ivs.Add(Convert.ToHexString(packet[8..sender.Suite.PayloadOffset]));
        }

        Assert.HasCount(sender.Suite.IvLength == 0 ? 1 : 500, ivs);
    }

    [TestMethod]
    public void A_rekey_is_due_by_packets_by_bytes_and_at_half_of_the_numbers()
    {
        using OutboundSa byPackets =
            Sas.Outbound(Spi, EspSuiteId.AesGcm16, extended: false, 1, new RekeyLimits(2, ulong.MaxValue));
        using OutboundSa byBytes =
            Sas.Outbound(Spi, EspSuiteId.AesGcm16, extended: false, 1, new RekeyLimits(ulong.MaxValue, 60));
        using OutboundSa half = Sas.Outbound(
            Spi, EspSuiteId.AesGcm16, false, 1, new RekeyLimits(ulong.MaxValue, ulong.MaxValue), int.MaxValue - 1);
        foreach (OutboundSa sa in new[] { byPackets, byBytes, half })
        {
            Assert.IsFalse(sa.ShouldRekey);
            Protect(sa, [1]);
            Protect(sa, [1]);
            Assert.IsTrue(sa.ShouldRekey);
        }
    }

    [TestMethod]
    public void A_closed_association_protects_and_opens_nothing()
    {
        OutboundSa sender = Sas.Outbound(Spi, EspSuiteId.AesGcm16, extended: false, 1);
        InboundSa receiver = Sas.Inbound(Spi, EspSuiteId.AesGcm16, extended: false, 1);
        byte[] packet = Protect(sender, [1]);
        sender.Dispose();
        receiver.Dispose();
        sender.Dispose();

        Assert.AreEqual(DropReason.Closed, sender.Protect(17, [1], new byte[100], out _));
        Assert.AreEqual(DropReason.Closed, Open(receiver, packet, out _, out _));
    }

    [TestMethod]
    public void Keys_of_another_length_are_refused()
    {
        EspSuite suite = Sas.Suite(EspSuiteId.AesGcm16);

        Assert.ThrowsExactly<ArgumentException>(() => new OutboundSa(Spi, suite, new byte[16], [], extended: false));
        Assert.IsFalse(EspSuite.TryGet(EspSuiteId.AesCmac96, out _));
        Assert.IsFalse(EspSuite.TryGet((EspSuiteId)0, out _));
    }

    [TestMethod]
    public void A_dummy_packet_is_dropped_and_counted()
    {
        using OutboundSa sender = Sas.Outbound(Spi, EspSuiteId.AesGcm16, extended: false, 1);
        using InboundSa receiver = Sas.Inbound(Spi, EspSuiteId.AesGcm16, extended: false, 1);

        Assert.AreEqual(DropReason.Dummy, Open(receiver, Protect(sender, [1, 2, 3], 59), out _, out _));
    }

    [TestMethod]
    public void Padding_other_than_one_two_three_is_refused()
    {
        using OutboundSa sender = Sas.Outbound(Spi, EspSuiteId.NullHmacSha256, extended: false, 1);
        using InboundSa receiver = Sas.Inbound(Spi, EspSuiteId.NullHmacSha256, extended: false, 1);

        // The trailer of an inner packet is what the receiver reads; its own follows the ICV and so is cut off.
        foreach (byte[] end in new byte[][] { [9, 9, 2, 17], [1, 3, 2, 17], [1, 2, 200, 17] })
        {
            byte[] packet = Reseal(end);

            Assert.AreEqual(DropReason.BadPadding, Open(receiver, packet, out _, out _));
        }

        Assert.AreEqual(DropReason.None, Open(receiver, Reseal([1, 2, 2, 17]), out byte[] payload, out _));
        Assert.IsEmpty(payload);

        byte[] Reseal(byte[] text)
        {
            byte[] packet = Protect(sender, [1, 2]);
            text.CopyTo(packet, 8);
            byte[] key = Sas.Key(32, 0xFE);
            byte[] mac = System.Security.Cryptography.HMACSHA256.HashData(key, packet.AsSpan(0, packet.Length - 16));
            mac.AsSpan(0, 16).CopyTo(packet.AsSpan(packet.Length - 16));
            return packet;
        }
    }

    [TestMethod]
    public void A_room_that_is_too_small_is_refused_and_spends_no_number()
    {
        using OutboundSa sender = Sas.Outbound(Spi, EspSuiteId.AesGcm16, extended: false, 1);
        using InboundSa receiver = Sas.Inbound(Spi, EspSuiteId.AesGcm16, extended: false, 1);
        byte[] small = new byte[sender.Suite.PacketLength(10) - 1];

        Assert.AreEqual(DropReason.TooLong, sender.Protect(17, new byte[10], small, out _));
        Assert.AreEqual(0UL, sender.Sequence);
        Assert.AreEqual(
            DropReason.TooLong, receiver.Unprotect(Protect(sender, new byte[10]), new byte[3], out _, out _));
    }

    [TestMethod]
    public void The_longest_payload_fits_and_one_octet_more_does_not() => Property.Check(
        from id in Gen.Elements(DataPair.AllSuites)
        from room in Gen.Choose(60, 3000)
        select (id, room),
        value =>
        {
            EspSuite suite = Sas.Suite(value.id);
            int longest = suite.MaxPayloadLength(value.room);

            Assert.IsLessThanOrEqualTo(value.room, suite.PacketLength(longest));
            Assert.IsGreaterThan(value.room, suite.PacketLength(longest + 1));
        });

    [TestMethod]
    public void Two_threads_use_no_sequence_number_twice()
    {
        const int Each = 5000;
        using OutboundSa sender = Sas.Outbound(Spi, EspSuiteId.AesGcm16, extended: false, 1);
        using InboundSa receiver = Sas.Inbound(Spi, EspSuiteId.AesGcm16, extended: false, 1);
        byte[][][] packets = new byte[2][][];
        Parallel.For(0, packets.Length, thread =>
            packets[thread] = [.. Enumerable.Range(0, Each).Select(_ => Protect(sender, [1, 2, 3]))]);
        HashSet<uint> numbers =
            [.. packets.SelectMany(of => of).Select(packet => BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(4)))];

        Assert.HasCount(packets.Length * Each, numbers);
        Assert.AreEqual((ulong)(packets.Length * Each), sender.Sequence);
    }

    private static byte[] Protect(OutboundSa sa, byte[] payload, byte nextHeader = 17)
    {
        byte[] packet = new byte[sa.Suite.PacketLength(payload.Length)];
        Assert.AreEqual(DropReason.None, sa.Protect(nextHeader, payload, packet, out int written));
        Assert.AreEqual(packet.Length, written);
        return packet;
    }

    private static DropReason Open(InboundSa sa, byte[] packet, out byte[] payload, out byte nextHeader)
    {
        byte[] plaintext = new byte[packet.Length];
        DropReason reason = sa.Unprotect(packet, plaintext, out int length, out nextHeader);
        payload = plaintext[..length];
        return reason;
    }
}
