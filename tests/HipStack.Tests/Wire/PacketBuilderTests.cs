using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Tests.Wire;

[TestClass]
public sealed class PacketBuilderTests
{
    private static PacketBuilder Update() =>
        new(PacketType.Update, HipControls.Anonymous, WireData.Sender, WireData.Receiver);

    [TestMethod]
    public void A_built_packet_has_the_octets_of_RFC_7401_section_5_1()
    {
        byte[] packet = Update().Add(new SeqParameter(7)).ToArray();

        byte[] expected = WireData.Packet(PacketType.Update, WireData.Tlv(385, [0, 0, 0, 7]));
        expected[7] = 1;
        CollectionAssert.AreEqual(expected, packet);
    }

    [TestMethod]
    public void Types_must_ascend()
    {
        PacketBuilder builder = Update().Add(new AckParameter([1]));

        Assert.ThrowsExactly<ArgumentException>(() => builder.Add(new SeqParameter(1)));
        Assert.ThrowsExactly<ArgumentException>(
            () => HipParameters.Encode(new AckParameter([1]), new SeqParameter(1)));
    }

    [TestMethod]
    public void A_parameter_is_inserted_where_its_type_stands_behind_equal_ones()
    {
        PacketBuilder builder = Update()
            .Add(new EchoRequestUnsignedParameter(new byte[] { 1 }))
            .Add(new FromParameter(new System.Net.IPAddress([10, 0, 0, 1])));

        builder.Insert(new EchoRequestUnsignedParameter(new byte[] { 2 })).Insert(new SeqParameter(3));

        HipPacket packet = WireData.Parse(builder.ToArray());
        CollectionAssert.AreEqual(
            new int[] { 385, 63661, 63661, 65498 }, packet.Parameters.Select(found => (int)found.Type).ToArray());
        Assert.AreEqual((byte)2, packet.Parameters[2].Contents.Span[0]);
    }

    [TestMethod]
    public void Every_parameter_of_a_type_is_removed()
    {
        PacketBuilder builder = Update()
            .Add(new SeqParameter(1))
            .Add(new EchoRequestUnsignedParameter(new byte[] { 1 }))
            .Add(new EchoRequestUnsignedParameter(new byte[] { 2 }))
            .Add(new RelayHmacParameter(new byte[32]));

        builder.Remove(ParameterType.EchoRequestUnsigned).Remove(ParameterType.Ack);

        byte[] expected = Update().Add(new SeqParameter(1)).Add(new RelayHmacParameter(new byte[32])).ToArray();
        CollectionAssert.AreEqual(expected, builder.ToArray());
    }

    [TestMethod]
    public void A_relay_adds_to_a_received_packet_without_touching_its_octets()
    {
        byte[] original = WireData.Packet(
            PacketType.I1, WireData.Tlv(511, [7], padding: 9), WireData.Tlv(40000, [1, 2, 3]));
        original[6] = 0x40;

        byte[] relayed = PacketBuilder.CopyOf(WireData.Parse(original))
            .Insert(new FromParameter(new System.Net.IPAddress([10, 0, 0, 1])))
            .ToArray();

        CollectionAssert.AreEqual(original[2..], relayed[2..original.Length]);
        Assert.HasCount(3, WireData.Parse(relayed).Parameters);
    }

    [TestMethod]
    public void The_longest_packet_has_2048_octets()
    {
        PacketBuilder builder = Update();
        RawParameter longest = new((ParameterType)40000, new byte[PacketBuilder.MaxSize - 40 - 4]);
        RawParameter tooLong = new((ParameterType)40000, new byte[PacketBuilder.MaxSize - 40 - 3]);

        Assert.IsFalse(builder.Fits(tooLong));
        Assert.ThrowsExactly<InvalidOperationException>(() => builder.Add(tooLong));
        byte[] packet = builder.Add(longest).ToArray();

        Assert.HasCount(2048, packet);
        Assert.AreEqual((byte)255, packet[1]);
        Assert.AreEqual(2048 - 44, WireData.Parse(packet).Parameters[0].Length);
        Assert.IsFalse(builder.Fits(new NominateParameter()));
    }

