using System.Net;
using HiperNet.HipStack.Association;
using HiperNet.HipStack.Crypto;
using HiperNet.HipStack.Wire;
using HiperNet.HipStack.Wire.Parameters;

namespace HiperNet.HipStack.Tests.Association;

/// <summary>Whatever anybody sends, a host keeps a bounded amount, and answers within its rates.</summary>
[TestClass]
public sealed class FloodTests
{
    private static readonly EngineOptions Options = new() { BaseDifficulty = 8, DhGroups = [DhGroup.P256] };

    [TestMethod]
    public void A_flood_of_I1s_from_many_addresses_leaves_no_state()
    {
        using Insider insider = new(Options);
        byte[] i1 = insider.Built(PacketType.I1, new DhGroupListParameter(new byte[] { 7 })).ToArray();
        for (int i = 0; i < 5000; i++)
        {
            From(insider, i);
            insider.Give(i1, TimeSpan.FromMilliseconds(i));
        }

        Assert.AreEqual(0, insider.Victim.Engine.Count);
        Assert.AreEqual(0, insider.Victim.Engine.Context.SpiCount);
        Assert.IsNull(insider.Victim.Engine.NextDeadline);
    }

    [TestMethod]
    public void A_flood_of_I1s_from_one_address_meets_harder_puzzles_and_then_silence()
    {
        using Insider insider = new(Options);
        byte[] i1 = insider.Built(PacketType.I1, new DhGroupListParameter(new byte[] { 7 })).ToArray();
        for (int i = 0; i < 1000; i++)
        {
            insider.Give(i1);
        }

        List<byte> difficulties = [];
        foreach (HipPacket r1 in insider.Answers(PacketType.R1))
        {
            Assert.IsTrue(r1.TryRead(out PuzzleParameter? puzzle));
            difficulties.Add(puzzle.K);
        }

        Assert.HasCount(Options.R1RatePerSource * 8, difficulties);
        Assert.AreEqual(8, difficulties[0]);
        Assert.IsGreaterThan(12, difficulties[^1]);
        CollectionAssert.AreEqual(difficulties.Order().ToList(), difficulties);
    }

    [TestMethod]
    public void A_flood_of_I2s_with_wrong_solutions_from_many_addresses_leaves_no_state_and_gets_no_answer()
    {
        using Insider insider = new(Options);
        byte[] i2 = insider.NextI2();
        insider.Clear();
        for (int i = 0; i < 5000; i++)
        {
            From(insider, i);
            byte[] wrong = [.. i2];
            wrong[100] = (byte)i;
            wrong[101] = (byte)(i >> 8);
            insider.Give(wrong);
        }

        Assert.AreEqual(0, insider.Victim.Engine.Count);
        Assert.IsEmpty(insider.Victim.Sent);
    }

    [TestMethod]
    public void I2s_with_right_puzzles_and_wrong_proofs_get_few_NOTIFYs()
    {
        using Insider insider = new(new EngineOptions { BaseDifficulty = 0, DhGroups = [DhGroup.P256] });
        byte[] i2 = insider.NextI2();
        insider.Clear();
        for (int i = 0; i < 300; i++)
        {
            byte[] wrong = [.. i2];
            wrong[^20] ^= (byte)(1 + (i % 255));
            insider.Give(wrong);
        }

        Assert.AreEqual(0, insider.Victim.Engine.Count);
        Assert.IsLessThanOrEqualTo(4, insider.Victim.Sent.Count);
    }

    [TestMethod]
    public void A_flood_of_NOTIFYs_tells_somebody_a_few_times()
    {
        using Insider insider = Insider.Established();
        byte[] notify = Sealing.Sign(
            insider.Built(PacketType.Notify, new NotificationParameter((NotifyType)16384, "x"u8.ToArray())),
            insider.Attacker.Key);
        for (int i = 0; i < 500; i++)
        {
            insider.Give(notify);
        }

        Assert.HasCount(PacketReader.MaxNotifies, insider.Victim.Effects.OfType<PeerNotified>().ToList());
    }

    [TestMethod]
    public void Many_valid_exchanges_in_a_short_time_do_not_use_up_the_R1s()
    {
        using HostKey key = HostKey.Generate(HostKeyType.P256);
        using HipEngine engine = new(Options, [key], new SystemRandomSource());
        using R1Pool pool = new(engine.Context);
        UInt128 initiator = Insider.Stranger.Hit.ToUInt128();
        Span<byte> digest = stackalloc byte[32];
        for (int i = 0; i < 4 * R1Pool.MaxEntries; i++)
        {
            engine.Context.Now += TimeSpan.FromMilliseconds(60);
            byte[]? r1 = pool.For(key, initiator, IPAddress.Loopback, DhGroup.P256, difficulty: 8);
            Assert.IsNotNull(r1, $"no R1 after {i}");
            Assert.IsTrue(HipPacket.TryParse(r1, out HipPacket? packet, out _));
            Assert.IsTrue(packet.TryRead(out PuzzleParameter? puzzle));
            R1Entry? entry = pool.Find(
                new SolutionParameter(8, puzzle.Opaque, puzzle.I, puzzle.I), key, initiator, IPAddress.Loopback);
            Assert.IsNotNull(entry);
            digest[0] = (byte)i;
            Assert.IsTrue(entry.TryUse(digest));
        }
    }

    [TestMethod]
    public void What_cannot_be_remembered_is_not_accepted()
    {
        using Insider insider = new(new EngineOptions { BaseDifficulty = 1, DhGroups = [DhGroup.P256] });
        byte[] i2 = insider.NextI2();
        Assert.IsTrue(HipPacket.TryParse(i2, out HipPacket? packet, out _));
        Assert.IsTrue(packet.TryRead(out SolutionParameter? solution));
        R1Entry entry = insider.Victim.Engine.R1s.Find(
            solution, insider.Victim.Key, packet.Sender, insider.Path.Remote.Address)!;
        byte[] digest = new byte[32];
        for (int i = 0; i < R1Entry.MaxUses; i++)
        {
            digest[0] = (byte)i;
            digest[1] = (byte)(i >> 8);
            Assert.IsTrue(entry.TryUse(digest));
        }

        Assert.AreEqual(ControlDrop.StalePuzzle, insider.Give(i2));
    }

    [TestMethod]
    public void Associations_that_fail_leave_nothing()
    {
        using Insider insider = new(new EngineOptions
        {
            BaseDifficulty = 1,
            DhGroups = [DhGroup.P256],
            FailedHold = TimeSpan.FromSeconds(1),
        });
        HipEngine engine = insider.Attacker.Engine;
        TimeSpan now = TimeSpan.Zero;
        for (int i = 0; i < 50; i++)
        {
            insider.Pair.Run(TimeSpan.FromMilliseconds(1));
            insider.NextI2();
            while (engine.NextDeadline is { } due)
            {
                insider.Pair.AdvanceTo(due);
                engine.Tick(due);
                insider.Attacker.Drain(due);
                now = due;
            }

            Assert.AreEqual(0, engine.Count);
            Assert.AreEqual(0, engine.Context.SpiCount);
            insider.Victim.Engine.Tick(now);
        }
    }

    private static void From(Insider insider, int number) => insider.Path = insider.Path with
    {
        Remote = new IPEndPoint(new IPAddress([172, 16, (byte)(number >> 8), (byte)number]), 0),
    };
}
