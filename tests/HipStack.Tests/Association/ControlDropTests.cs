using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Tests.Registration;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Tests.Association;

/// <summary>Every reason for which a control packet goes no further is provoked, by nothing but that reason.</summary>
[TestClass]
public sealed class ControlDropTests
{
    private static readonly Dictionary<ControlDrop, Func<ControlDrop>> Provocations = new()
    {
        [ControlDrop.None] = () => I2((insider, i2) => insider.Give(i2)),
        [ControlDrop.Malformed] = () => Established(insider => insider.Give([59, 4, 1, 0x21, 0, 0, 0, 0])),
        [ControlDrop.UnsupportedVersion] = () => I2((insider, i2) => insider.Give(With(i2, 3, 0x11))),
        [ControlDrop.WrongChecksum] = WrongChecksum,
        [ControlDrop.UnknownCritical] = () => I2((insider, i2) => insider.Give(
            insider.Changed(i2, new RawParameter((ParameterType)2051, new byte[4])))),
        [ControlDrop.BadParameter] = () => Established(insider => insider.Give(insider.Sealed(PacketType.Update))),
        [ControlDrop.BadHit] = () => I2((insider, i2) => insider.Give(With(i2, 8, 0))),
        [ControlDrop.NotForUs] = () => I2((insider, i2) => insider.Give(With(i2, 39, (byte)~i2[39]))),
        [ControlDrop.WrongState] = () => Established(
            insider => insider.Give(insider.Sealed(PacketType.R2))),
        [ControlDrop.RateLimited] = RateLimited,
        [ControlDrop.StalePuzzle] = () => I2((insider, i2) =>
        {
            SolutionParameter solution = Solution(i2);
            return insider.Give(insider.Changed(i2, new SolutionParameter(
                solution.K, (ushort)(solution.Opaque + 1), solution.I, solution.J)));
        }),
        [ControlDrop.WrongSolution] = () => I2(
            (insider, i2) =>
            {
                SolutionParameter solution = Solution(i2);
                return insider.Give(insider.Changed(i2, new SolutionParameter(
                    solution.K, solution.Opaque, solution.I, new byte[solution.J.Length])));
            },
            new EngineOptions { BaseDifficulty = 12, DhGroups = [DhGroup.P256] }),
        [ControlDrop.Replayed] = () => I2((insider, i2) =>
        {
            insider.Give(i2);
            return insider.Give(i2);
        }),
        [ControlDrop.BadDiffieHellman] = () => I2((insider, i2) => insider.Give(
            insider.Changed(i2, new DiffieHellmanParameter(7, OffCurve())))),
        [ControlDrop.BadEncrypted] = () => I2((insider, i2) => insider.Give(
            insider.Changed(i2, new EncryptedParameter(new byte[16], new byte[160])))),
        [ControlDrop.HitMismatch] = () => I2((insider, i2) => insider.Give(insider.Changed(
            Without(i2, ParameterType.Encrypted), Insider.Stranger, HostIds.Of(Insider.Stranger.Identity)))),
        [ControlDrop.IdentityMismatch] = IdentityMismatch,
        [ControlDrop.WrongMac] = () => Established(insider =>
        {
            PacketBuilder builder = insider.Built(PacketType.Update, new SeqParameter(0));
            builder.Add(new HipMacParameter(new byte[32]));
            return insider.Give(Sealing.Sign(builder, insider.Attacker.Key));
        }),
        [ControlDrop.WrongSignature] = () => Established(insider => insider.Give(Sealing.Seal(
            insider.Built(PacketType.Update, new SeqParameter(0)), insider.Ours.Secrets!, Insider.Stranger))),
        [ControlDrop.NotOffered] = () => I2((insider, i2) => insider.Give(
            insider.Changed(i2, new HipCipherParameter([HipCipherId.NullEncrypt])))),
        [ControlDrop.OldCounter] = OldCounter,
        [ControlDrop.LostTieBreak] = LostTieBreak,
        [ControlDrop.WrongEcho] = WrongEcho,
        [ControlDrop.OutsideWindow] = () => Established(insider => insider.Update(40)),
        [ControlDrop.Refused] = Refused,
        [ControlDrop.TableFull] = () => I2(
            (insider, i2) => insider.Give(i2),
            new EngineOptions { BaseDifficulty = 1, MaxAssociations = 1 },
            fill: true),
        [ControlDrop.AlreadyRelayed] = () => ControlRelayTests.Provoke(ControlRelayTests.RelayedI1),
        [ControlDrop.NotRegistered] = () => ControlRelayTests.Provoke(ControlRelayTests.ToAnywhere),
        [ControlDrop.NoNatMode] = () => ControlRelayTests.Provoke(ControlRelayTests.I2WithoutMode),
        [ControlDrop.BadCertificates] = () => I2((insider, i2) => insider.Give(
            insider.Changed(i2, new CertParameter(1, 200, 1, CertificateType.Spki, new byte[9])))),
    };

