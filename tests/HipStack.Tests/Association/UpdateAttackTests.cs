using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Tests.Association;

/// <summary>What a peer with the right keys, or somebody who repeats its packets, could try with UPDATEs.</summary>
[TestClass]
public sealed class UpdateAttackTests
{
    private static readonly IPAddress Elsewhere = IPAddress.Parse("192.0.2.99");

    [TestMethod]
    public void An_UPDATE_without_SEQ_and_ACK_is_dropped()
    {
        using Insider insider = Insider.Established();

        Assert.AreEqual(ControlDrop.BadParameter, insider.Give(insider.Sealed(PacketType.Update)));
    }

    [TestMethod]
    public void An_UPDATE_that_comes_again_is_answered_alike_and_changes_nothing()
    {
        using Insider insider = Insider.Established();
        byte[] update = insider.Sealed(
            PacketType.Update, new SeqParameter(0), new EchoRequestSignedParameter(new byte[] { 1, 2, 3 }));

        Assert.AreEqual(ControlDrop.None, insider.Give(update));
        Assert.AreEqual(ControlDrop.Replayed, insider.Give(update));

        Assert.HasCount(2, insider.Victim.Sent);
        CollectionAssert.AreEqual(
            insider.Victim.Sent[0].Octets.ToArray(), insider.Victim.Sent[1].Octets.ToArray());
    }

    [TestMethod]
    public void An_UPDATE_that_comes_again_and_again_is_answered_a_few_times()
    {
        using Insider insider = Insider.Established();
        byte[] update = insider.Sealed(PacketType.Update, new SeqParameter(0));

        for (int i = 0; i < 1000; i++)
        {
            insider.Give(update);
        }

        Assert.IsLessThanOrEqualTo(UpdateReceiver.MaxRepeatedAnswers + 1, insider.Victim.Sent.Count);
    }

    [TestMethod]
    [DataRow(33u)]
    [DataRow(uint.MaxValue - 40)]
    public void An_UPDATE_outside_the_window_is_dropped(uint id)
    {
        using Insider insider = Insider.Established();

        Assert.AreEqual(ControlDrop.OutsideWindow, insider.Update(id));
    }

    [TestMethod]
    public void Update_IDs_go_on_beyond_their_overflow()
    {
        using Insider insider = Insider.Established(
            new EngineOptions { BaseDifficulty = 1, FirstUpdateId = uint.MaxValue });

        Assert.AreEqual(ControlDrop.None, insider.Update(uint.MaxValue));
        Assert.AreEqual(ControlDrop.None, insider.Update(0));
        Assert.AreEqual(ControlDrop.None, insider.Update(1));
        Assert.AreEqual(ControlDrop.Replayed, insider.Update(uint.MaxValue));
    }

    [TestMethod]
    public void An_old_acknowledgement_that_is_repeated_is_no_sign_of_life()
    {
        using Insider insider = Insider.Established();
        byte[] old = insider.Sealed(PacketType.Update, new AckParameter([7]));
        TimeSpan before = insider.Theirs.LastSign;

        Assert.AreEqual(ControlDrop.Replayed, insider.Give(old, insider.Pair.Now + TimeSpan.FromSeconds(5)));

        Assert.AreEqual(before, insider.Theirs.LastSign);
    }

    [TestMethod]
    public void A_challenge_goes_to_the_address_that_it_verifies_wherever_we_move()
    {
        using Insider insider = Insider.Established();
        Assert.AreEqual(ControlDrop.None, insider.Update(0, Locators(Elsewhere)));
        SendPacket challenge = insider.Victim.Sent.Single(sent => sent.Path.Remote.Address.Equals(Elsewhere));

        insider.Clear();
        insider.Victim.Engine.UseLocalAddresses(
            insider.Pair.Now, [new LocalAddress(IPAddress.Parse("10.0.0.22"), 24)]);
        insider.Victim.Engine.Tick(insider.Pair.Now + TimeSpan.FromSeconds(1));
        insider.Victim.Drain(insider.Pair.Now);

        Assert.IsTrue(HipPacket.TryParse(challenge.Octets.Span, out HipPacket? packet, out _));
        Assert.IsTrue(packet.TryRead(out EchoRequestSignedParameter? echo));
        foreach (SendPacket sent in insider.Victim.Sent.Where(sent => !sent.Path.Remote.Address.Equals(Elsewhere)))
        {
            Assert.IsLessThan(0, sent.Octets.Span.IndexOf(echo.Octets.Span), "the nonce went to another address");
        }
    }

