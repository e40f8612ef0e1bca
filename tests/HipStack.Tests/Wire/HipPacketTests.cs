using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Tests.Wire;

[TestClass]
public sealed class HipPacketTests
{
    private static readonly byte[] Groups = WireData.Tlv(511, [7, 8]);
    private static readonly byte[] I1 = WireData.Packet(PacketType.I1, Groups);

    [TestMethod]
    public void A_header_is_read_field_by_field()
    {
        byte[] octets = [.. I1];
        octets[4] = 0xAB;
        octets[5] = 0xCD;
        octets[7] = 1;

        Assert.IsTrue(HipHeader.TryRead(octets, out HipHeader header, out WireFault fault));

        Assert.AreEqual(WireFault.None, fault);
        Assert.AreEqual(PacketType.I1, header.Type);
        Assert.AreEqual(HipControls.Anonymous, header.Controls);
        Assert.AreEqual((ushort)0xABCD, header.Checksum);
        Assert.AreEqual(WireData.Sender, header.Sender);
        Assert.AreEqual(WireData.Receiver, header.Receiver);
        Assert.AreEqual((byte)59, header.NextHeader);
        Assert.AreEqual(octets.Length, header.PacketLength);
        Assert.IsTrue(header.HasFixedBits);
    }

    [TestMethod]
    public void Reading_headers_allocates_nothing()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        int read = 0;
        for (int i = 0; i < 1000; i++)
        {
            read += HipHeader.TryRead(I1, out _, out _) ? 1 : 0;
            read += HipHeader.TryRead(I1.AsSpan(0, 30), out _, out _) ? 1 : 0;
        }

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.AreEqual(1000, read);
    }

    [TestMethod]
    [DataRow(1, DisplayName = "the version of RFC 5201")]
    [DataRow(0)]
    [DataRow(3)]
    [DataRow(15)]
    public void Another_version_is_refused_by_its_name_whatever_else_is_wrong(int version)
    {
        byte[] octets = [.. I1];
        octets[3] = (byte)((version << 4) | 1);
        octets[2] = 99;
        octets[1] = 0;

        Assert.AreEqual(WireFault.UnsupportedVersion, WireData.FaultOf(octets));
    }

    [TestMethod]
    public void Reserved_and_fixed_bits_and_unknown_controls_are_ignored()
    {
        byte[] octets = [.. I1];
        octets[2] |= 0x80;
        octets[3] = 0x2E;
        octets[6] = 0xFF;
        octets[7] = 0xFE;

        HipPacket packet = WireData.Parse(octets);

        Assert.AreEqual(PacketType.I1, packet.Type);
        Assert.AreEqual(HipControls.None, packet.Controls);
        Assert.IsFalse(packet.Header.HasFixedBits);
        CollectionAssert.AreEqual(octets, packet.Octets.ToArray());
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(5)]
    [DataRow(15)]
    [DataRow(20)]
    [DataRow(32)]
    [DataRow(127)]
    public void An_unknown_packet_type_is_dropped(int type)
    {
        byte[] octets = [.. I1];
        octets[2] = (byte)type;

        Assert.AreEqual(WireFault.UnknownPacketType, WireData.FaultOf(octets));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(3)]
    public void A_header_length_without_room_for_two_HITs_is_refused(int length)
    {
        byte[] octets = [.. I1];
        octets[1] = (byte)length;

        Assert.AreEqual(WireFault.HeaderLengthTooSmall, WireData.FaultOf(octets));
    }

    [TestMethod]
    public void Every_truncation_is_refused()
    {
        for (int length = 0; length < I1.Length; length++)
        {
            Assert.AreEqual(WireFault.Truncated, WireData.FaultOf(I1.AsSpan(0, length)), $"{length}");
        }
    }

    [TestMethod]
    public void A_packet_without_parameters_is_a_packet()
    {
        HipPacket packet = WireData.Parse(WireData.Packet(PacketType.Notify));

        Assert.IsEmpty(packet.Parameters);
        Assert.HasCount(40, packet.Octets.ToArray());
    }

    [TestMethod]
    [DataRow(59)]
    [DataRow(17)]
    public void What_follows_a_packet_is_ignored(int nextHeader)
    {
        byte[] octets = [.. I1];
        octets[0] = (byte)nextHeader;

        HipPacket packet = WireData.Parse([.. octets, 1, 2, 3]);

        CollectionAssert.AreEqual(octets, packet.Octets.ToArray());
    }

    [TestMethod]
    public void A_packet_is_a_copy_of_what_it_was_parsed_from()
    {
        byte[] octets = [.. I1];
        HipPacket packet = WireData.Parse(octets);

        octets.AsSpan().Fill(0xFF);

        CollectionAssert.AreEqual(I1, packet.Octets.ToArray());
        CollectionAssert.AreEqual(new byte[] { 7, 8 }, packet.Parameters[0].Contents.ToArray());
    }

    [TestMethod]
    public void Types_that_fall_are_out_of_order()
    {
        byte[] later = WireData.Tlv(513, [7, 0, 1, 9]);

        Assert.AreEqual(
            WireFault.ParametersOutOfOrder, WireData.FaultOf(WireData.Packet(PacketType.R1, later, Groups)));
    }

    [TestMethod]
    public void Parameters_of_one_type_that_are_not_consecutive_are_out_of_order()
    {
        byte[] echo = WireData.Tlv(63661, [1]);
        byte[] other = WireData.Tlv(63998, new byte[20]);

        Assert.AreEqual(
            WireFault.ParametersOutOfOrder, WireData.FaultOf(WireData.Packet(PacketType.R1, echo, other, echo)));
    }

    [TestMethod]
    public void Consecutive_parameters_of_one_type_are_allowed()
    {
        byte[] packet = WireData.Packet(PacketType.R1, WireData.Tlv(63661, [1]), WireData.Tlv(63661, [2]));

        HipPacket parsed = WireData.Parse(packet);

        Assert.HasCount(2, parsed.FindAll(ParameterType.EchoRequestUnsigned).ToArray());
        Assert.AreEqual(ParameterReading.Repeated, parsed.Read(out EchoRequestUnsignedParameter? value));
        Assert.IsNull(value);
        Assert.IsFalse(parsed.TryRead(out EchoRequestUnsignedParameter? _));
    }

    [TestMethod]
    public void A_parameter_longer_than_the_packet_is_refused()
    {
        byte[] octets = [.. I1];
        octets[43] = 5;
        Assert.AreEqual(WireFault.ParameterLengthTooLarge, WireData.FaultOf(octets));

        octets[42] = 0xFF;
        octets[43] = 0xFF;
        Assert.AreEqual(WireFault.ParameterLengthTooLarge, WireData.FaultOf(octets));
    }

    [TestMethod]
    public void A_list_that_ends_within_a_parameter_is_refused()
    {
        Assert.IsFalse(HipParameters.TryParse(new byte[3], out _, out WireFault fault));
        Assert.AreEqual(WireFault.ParameterTruncated, fault);

        Assert.IsFalse(HipParameters.TryParse(Groups.AsMemory(0, 7), out _, out fault));
        Assert.AreEqual(WireFault.ParameterPaddingShort, fault);

        Assert.IsFalse(HipParameters.TryParse(Groups.AsMemory(0, 5), out var parameters, out fault));
        Assert.AreEqual(WireFault.ParameterLengthTooLarge, fault);
        Assert.IsEmpty(parameters);
    }

    [TestMethod]
    public void Padding_is_not_looked_at()
    {
        byte[] octets = WireData.Packet(PacketType.I1, WireData.Tlv(511, [7, 8], padding: 0xFF));

        HipPacket packet = WireData.Parse(octets);

        CollectionAssert.AreEqual(new byte[] { 7, 8 }, packet.Parameters[0].Contents.ToArray());
        CollectionAssert.AreEqual(octets, packet.Octets.ToArray());
        CollectionAssert.AreEqual(octets[40..], packet.Parameters[0].Octets.ToArray());
    }

    [TestMethod]
    public void The_first_unknown_critical_parameter_is_named()
    {
        HipPacket packet = WireData.Parse(WireData.Packet(
            PacketType.Update,
            WireData.Tlv(385, new byte[4]),
            WireData.Tlv(4000, []),
            WireData.Tlv(4001, [1]),
            WireData.Tlv(4003, [2])));

        Assert.AreEqual((ParameterType)4001, packet.UnknownCritical!.Value.Type);
        Assert.IsTrue(packet.UnknownCritical.Value.IsCritical);
    }

    [TestMethod]
    public void An_unknown_parameter_that_is_not_critical_stops_nothing()
    {
        HipPacket packet = WireData.Parse(WireData.Packet(
            PacketType.Update, WireData.Tlv(385, new byte[4]), WireData.Tlv(4580, [1, 2]), WireData.Tlv(32768, [1])));

        Assert.IsNull(packet.UnknownCritical);
    }

    [TestMethod]
    [DataRow(4481)]
    [DataRow(4545)]
    [DataRow(4577)]
    [DataRow(64011)]
    public void Critical_parameters_of_RFC_6078_and_6079_have_names_and_stop_a_packet(int type)
    {
        HipPacket packet = WireData.Parse(WireData.Packet(PacketType.Update, WireData.Tlv(type, new byte[4])));

        Assert.AreEqual((ParameterType)type, packet.UnknownCritical!.Value.Type);
        Assert.IsTrue(Enum.IsDefined((ParameterType)type));
    }

    [TestMethod]
    public void Odd_types_are_critical()
    {
        foreach (ParameterType type in Enum.GetValues<ParameterType>())
        {
            HipPacket packet = WireData.Parse(WireData.Packet(PacketType.Update, WireData.Tlv((int)type, [])));
            Assert.AreEqual((int)type % 2 == 1, packet.Parameters[0].IsCritical);
        }
    }

    [TestMethod]
    public void Too_many_parameters_are_refused()
    {
        byte[][] most = [.. Enumerable.Repeat(WireData.Tlv(63661, [1]), HipProtocol.MaxParameters)];
        Assert.HasCount(HipProtocol.MaxParameters, WireData.Parse(WireData.Packet(PacketType.R1, most)).Parameters);

        Assert.AreEqual(
            WireFault.TooManyParameters,
            WireData.FaultOf(WireData.Packet(PacketType.R1, [.. most, WireData.Tlv(63661, [1])])));
    }

    [TestMethod]
    public void Too_many_certificates_are_refused()
    {
        byte[][] most = [.. Enumerable.Repeat(WireData.Tlv(768, [1, 1, 1, 2]), HipProtocol.MaxCertificates)];
        Assert.HasCount(HipProtocol.MaxCertificates, WireData.Parse(WireData.Packet(PacketType.I2, most)).Parameters);

        Assert.AreEqual(
            WireFault.TooManyCertificates,
            WireData.FaultOf(WireData.Packet(PacketType.I2, [.. most, WireData.Tlv(768, [1, 1, 1, 2])])));
    }

    [TestMethod]
    public void A_parameter_is_absent_read_or_malformed()
    {
        HipPacket packet = WireData.Parse(WireData.Packet(
            PacketType.Update, WireData.Tlv(385, [0, 0, 0, 5]), WireData.Tlv(449, [1, 2, 3])));

        Assert.AreEqual(ParameterReading.Absent, packet.Read(out EspInfoParameter? _));
        Assert.AreEqual(ParameterReading.Malformed, packet.Read(out AckParameter? _));
        Assert.AreEqual(ParameterReading.Read, packet.Read(out SeqParameter? seq));
        Assert.AreEqual(5U, seq!.UpdateId);
        Assert.IsFalse(packet.TryFind(ParameterType.Puzzle, out _));
    }
}