    public static IEnumerable<object[]> Reasons =>
        Enum.GetValues<ControlDrop>().Select(reason => new object[] { reason });

    [TestMethod]
    [DynamicData(nameof(Reasons))]
    public void A_packet_goes_no_further_for(ControlDrop reason) =>
        Assert.AreEqual(reason, Provocations[reason]());

    [TestMethod]
    public void An_I2_with_two_ciphers_is_refused() => Assert.AreEqual(
        ControlDrop.NotOffered,
        I2((insider, i2) => insider.Give(
            insider.Changed(i2, new HipCipherParameter([HipCipherId.Aes128Cbc, HipCipherId.Aes256Cbc])))));

    [TestMethod]
    public void An_I2_of_a_suite_that_was_not_offered_is_refused() => Assert.AreEqual(
        ControlDrop.NotOffered,
        I2((insider, i2) => insider.Give(
            insider.Changed(i2, new EspTransformParameter([EspSuiteId.NullHmacSha256])))));

    [TestMethod]
    [DataRow((ushort)1)]
    [DataRow((ushort)64)]
    [DataRow(ushort.MaxValue)]
    public void An_I2_whose_KEYMAT_index_overlaps_the_HIP_keys_or_leaves_KEYMAT_is_refused(ushort index) =>
        Assert.AreEqual(
            ControlDrop.BadParameter,
            I2((insider, i2) => insider.Give(insider.Changed(i2, new EspInfoParameter(index, 0, 0x1234)))));

    [TestMethod]
    public void An_I2_with_an_old_SPI_or_a_reserved_one_is_refused()
    {
        Assert.AreEqual(ControlDrop.BadParameter, I2((insider, i2) => insider.Give(
            insider.Changed(i2, new EspInfoParameter(200, 9999, 0x1234)))));
        Assert.AreEqual(ControlDrop.BadParameter, I2((insider, i2) => insider.Give(
            insider.Changed(i2, new EspInfoParameter(200, 0, 255)))));
    }

    [TestMethod]
    public void An_I2_with_a_valid_MAC_under_another_s_signature_is_refused() => Assert.AreEqual(
        ControlDrop.WrongSignature,
        I2((insider, i2) => insider.Give(insider.Changed(i2, Insider.Stranger))));

    [TestMethod]
    public void An_I2_is_not_accepted_again_after_its_association_has_ended()
    {
        using Insider insider = new(new EngineOptions
        {
            BaseDifficulty = 1,
            DhGroups = [DhGroup.P256],
            UnusedLifetime = TimeSpan.FromSeconds(1),
            MaxSegmentLifetime = TimeSpan.FromSeconds(1),
        });
        byte[] i2 = insider.NextI2();
        Assert.AreEqual(ControlDrop.None, insider.Give(i2));
        insider.Victim.Engine.Close(insider.Pair.Now, insider.Theirs.Key, EndReason.LocalClose);
        insider.Victim.Engine.Tick(TimeSpan.FromSeconds(5));
        insider.Victim.Drain(TimeSpan.FromSeconds(5));
        Assert.AreEqual(0, insider.Victim.Engine.Count);

        Assert.AreEqual(ControlDrop.Replayed, insider.Give(i2, TimeSpan.FromSeconds(6)));
        Assert.AreEqual(0, insider.Victim.Engine.Count);
    }

    [TestMethod]
    public void An_I2_from_another_address_than_its_R1_went_to_is_refused()
    {
        using Insider insider = new();
        byte[] i2 = insider.NextI2();
        insider.Path = insider.Path with { Remote = new IPEndPoint(IPAddress.Parse("10.0.0.66"), 0) };

        Assert.AreEqual(ControlDrop.StalePuzzle, insider.Give(i2));
    }

    [TestMethod]
    public void An_R2_that_comes_again_is_dropped()
    {
        using Insider insider = new();
        insider.Give(insider.NextI2());
        byte[] r2 = insider.Victim.Sent[^1].Octets.ToArray();
        Assert.AreEqual(ControlDrop.None, insider.GiveBack(r2));

        Assert.AreEqual(ControlDrop.WrongState, insider.GiveBack(r2));
    }