    [TestMethod]
    public void A_challenge_goes_nowhere_else_when_what_caused_it_comes_again()
    {
        using Insider insider = Insider.Established();
        byte[] update = insider.Sealed(PacketType.Update, new SeqParameter(0), Locators(Elsewhere));

        Assert.AreEqual(ControlDrop.None, insider.Give(update));
        Assert.AreEqual(ControlDrop.Replayed, insider.Give(update));

        Assert.HasCount(2, insider.Victim.Sent);
        Assert.IsTrue(insider.Victim.Sent.All(sent => sent.Path.Remote.Address.Equals(Elsewhere)));
    }

    [TestMethod]
    public void Data_is_not_sent_to_a_third_party_that_a_peer_names_before_it_answers()
    {
        using Insider insider = Insider.Established();

        Assert.AreEqual(ControlDrop.None, insider.Update(0, Locators(Elsewhere)));

        Assert.IsFalse(insider.Victim.Effects.OfType<PathChanged>().Any(
            change => change.IsVerified && change.Path.Remote.Address.Equals(Elsewhere)));
    }

    [TestMethod]
    [DataRow("127.0.0.1")]
    [DataRow("0.0.0.0")]
    [DataRow("224.0.0.1")]
    [DataRow("255.255.255.255")]
    [DataRow("::1")]
    [DataRow("::")]
    [DataRow("ff02::1")]
    [DataRow("2001:20::1")]
    public void An_address_that_is_no_host_s_on_the_way_is_ignored(string address)
    {
        using Insider insider = Insider.Established();
        insider.Update(0, Locators(IPAddress.Parse(address), IPAddress.Parse("10.0.0.1")));

        Assert.IsFalse(insider.Theirs.PeerAddresses.Exists(
            known => known.EndPoint.Address.Equals(IPAddress.Parse(address))));
    }

    [TestMethod]
    public void A_set_of_locators_that_was_overtaken_by_a_newer_one_is_ignored()
    {
        using Insider insider = Insider.Established();
        insider.Update(1, Locators(IPAddress.Parse("10.0.0.1")));

        Assert.AreEqual(ControlDrop.None, insider.Update(0, Locators(Elsewhere)));

        Assert.IsFalse(insider.Theirs.PeerAddresses.Exists(known => known.EndPoint.Address.Equals(Elsewhere)));
    }

    [TestMethod]
    public void An_address_that_the_peer_took_back_is_not_used_when_it_answers_late()
    {
        using Insider insider = Insider.Established();
        insider.Update(0, Locators(Elsewhere));
        byte[] nonce = insider.Theirs.PeerAddresses.Single(known => known.Challenge is not null).Challenge!;
        insider.Update(1, Locators(IPAddress.Parse("10.0.0.1")));

        insider.Give(insider.Sealed(
            PacketType.Update, new AckParameter([0]), new EchoResponseSignedParameter(nonce)));

        Assert.AreNotEqual(Elsewhere, insider.Theirs.Path!.Remote.Address);
        Assert.AreEqual(
            PeerAddressState.Deprecated,
            insider.Theirs.PeerAddresses.Single(known => known.EndPoint.Address.Equals(Elsewhere)).State);
    }

    [TestMethod]
    public void A_peer_that_names_addresses_for_ever_makes_us_keep_and_ask_a_few()
    {
        using Insider insider = Insider.Established();
        for (uint i = 0; i < 500; i++)
        {
            insider.Update(i, Locators(new IPAddress([192, 0, (byte)(i >> 8), (byte)i])));
        }

        Assert.IsLessThanOrEqualTo(Mobility.MaxPeerAddresses, insider.Theirs.PeerAddresses.Count);
        Assert.IsLessThanOrEqualTo(UpdateExchange.MaxOutstanding, insider.Theirs.Updates.Outstanding.Count);
        Assert.AreEqual(1, insider.Victim.Engine.Context.Schedule.Count);
    }

    [TestMethod]
    public void A_rekeying_of_an_SPI_that_is_not_in_use_changes_nothing()
    {
        using Insider insider = Insider.Established();

        insider.Update(0, new EspInfoParameter(0, 0x1234_5678, 0x2345_6789));

        Assert.IsNull(insider.Theirs.Rekeying);
        Assert.IsFalse(insider.Victim.Effects.OfType<InstallInboundSa>().Any());
    }

    [TestMethod]
    public void A_rekeying_that_keeps_its_SPI_or_takes_a_reserved_one_installs_nothing()
    {
        using Insider insider = Insider.Established();
        uint spi = insider.Ours.InboundSpi;

        Assert.AreEqual(ControlDrop.BadParameter, insider.Update(0, new EspInfoParameter(0, spi, 255)));
        Assert.AreEqual(ControlDrop.BadParameter, insider.Update(0, new EspInfoParameter(0, spi, 0)));

        Assert.IsNull(insider.Theirs.Rekeying);
    }

