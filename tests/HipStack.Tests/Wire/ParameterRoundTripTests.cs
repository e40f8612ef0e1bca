using FsCheck.Fluent;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;
using Property = HiperNet.Testing.Property;

namespace HiperNet.HipStack.Tests.Wire;

[TestClass]
public sealed class ParameterRoundTripTests
{
    private const int Samples = 5_000;

    [TestMethod]
    public void Every_parameter_is_read_as_it_was_written() => Property.Check(
        ParameterSamples.Any,
        built =>
        {
            byte[] contents = ParameterKind.Contents(built);
            IHipParameter? read = ParameterKinds.Get(built.Type).Read(contents);

            Assert.IsNotNull(read, built.Type.ToString());
            Assert.AreEqual(built.GetType(), read.GetType());
            Assert.AreEqual(built.Type, read.Type);
            CollectionAssert.AreEqual(contents, ParameterKind.Contents(read), built.Type.ToString());
            CollectionAssert.AreEqual(contents, ParameterKinds.Canonical(built.Type, contents), built.Type.ToString());
        },
        Samples);

    [TestMethod]
    public void Every_type_that_is_understood_has_a_parameter_and_no_other_has_one()
    {
        ParameterType[] understood = [.. Enum.GetValues<ParameterType>().Where(type => type.IsUnderstood())];

        CollectionAssert.AreEquivalent(understood, ParameterKinds.All.Select(kind => kind.Type).ToArray());
    }

    [TestMethod]
    public void Every_kind_is_among_the_samples()
    {
        HashSet<ParameterType> seen = [];
        Property.Check(ParameterSamples.Any, built => seen.Add(built.Type), Samples);

        CollectionAssert.AreEquivalent(ParameterKinds.All.Select(kind => kind.Type).ToArray(), seen.ToArray());
    }

    [TestMethod]
    public void Parameters_in_order_make_a_packet_that_holds_them() => Property.Check(
        from count in Gen.Choose(0, 12)
        from parameters in ParameterSamples.Any.ArrayOf(count)
        select parameters.OrderBy(parameter => parameter.Type).ToArray(),
        parameters =>
        {
            PacketBuilder builder = new(PacketType.Update, HipControls.None, sender: 7, receiver: 9);
            List<IHipParameter> added = [];
            foreach (IHipParameter parameter in parameters.Where(builder.Fits))
            {
                builder.Add(parameter);
                added.Add(parameter);
            }

            bool parsed = HipPacket.TryParse(builder.ToArray(), out HipPacket? packet, out WireFault fault);

            Assert.IsTrue(parsed || fault == WireFault.TooManyCertificates, fault.ToString());
            Assert.HasCount(added.Count, packet!.Parameters);
            for (int i = 0; i < added.Count; i++)
            {
                Assert.AreEqual(added[i].Type, packet.Parameters[i].Type);
                CollectionAssert.AreEqual(
                    ParameterKind.Contents(added[i]), packet.Parameters[i].Contents.ToArray());
            }
        },
        count: 500);

    [TestMethod]
    public void Reserved_fields_are_ignored_when_received_and_zero_when_sent()
    {
        foreach (ParameterType type in (ParameterType[])
            [ParameterType.EspInfo, ParameterType.RegFrom, ParameterType.PeerPermission, ParameterType.Nominate])
        {
            int length = type switch
            {
                ParameterType.EspInfo => 12,
                ParameterType.RegFrom => 20,
                ParameterType.PeerPermission => 48,
                _ => 4,
            };
            byte[] full = [.. Enumerable.Repeat((byte)0xFF, length)];

            IHipParameter? read = ParameterKinds.Get(type).Read(full);

            Assert.IsNotNull(read, type.ToString());
            CollectionAssert.AreEqual(ParameterKinds.Canonical(type, full), ParameterKind.Contents(read));
            CollectionAssert.AreNotEqual(full, ParameterKind.Contents(read));
        }
    }

    [TestMethod]
    public void The_reserved_field_of_R1_COUNTER_is_kept_to_be_echoed()
    {
        byte[] contents = Convert.FromHexString("DEADBEEF0000000000000005");

        Assert.IsTrue(R1CounterParameter.TryRead(contents, out R1CounterParameter? counter));

        Assert.AreEqual(5UL, counter.Counter);
        CollectionAssert.AreEqual(contents, ParameterKind.Contents(counter));
    }

    [TestMethod]
    public void A_HOST_ID_is_written_with_the_octets_that_HIP_MAC_2_covers()
    {
        HostIdParameter parameter = new(7, new byte[] { 0, 1, 4, 9 }, DomainIdentifierType.Nai, "a@b"u8.ToArray());

        Assert.AreEqual(
            "02C1000D" + "00042003" + "0007" + "00010409" + "614062" + "00000000000000",
            Convert.ToHexString(HipParameters.Encode(parameter)));
    }
}