    [TestMethod]
    public void What_a_MAC_covers_is_the_same_when_built_and_when_received()
    {
        PacketBuilder builder = Update().Add(new SeqParameter(1));
        byte[] covered = builder.Covered();
        byte[] coveredBy2 = builder.CoveredByMac2(HipParameters.Encode(new HostIdParameter(7, new byte[20])));
        builder.Add(new HipMacParameter(new byte[32]));
        byte[] signed = builder.Covered();
        builder.Add(new HipSignatureParameter(7, new byte[64]));
        byte[] octets = builder.ToArray();
        HipChecksum.Set(octets, new([10, 0, 0, 1]), new([10, 0, 0, 2]));

        HipPacket packet = WireData.Parse(octets);

        Assert.AreNotEqual(0, packet.Checksum);
        Assert.IsTrue(packet.TryFind(ParameterType.HipMac, out HipParameter mac));
        Assert.IsTrue(packet.TryFind(ParameterType.HipSignature, out HipParameter signature));
        CollectionAssert.AreEqual(covered, packet.CoveredBefore(mac));
        CollectionAssert.AreEqual(signed, packet.CoveredBefore(signature));
        Assert.AreEqual((byte)5, covered[1]);
        Assert.AreEqual((byte)10, signed[1]);
        CollectionAssert.AreEqual(
            coveredBy2,
            packet.CoveredByMac2(mac, HipParameters.Encode(new HostIdParameter(7, new byte[20]))));
        Assert.AreEqual((byte)9, coveredBy2[1]);
        Assert.HasCount(80, coveredBy2);
    }

    [TestMethod]
    public void A_prepared_R1_keeps_its_signed_octets_for_every_initiator()
    {
        PacketBuilder builder = new PacketBuilder(PacketType.R1, HipControls.None, WireData.Sender, receiver: 0)
            .Add(new R1CounterParameter(3))
            .Add(new PuzzleParameter(10, 37, 0, new byte[32]));
        byte[] covered = builder.CoveredBySignature2();
        byte[] template = builder.Add(new HipSignature2Parameter(7, new byte[64])).ToArray();
        Assert.IsTrue(PreparedR1.TryCreate(template, out PreparedR1? prepared));

        byte[] number = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
        HipPacket packet = WireData.Parse(prepared.For(WireData.Receiver, 0xBEEF, number));

        Assert.AreEqual(WireData.Receiver, packet.Receiver);
        Assert.IsTrue(packet.TryRead(out PuzzleParameter? puzzle));
        Assert.AreEqual((ushort)0xBEEF, puzzle.Opaque);
        Assert.AreEqual((byte)10, puzzle.K);
        Assert.AreEqual((byte)37, puzzle.Lifetime);
        CollectionAssert.AreEqual(number, puzzle.I.ToArray());
        Assert.IsTrue(packet.TryFind(ParameterType.HipSignature2, out HipParameter signature));
        CollectionAssert.AreEqual(covered, packet.CoveredBySignature2(signature));
        CollectionAssert.AreNotEqual(covered, packet.CoveredBefore(signature));
        Assert.ThrowsExactly<ArgumentException>(() => prepared.For(WireData.Receiver, 0, new byte[31]));
    }

    [TestMethod]
    public void Only_an_R1_with_one_puzzle_is_prepared()
    {
        byte[] puzzle = WireData.Tlv(257, new byte[36]);
        Assert.IsFalse(PreparedR1.TryCreate(WireData.Packet(PacketType.I1, puzzle), out _));
        Assert.IsFalse(PreparedR1.TryCreate(WireData.Packet(PacketType.R1), out _));
        Assert.IsFalse(PreparedR1.TryCreate(WireData.Packet(PacketType.R1, puzzle, puzzle), out _));
        Assert.IsFalse(PreparedR1.TryCreate(WireData.Packet(PacketType.R1, WireData.Tlv(257, new byte[4])), out _));
        Assert.IsTrue(PreparedR1.TryCreate(WireData.Packet(PacketType.R1, puzzle), out _));
    }

    [TestMethod]
    public void A_puzzle_too_short_for_its_fields_is_cleared_as_far_as_it_goes()
    {
        for (int length = 0; length < 6; length++)
        {
            byte[] contents = [.. Enumerable.Repeat((byte)0xFF, length)];
            HipPacket packet = WireData.Parse(WireData.Packet(
                PacketType.R1, WireData.Tlv(257, contents), WireData.Tlv(61633, new byte[4])));

            byte[] covered = packet.CoveredBySignature2(packet.Parameters[1]);

            Assert.AreEqual(Math.Min(2, length), covered.Count(octet => octet == 0xFF), $"{length}");
        }
    }
}