    [TestMethod]
    public void A_rekeying_with_a_point_that_is_on_no_curve_is_refused_and_the_association_stays()
    {
        using Insider insider = Insider.Established();
        byte[] wrong = new byte[64];
        wrong[5] = 1;

        Assert.AreEqual(
            ControlDrop.BadDiffieHellman,
            insider.Update(
                0,
                new EspInfoParameter(0, insider.Ours.InboundSpi, 0x2345_6789),
                new DiffieHellmanParameter(7, wrong)));

        Assert.IsTrue(insider.Theirs.IsOpen);
        Assert.IsNull(insider.Theirs.Rekeying);
    }

    [TestMethod]
    public void A_rekeying_with_a_key_of_another_group_or_with_an_index_is_refused()
    {
        using Insider insider = Insider.Established();
        uint spi = insider.Ours.InboundSpi;

        Assert.AreEqual(
            ControlDrop.BadDiffieHellman,
            insider.Update(0, new EspInfoParameter(0, spi, 0x2345_6789), new DiffieHellmanParameter(8, new byte[96])));
        Assert.AreEqual(
            ControlDrop.BadDiffieHellman,
            insider.Update(0, new EspInfoParameter(9, spi, 0x2345_6789), new DiffieHellmanParameter(7, new byte[64])));
    }

    [TestMethod]
    public void An_association_that_ends_within_a_rekeying_leaves_no_security_association()
    {
        using Insider insider = Insider.Established();
        insider.Update(0, new EspInfoParameter(
            (ushort)insider.Ours.Secrets!.KeymatIndex, insider.Ours.InboundSpi, 0x2345_6789));
        uint fresh = insider.Victim.Effects.OfType<InstallInboundSa>().Single().Keys.Spi;

        insider.Victim.Engine.Close(
            insider.Pair.Now, new AssociationKey(insider.Victim.Hit, insider.Attacker.Hit), EndReason.LocalClose);
        insider.Victim.Drain(insider.Pair.Now);
        insider.Victim.Engine.DataReceived(insider.Pair.Now, fresh, insider.Path);
        insider.Victim.Drain(insider.Pair.Now);

        Assert.IsTrue(insider.Victim.Effects.OfType<RemoveInboundSa>().Any(removed => removed.Spi == fresh));
        Assert.IsFalse(insider.Victim.Effects.OfType<InstallOutboundSa>().Any());
    }

    [TestMethod]
    public void An_echo_request_that_no_answer_could_carry_is_refused()
    {
        using Insider insider = Insider.Established();

        Assert.AreEqual(
            ControlDrop.BadParameter, insider.Update(0, new EchoRequestSignedParameter(new byte[1700])));
    }

    [TestMethod]
    public void An_echo_request_within_a_rekeying_is_answered()
    {
        using Insider insider = Insider.Established();

        insider.Update(
            0,
            new EspInfoParameter((ushort)insider.Ours.Secrets!.KeymatIndex, insider.Ours.InboundSpi, 0x2345_6789),
            new EchoRequestSignedParameter(new byte[] { 4, 5, 6 }));

        Assert.IsTrue(insider.Answers(PacketType.Update).Any(
            packet => packet.TryFind(ParameterType.EchoResponseSigned, out _)));
    }

    [TestMethod]
    public void Certificates_beyond_the_limits_are_refused()
    {
        using Insider insider = Insider.Established();

        Assert.AreEqual(
            ControlDrop.BadCertificates,
            insider.Update(0, new CertParameter(9, 200, 1, CertificateType.Spki, new byte[10])));
        Assert.AreEqual(
            ControlDrop.BadCertificates,
            insider.Update(0, new CertParameter(9, 2, 3, CertificateType.Spki, new byte[10])));
    }

    [TestMethod]
    public void Newer_certificates_that_do_not_hold_take_nothing_away()
    {
        using Insider insider = Insider.Established();
        insider.Victim.Policy = _ => Verdict.Refused("not so");

        insider.Update(0, new CertParameter(9, 1, 1, CertificateType.Spki, new byte[10]));

        Assert.IsTrue(insider.Theirs.IsOpen);
        Assert.IsTrue(insider.Theirs.Verdict!.IsGranted);
    }

    private static LocatorSetParameter Locators(params IPAddress[] addresses) => new(
    [
        .. addresses.Select((address, i) => new Locator
        {
            LocatorType = LocatorType.SpiAndAddress,
            IsPreferred = i == 0,
            Lifetime = 600,
            Address = address,
            Spi = 0x1000,
        }),
    ]);
}