    [TestMethod]
    public void An_R1_whose_group_is_not_the_best_match_is_not_answered()
    {
        using Insider insider = new(new EngineOptions { BaseDifficulty = 1, DhGroups = [DhGroup.P256, DhGroup.P384] });
        insider.Attacker.Engine.Connect(insider.Pair.Now, new ConnectRequest(
            insider.Attacker.Hit,
            insider.Victim.Hit,
            [new HipStack.Association.Path(Encapsulation.Raw, insider.Path.Remote, insider.Path.Local)],
            []));
        insider.Attacker.Drain(insider.Pair.Now);
        Assert.IsTrue(HipPacket.TryParse(insider.Attacker.Sent[^1].Octets.Span, out HipPacket? i1, out _));
        byte[] weaker = PacketBuilder.CopyOf(i1)
            .Remove(ParameterType.DhGroupList)
            .Insert(new DhGroupListParameter(new byte[] { (byte)DhGroup.P384 }))
            .ToArray();
        insider.Give(weaker);
        insider.Attacker.Sent.Clear();

        Assert.AreEqual(ControlDrop.NotOffered, insider.GiveBack(insider.Victim.Sent[^1].Octets.ToArray()));

        Assert.IsEmpty(insider.Attacker.Sent);
        Assert.AreEqual(AssociationState.I1Sent, insider.Ours.State);
    }

    [TestMethod]
    public void A_puzzle_that_is_too_hard_ends_the_attempt_with_that_reason()
    {
        using Insider insider = new(
            new EngineOptions { BaseDifficulty = 9, MaxAcceptedDifficulty = 8, DhGroups = [DhGroup.P256] });
        insider.Pair.Connect();
        insider.Pair.Run(TimeSpan.FromSeconds(1));

        Assert.AreEqual(
            EndReason.PuzzleTooHard, insider.Attacker.Effects.OfType<AssociationDown>().Single().Reason);
    }

    [TestMethod]
    public void An_I1_is_answered_while_our_own_waits_if_our_HIT_is_the_greater()
    {
        using Insider insider = new(isGreater: false);
        Assert.AreEqual(ControlDrop.None, Cross(insider));
    }

    [TestMethod]
    public void After_a_CLOSE_nothing_that_the_peer_sends_extends_a_timer()
    {
        using Insider insider = Insider.Established();
        byte[] close = insider.Sealed(PacketType.Close, new EchoRequestSignedParameter(new byte[] { 1 }));
        Assert.AreEqual(ControlDrop.None, insider.Give(close));
        TimeSpan end = insider.Theirs.Deadlines.Earliest;
        TimeSpan later = insider.Pair.Now + TimeSpan.FromMinutes(3);

        Assert.AreEqual(ControlDrop.None, insider.Give(close, later));
        Assert.AreEqual(
            ControlDrop.WrongState,
            insider.Give(insider.Sealed(PacketType.Update, new SeqParameter(0)), later));
        insider.Victim.Engine.DataReceived(later, insider.Ours.OutboundSpi, insider.Path);

        Assert.AreEqual(end, insider.Theirs.Deadlines.Earliest);
        Assert.AreEqual(AssociationState.Closed, insider.Theirs.State);
    }

    [TestMethod]
    public void A_verdict_that_comes_after_the_peer_s_CLOSE_opens_nothing()
    {
        using Insider insider = new();
        AuthorisationRequest? question = null;
        insider.Attacker.Hold = asked => question = asked;
        insider.Give(insider.NextI2());
        insider.GiveBack(insider.Victim.Sent[^1].Octets.ToArray());
        Assert.IsNotNull(question);
        insider.Victim.Engine.Close(insider.Pair.Now, insider.Theirs.Key, EndReason.LocalClose);
        insider.Victim.Drain(insider.Pair.Now);
        insider.GiveBack(insider.Victim.Sent[^1].Octets.ToArray());

        insider.Attacker.Engine.Authorise(insider.Pair.Now, question, Verdict.Granted(until: null, "late"));
        insider.Attacker.Drain(insider.Pair.Now);

        Assert.IsFalse(insider.Attacker.Effects.OfType<InstallInboundSa>().Any());
    }

    [TestMethod]
    public void A_verdict_whose_time_is_over_opens_nothing()
    {
        using Insider insider = new();
        insider.Victim.Policy = _ => Verdict.Granted(insider.Pair.Now, "until now");
        insider.Give(insider.NextI2());

        Assert.IsFalse(insider.Victim.Effects.OfType<InstallInboundSa>().Any());
        Assert.AreEqual(EndReason.Refused, insider.Victim.Effects.OfType<AssociationDown>().Single().Reason);
    }

