using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Tests.Association;

/// <summary>Sentences of RFC 7401 that say MUST, and of RFC 7402 and RFC 8046 where the engine keeps them.</summary>
[TestClass]
public sealed class Rfc7401Tests
{
    private static readonly EngineOptions Options = new() { BaseDifficulty = 1, DhGroups = [DhGroup.P256] };

    [TestMethod]
    public void An_I1_is_never_sent_to_more_than_three_addresses_at_once()
    {
        using Insider insider = new(Options);
        Connect(insider, 5);
        Assert.HasCount(3, insider.Attacker.Sent);

        // Section 6.6.1: after a timeout it goes to one address only.
        while (insider.Attacker.Engine.NextDeadline is { } due && insider.Ours.State == AssociationState.I1Sent)
        {
            insider.Attacker.Sent.Clear();
            insider.Attacker.Engine.Tick(due);
            insider.Attacker.Drain(due);
            Assert.IsLessThanOrEqualTo(1, insider.Attacker.Sent.Count);
        }
    }

    [TestMethod]
    public void An_I1_is_sent_I1_RETRIES_MAX_times_and_the_attempt_then_fails()
    {
        using Insider insider = new(Options);
        Connect(insider, 1);
        insider.Pair.Run(TimeSpan.Zero);
        int sent = RunOut(insider);

        Assert.AreEqual(Options.I1Retries, sent);
        Assert.AreEqual(EndReason.NoAnswer, insider.Attacker.Effects.OfType<AssociationDown>().Single().Reason);
    }

    [TestMethod]
    public void An_I2_is_sent_I2_RETRIES_MAX_times_and_the_attempt_then_fails()
    {
        using Insider insider = new(Options);
        insider.NextI2();
        insider.Attacker.Sent.RemoveAt(0);
        int sent = RunOut(insider);

        Assert.AreEqual(Options.I2Retries, sent);
        Assert.AreEqual(EndReason.NoR2, insider.Attacker.Effects.OfType<AssociationDown>().Single().Reason);
    }

    [TestMethod]
    public void An_R1_that_was_not_asked_for_is_dropped()
    {
        using Insider insider = new(Options);
        insider.NextI2();
        byte[] r1 = insider.Victim.Sent[^1].Octets.ToArray();
        insider.Attacker.Engine.Close(insider.Pair.Now, insider.Ours.Key, EndReason.LocalClose);
        insider.Attacker.Drain(insider.Pair.Now);

        Assert.AreEqual(ControlDrop.WrongState, insider.GiveBack(r1));
    }

    [TestMethod]
    public void An_R1_is_stored_no_state_for()
    {
        using Insider insider = new(Options);
        insider.NextI2();

        Assert.AreEqual(0, insider.Victim.Engine.Count);
    }

    [TestMethod]
    public void An_I2_that_came_before_gets_the_same_R2_and_no_new_keys()
    {
        using Insider insider = new(Options);
        byte[] i2 = insider.NextI2();
        insider.Give(i2);
        byte[] first = insider.Victim.Sent[^1].Octets.ToArray();

        insider.Give(i2);

        CollectionAssert.AreEqual(first, insider.Victim.Sent[^1].Octets.ToArray());
        Assert.HasCount(1, insider.Victim.Effects.OfType<InstallOutboundSa>().ToList());
    }

    [TestMethod]
    public void Of_two_crossing_exchanges_the_one_of_the_smaller_HIT_goes_on()
    {
        using Insider insider = new(Options, isGreater: true);
        byte[] greaters = insider.NextI2();
        HostsSwapped(insider, out byte[] smallers);

        // Section 6.9, step 5: the smaller drops the greater's I2, the greater takes the smaller's.
        Assert.AreEqual(ControlDrop.LostTieBreak, insider.Give(greaters));
        Assert.AreEqual(ControlDrop.None, insider.GiveBack(smallers));
        Assert.AreEqual(AssociationState.R2Sent, insider.Ours.State);
    }

