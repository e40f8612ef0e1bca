using HiperNet.HipStack.Esp;

namespace HiperNet.HipStack.Tests.Esp;

/// <summary>What waits for a base exchange is bounded, and the oldest goes first.</summary>
[TestClass]
public sealed class PacketQueueTests
{
    private static readonly UInt128 Local = 1;

    [TestMethod]
    public void Packets_come_out_in_their_order_and_by_peer()
    {
        PacketQueue queue = new();
        for (byte i = 0; i < 5; i++)
        {
            Assert.IsTrue(queue.Enqueue(Local, 7, [i]));
            Assert.IsTrue(queue.Enqueue(Local, 8, [(byte)(i + 100)]));
        }

        Assert.IsTrue(queue.Has(Local, 7));
        for (byte i = 0; i < 5; i++)
        {
            Assert.IsTrue(queue.TryDequeue(Local, 7, out byte[]? packet));
            Assert.AreEqual(i, packet[0]);
        }

        Assert.IsFalse(queue.Has(Local, 7));
        Assert.IsFalse(queue.TryDequeue(Local, 7, out _));
        Assert.IsFalse(queue.TryDequeue(2, 8, out _));
        Assert.AreEqual(5, queue.Count);
        Assert.AreEqual(5, queue.Discard(Local, 8));
        Assert.AreEqual(0, queue.Count);
        Assert.AreEqual(0, queue.Bytes);
        Assert.AreEqual(5UL, queue.Drops.Of(DropReason.NoAssociation));
    }

    [TestMethod]
    public void The_oldest_of_a_peer_goes_where_it_has_too_many_packets_or_octets()
    {
        PacketQueue byPackets = new(new QueueLimits(3, 1000, 100, 1000));
        PacketQueue byBytes = new(new QueueLimits(100, 30, 100, 1000));
        foreach (PacketQueue queue in new[] { byPackets, byBytes })
        {
            queue.Enqueue(Local, 8, new byte[10]);
            for (byte i = 0; i < 5; i++)
            {
                queue.Enqueue(Local, 7, [i, .. new byte[9]]);
            }

            Assert.IsTrue(queue.TryDequeue(Local, 7, out byte[]? packet));
            Assert.AreEqual(2, packet[0]);
            Assert.AreEqual(3, queue.Count);
            Assert.AreEqual(2UL, queue.Drops.Of(DropReason.QueueFull));
        }
    }

    [TestMethod]
    public void The_oldest_of_all_goes_where_there_are_too_many()
    {
        PacketQueue byPackets = new(new QueueLimits(10, 1000, 3, 1000));
        PacketQueue byBytes = new(new QueueLimits(10, 30, 100, 30));
        foreach (PacketQueue queue in new[] { byPackets, byBytes })
        {
            for (byte peer = 0; peer < 100; peer++)
            {
                queue.Enqueue(Local, peer, new byte[10]);
            }

            Assert.AreEqual(3, queue.Count);
            Assert.AreEqual(30, queue.Bytes);
            Assert.IsFalse(queue.TryDequeue(Local, 96, out _));
            Assert.IsTrue(queue.TryDequeue(Local, 97, out _));
            Assert.AreEqual(97UL, queue.Drops.Of(DropReason.QueueFull));
        }
    }

    [TestMethod]
    public void A_packet_over_the_limit_is_refused_and_drives_nothing_out()
    {
        PacketQueue queue = new(new QueueLimits(10, 30, 100, 100));
        queue.Enqueue(Local, 7, new byte[10]);

        Assert.IsFalse(queue.Enqueue(Local, 7, new byte[31]));
        Assert.IsFalse(new PacketQueue(new QueueLimits(0, 30, 1, 30)).Enqueue(Local, 7, new byte[1]));
        Assert.AreEqual(1, queue.Count);
        Assert.AreEqual(1UL, queue.Drops.Of(DropReason.QueueFull));
    }
}