    private static ControlDrop I2(
        Func<Insider, byte[], ControlDrop> attack, EngineOptions? options = null, bool fill = false)
    {
        using Insider insider = new(options);
        if (fill)
        {
            insider.Victim.Engine.Connect(TimeSpan.Zero, new ConnectRequest(
                insider.Victim.Hit, Insider.Stranger.Hit, [insider.Path], []));
            insider.Victim.Drain(TimeSpan.Zero);
        }

        return attack(insider, insider.NextI2());
    }

    private static ControlDrop Established(Func<Insider, ControlDrop> attack)
    {
        using Insider insider = Insider.Established();
        return attack(insider);
    }

    private static ControlDrop WrongChecksum()
    {
        using Insider insider = new();
        byte[] i2 = insider.NextI2();
        return insider.Victim.Engine.Receive(insider.Pair.Now, insider.Path, With(i2, 39, (byte)~i2[39]));
    }

    private static ControlDrop RateLimited()
    {
        using Insider insider = new();
        ControlDrop last = ControlDrop.None;
        for (int i = 0; i < 200; i++)
        {
            last = insider.Give(insider.Built(PacketType.I1, new DhGroupListParameter(new byte[] { 7 })).ToArray());
        }

        return last;
    }

    private static ControlDrop IdentityMismatch()
    {
        using Insider insider = new();
        insider.Give(insider.NextI2());
        Assert.IsTrue(HostVerifier.TryCreate(Insider.Stranger.Identity, out HostVerifier? other));
        insider.Theirs.Peer = other;
        insider.Attacker.Engine.Close(insider.Pair.Now, insider.Ours.Key, EndReason.LocalClose);
        insider.Attacker.Drain(insider.Pair.Now);
        return insider.Give(insider.NextI2());
    }

    private static ControlDrop OldCounter()
    {
        using Insider insider = new();
        insider.Attacker.Engine.Connect(insider.Pair.Now, new ConnectRequest(
            insider.Attacker.Hit,
            insider.Victim.Hit,
            [new HipStack.Association.Path(Encapsulation.Raw, insider.Path.Remote, insider.Path.Local)],
            []));
        insider.Attacker.Drain(insider.Pair.Now);
        insider.Ours.PeerR1Counter = 1000;
        insider.Give(insider.Attacker.Sent[^1].Octets.ToArray());
        return insider.GiveBack(insider.Victim.Sent[^1].Octets.ToArray());
    }

    private static ControlDrop LostTieBreak()
    {
        using Insider insider = new(isGreater: true);
        return Cross(insider);
    }

    /// <summary>The attacker's I1 comes while the victim has sent one.</summary>
    private static ControlDrop Cross(Insider insider)
    {
        insider.Victim.Engine.Connect(
            insider.Pair.Now, new ConnectRequest(insider.Victim.Hit, insider.Attacker.Hit, [insider.Path], []));
        return insider.Give(insider.Built(PacketType.I1, new DhGroupListParameter(new byte[] { 7 })).ToArray());
    }

    private static ControlDrop WrongEcho()
    {
        using Insider insider = Insider.Established();
        insider.Victim.Engine.Close(insider.Pair.Now, insider.Theirs.Key, EndReason.LocalClose);
        return insider.Give(insider.Sealed(PacketType.CloseAck, new EchoResponseSignedParameter(new byte[16])));
    }

    private static ControlDrop Refused()
    {
        using Insider insider = new();
        insider.Victim.Policy = _ => Verdict.Refused("no");
        insider.Give(insider.NextI2());
        return insider.Victim.Engine.Counters.DropsFor(ControlDrop.Refused) == 1
            ? ControlDrop.Refused
            : ControlDrop.None;
    }

    private static SolutionParameter Solution(byte[] i2)
    {
        Assert.IsTrue(HipPacket.TryParse(i2, out HipPacket? packet, out _));
        Assert.IsTrue(packet.TryRead(out SolutionParameter? solution));
        return solution;
    }

    private static byte[] Without(byte[] packet, ParameterType type)
    {
        Assert.IsTrue(HipPacket.TryParse(packet, out HipPacket? parsed, out _));
        return PacketBuilder.CopyOf(parsed).Remove(type).ToArray();
    }

    private static byte[] With(byte[] packet, int at, byte value)
    {
        byte[] changed = [.. packet];
        changed[at] = value;
        return changed;
    }

    private static byte[] OffCurve()
    {
        byte[] point = new byte[64];
        point[10] = 3;
        return point;
    }
}
