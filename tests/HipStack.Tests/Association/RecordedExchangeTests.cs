using HiperNet.HipStack.Association;
using HiperNet.HipStack.Tests.Identity;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Tests.Association;

/// <summary>The engine in the place of either host of the recorded exchanges.</summary>
[TestClass]
public sealed class RecordedExchangeTests
{
    private const int ChecksumOffset = 4;

    public static IEnumerable<object[]> Files =>
        Recording.Files.Concat(Recording.Vectors).Select(file => new object[] { file });

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void A_responder_accepts_the_recorded_I2_and_draws_the_recorded_keys(string file)
    {
        RecordedExchange recorded = new(file);
        using HipEngine engine = recorded.NewResponder();

        Assert.AreEqual(ControlDrop.None, recorded.Give(engine, PacketType.I1));
        Assert.AreEqual(ControlDrop.None, recorded.Give(engine, PacketType.I2));

        bool isGreater = recorded.Responder.CompareTo(recorded.Initiator) > 0;
        AssertKeys(recorded, RecordedExchange.Grant(engine), isGreater);
        AssertEnd(recorded, engine, isInitiator: false);
    }

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void An_initiator_accepts_the_recorded_R1_and_R2_and_draws_the_recorded_keys(string file)
    {
        RecordedExchange recorded = new(file);
        using HipEngine engine = recorded.NewInitiator();

        recorded.BringToI2Sent(engine);
        Assert.AreEqual(ControlDrop.None, recorded.Give(engine, PacketType.R2));

        bool isGreater = recorded.Initiator.CompareTo(recorded.Responder) > 0;
        AssertKeys(recorded, RecordedExchange.Grant(engine), isGreater);
        AssertEnd(recorded, engine, isInitiator: true);
    }

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void A_changed_bit_of_the_recorded_I2_is_refused(string file)
    {
        RecordedExchange recorded = new(file);
        AssertChangesAreRefused(recorded, PacketType.I2, recorded.NewResponder);
    }

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void A_changed_bit_of_the_recorded_R1_is_refused(string file)
    {
        RecordedExchange recorded = new(file);
        AssertChangesAreRefused(recorded, PacketType.R1, recorded.NewInitiator);
    }

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void A_changed_bit_of_the_recorded_R2_is_refused(string file)
    {
        RecordedExchange recorded = new(file);
        AssertChangesAreRefused(recorded, PacketType.R2, () =>
        {
            HipEngine engine = recorded.NewInitiator();
            recorded.BringToI2Sent(engine);
            return engine;
        });
    }

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void A_changed_bit_of_the_recorded_CLOSE_and_CLOSE_ACK_is_refused(string file)
    {
        RecordedExchange recorded = new(file);
        AssertChangesAreRefused(
            recorded, PacketType.Close, () => Established(recorded, !recorded.IsFromInitiator(PacketType.Close)));
        AssertChangesAreRefused(
            recorded, PacketType.CloseAck, () => Closing(recorded, !recorded.IsFromInitiator(PacketType.CloseAck)));
    }

    private static HipEngine Established(RecordedExchange recorded, bool isInitiator)
    {
        HipEngine engine = isInitiator ? recorded.NewInitiator() : recorded.NewResponder();
        if (isInitiator)
        {
            recorded.BringToI2Sent(engine);
            recorded.Give(engine, PacketType.R2);
        }
        else
        {
            recorded.Give(engine, PacketType.I2);
        }

        RecordedExchange.Grant(engine);
        return engine;
    }

    private static HipEngine Closing(RecordedExchange recorded, bool isInitiator)
    {
        HipEngine engine = Established(recorded, isInitiator);
        Close(recorded, engine, isInitiator);
        return engine;
    }

    private static void Close(RecordedExchange recorded, HipEngine engine, bool isInitiator)
    {
        AssociationKey key = KeyOf(recorded, isInitiator);
        Assert.IsTrue(engine.Close(TimeSpan.Zero, key, EndReason.LocalClose));
        engine.Context.Find(key)!.CloseEcho =
            recorded.Parameter<EchoRequestSignedParameter>(PacketType.Close).Octets.ToArray();
    }