    [TestMethod]
    public void A_NOTIFY_changes_no_state()
    {
        using Insider insider = Insider.Established(Options);
        foreach (NotifyType type in Enum.GetValues<NotifyType>())
        {
            insider.Give(Sealing.Sign(
                insider.Built(PacketType.Notify, new NotificationParameter(type)), insider.Attacker.Key));
        }

        Assert.AreEqual(AssociationState.Established, insider.Theirs.State);
        Assert.IsTrue(insider.Theirs.IsOpen);
    }

    [TestMethod]
    public void A_CLOSE_without_an_echo_request_or_with_a_wrong_proof_is_dropped()
    {
        using Insider insider = Insider.Established(Options);

        Assert.AreEqual(ControlDrop.BadParameter, insider.Give(insider.Sealed(PacketType.Close)));
        Assert.AreEqual(ControlDrop.WrongSignature, insider.Give(Sealing.Seal(
            insider.Built(PacketType.Close, new EchoRequestSignedParameter(new byte[8])),
            insider.Ours.Secrets!,
            Insider.Stranger)));
        Assert.AreEqual(AssociationState.Established, insider.Theirs.State);
    }

    [TestMethod]
    public void A_CLOSE_that_comes_again_and_again_is_answered_a_few_times()
    {
        using Insider insider = Insider.Established(Options);
        byte[] close = insider.Sealed(PacketType.Close, new EchoRequestSignedParameter(new byte[8]));
        for (int i = 0; i < 200; i++)
        {
            insider.Give(close);
        }

        Assert.HasCount(Closer.MaxRepeatedAnswers + 1, insider.Answers(PacketType.CloseAck));
    }

    [TestMethod]
    public void An_UPDATE_before_the_R2_and_after_a_CLOSE_is_dropped()
    {
        using Insider insider = Insider.Established(Options);
        byte[] update = insider.Sealed(PacketType.Update, new SeqParameter(0));
        insider.Give(insider.Sealed(PacketType.Close, new EchoRequestSignedParameter(new byte[8])));

        Assert.AreEqual(ControlDrop.WrongState, insider.Give(update));
        using Insider other = new(Options);
        other.NextI2();
        Assert.AreEqual(
            ControlDrop.WrongState,
            other.GiveBack(WithChecksum(other, other.Built(PacketType.Update, new SeqParameter(0)).ToArray())));
    }

    [TestMethod]
    public void An_acknowledgement_of_nothing_that_waits_is_dropped() // section 6.12.2, step 1
    {
        using Insider insider = Insider.Established(Options);

        Assert.AreEqual(ControlDrop.Replayed, insider.Give(insider.Sealed(PacketType.Update, new AckParameter([3]))));
    }

    [TestMethod]
    public void An_UPDATE_with_SEQ_and_ACK_is_taken_for_both()
    {
        using Insider insider = Insider.Established(Options);
        insider.Victim.Engine.Ping(insider.Pair.Now, insider.Theirs.Key, 9);
        insider.Victim.Drain(insider.Pair.Now);

        insider.Give(insider.Sealed(PacketType.Update, new SeqParameter(0), new AckParameter([0])));

        Assert.AreEqual(9, insider.Victim.Effects.OfType<PingAnswered>().Single().Ticket);
        Assert.IsTrue(insider.Theirs.Updates.WasProcessed(0));
    }

    [TestMethod]
    public void An_R1_with_more_echo_requests_than_an_I2_carries_is_refused()
    {
        using Insider insider = new(Options);
        Connect(insider, 1);
        insider.Give(insider.Attacker.Sent[0].Octets.ToArray());
        Assert.IsTrue(HipPacket.TryParse(insider.Victim.Sent[^1].Octets.Span, out HipPacket? r1, out _));
        byte[] large = PacketBuilder.CopyOf(r1)
            .Insert(new EchoRequestUnsignedParameter(new byte[1500]))
            .ToArray();

        Assert.AreEqual(ControlDrop.BadParameter, insider.GiveBack(WithChecksum(insider, large)));
    }