    private static AssociationKey KeyOf(RecordedExchange recorded, bool isInitiator) => isInitiator
        ? new AssociationKey(recorded.Initiator, recorded.Responder)
        : new AssociationKey(recorded.Responder, recorded.Initiator);

    private static void AssertEnd(RecordedExchange recorded, HipEngine engine, bool isInitiator)
    {
        if (recorded.IsFromInitiator(PacketType.Close) == isInitiator)
        {
            Close(recorded, engine, isInitiator);
            Assert.AreEqual(ControlDrop.None, recorded.Give(engine, PacketType.CloseAck));
            Assert.AreEqual(0, engine.Count);
        }
        else
        {
            Assert.AreEqual(ControlDrop.None, recorded.Give(engine, PacketType.Close));
            SendPacket answer = RecordedExchange.Drain(engine).OfType<SendPacket>().Single();
            Assert.AreEqual(PacketType.CloseAck, (PacketType)answer.Octets.Span[2]);
            Assert.AreEqual(AssociationState.Closed, engine.View().Single().State);
        }
    }

    private static void AssertKeys(RecordedExchange recorded, List<Effect> effects, bool isGreater)
    {
        SaKeys outbound = effects.OfType<InstallOutboundSa>().Single().Keys;
        SaKeys inbound = effects.OfType<InstallInboundSa>().Single().Keys;
        SaKeys first = isGreater ? outbound : inbound;
        SaKeys second = isGreater ? inbound : outbound;
        CollectionAssert.AreEqual(recorded.Keymat[4], first.Encryption.ToArray());
        CollectionAssert.AreEqual(recorded.Keymat[5], first.Authentication.ToArray());
        CollectionAssert.AreEqual(recorded.Keymat[6], second.Encryption.ToArray());
        CollectionAssert.AreEqual(recorded.Keymat[7], second.Authentication.ToArray());
    }

    /// <summary>One bit of every octet, with the checksum repaired.</summary>
    private static void AssertChangesAreRefused(RecordedExchange recorded, PacketType type, Func<HipEngine> prepare)
    {
        HashSet<int> free = Unprotected(recorded.Parsed(type));
        HipEngine engine = prepare();
        for (int i = 0; i < recorded[type].Length; i++)
        {
            if (i is ChecksumOffset or ChecksumOffset + 1)
            {
                continue;
            }

            byte[] changed = [.. recorded[type]];
            changed[i] ^= (byte)(1 << (i % 8));
            HipStack.Association.Path path = recorded.PathTo(type);
            if (HipPacket.TryParse(changed, out _, out _))
            {
                HipChecksum.Set(changed, path.Remote.Address, path.Local.Address);
            }

            ControlDrop drop = engine.Receive(TimeSpan.Zero, path, changed);
            if (drop == ControlDrop.None)
            {
                Assert.Contains(i, free, $"octet {i} of {type} was changed and nobody saw it");
                engine.Dispose();
                engine = prepare();
            }
        }

        Assert.AreEqual(ControlDrop.None, recorded.Give(engine, type));
        engine.Dispose();
    }

    /// <summary>
    /// What no signature covers: an R1's Opaque and #I (RFC 7401 section 5.2.15), the padding of the signature, and
    /// what follows it.
    /// </summary>
    private static HashSet<int> Unprotected(HipPacket packet)
    {
        HashSet<int> free = [];
        if (packet.TryFind(ParameterType.Puzzle, out HipParameter puzzle))
        {
            free.UnionWith(Enumerable.Range(puzzle.Offset + 6, puzzle.Contents.Length - 2));
        }

        ParameterType type = packet.Type == PacketType.R1 ? ParameterType.HipSignature2 : ParameterType.HipSignature;
        Assert.IsTrue(packet.TryFind(type, out HipParameter signature));
        int end = signature.Offset + 4 + signature.Contents.Length;
        free.UnionWith(Enumerable.Range(end, packet.Octets.Length - end));
        return free;
    }
}