    [TestMethod]
    public void A_responder_that_has_no_certificates_does_not_keep_an_initiator_with_many_waiting()
    {
        using Insider insider = new(Options);
        ReadOnlyMemory<byte>[] chain =
            [.. Enumerable.Range(1, 5).Select(i => new ReadOnlyMemory<byte>([.. Enumerable.Repeat((byte)i, 500)]))];
        Assert.IsTrue(insider.Pair.Connect(chain));
        insider.Pair.Run(TimeSpan.FromSeconds(1));

        Assert.IsTrue(insider.Ours.IsOpen);
        Assert.IsTrue(insider.Theirs.IsOpen);
    }

    [TestMethod]
    public void A_responder_with_many_certificates_sends_all_to_an_initiator_with_none()
    {
        using Insider insider = new(Options);
        ReadOnlyMemory<byte>[] chain =
            [.. Enumerable.Range(1, 5).Select(i => new ReadOnlyMemory<byte>([.. Enumerable.Repeat((byte)i, 500)]))];
        insider.Victim.Policy = _ => Verdict.Granted(until: null, "test", chain);
        int shown = 0;
        insider.Attacker.Policy = question =>
        {
            shown = question.Chain.Count;
            return Verdict.Granted(until: null, "test");
        };
        Assert.IsTrue(insider.Pair.Connect());
        insider.Pair.Run(TimeSpan.FromSeconds(1));

        Assert.AreEqual(5, shown);
        Assert.IsTrue(insider.Ours.IsOpen);
    }

    private static void Connect(Insider insider, int addresses)
    {
        HipStack.Association.Path[] paths =
        [
            .. Enumerable.Range(2, addresses).Select(i => new HipStack.Association.Path(
                Encapsulation.Raw,
                insider.Path.Remote,
                new IPEndPoint(new IPAddress([10, 0, 0, (byte)i]), 0))),
        ];
        Assert.IsTrue(insider.Attacker.Engine.Connect(
            insider.Pair.Now, new ConnectRequest(insider.Attacker.Hit, insider.Victim.Hit, paths, [])));
        insider.Attacker.Drain(insider.Pair.Now);
    }

    /// <summary>Nobody answers the attacker: how many packets it has sent when it gives up.</summary>
    private static int RunOut(Insider insider)
    {
        while (insider.Attacker.Effects.Count == 0 && insider.Attacker.Engine.NextDeadline is { } due)
        {
            insider.Attacker.Engine.Tick(due);
            insider.Attacker.Drain(due);
        }

        return insider.Attacker.Sent.Count;
    }

    /// <summary>The victim begins an exchange of its own, up to its I2.</summary>
    private static void HostsSwapped(Insider insider, out byte[] i2)
    {
        insider.Victim.Engine.Connect(insider.Pair.Now, new ConnectRequest(
            insider.Victim.Hit, insider.Attacker.Hit, [insider.Path], []));
        insider.Victim.Drain(insider.Pair.Now);
        Assert.AreEqual(ControlDrop.None, insider.GiveBack(insider.Victim.Sent[^1].Octets.ToArray()));
        byte[] r1 = insider.Attacker.Sent[^1].Octets.ToArray();
        Assert.AreEqual(ControlDrop.None, insider.Give(r1));
        i2 = insider.Victim.Sent[^1].Octets.ToArray();
    }

    private static byte[] WithChecksum(Insider insider, byte[] packet)
    {
        PacketBuilder swapped = PacketBuilder.CopyOf(Parsed(packet));
        byte[] octets = swapped.ToArray();
        UInt128 sender = insider.Victim.Hit.ToUInt128();
        UInt128 receiver = insider.Attacker.Hit.ToUInt128();
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(octets.AsSpan(8), sender);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(octets.AsSpan(24), receiver);
        HipChecksum.Set(octets, insider.Path.Local.Address, insider.Path.Remote.Address);
        return octets;
    }

    private static HipPacket Parsed(byte[] packet)
    {
        Assert.IsTrue(HipPacket.TryParse(packet, out HipPacket? parsed, out _));
        return parsed;
    }
}
