using HiperNet.HipStack.Link;

namespace HiperNet.HipStack.Tests.Link;

[TestClass]
public sealed class MemoryTapTests
{
    [TestMethod]
    public void Frames_pass_in_order_in_both_directions()
    {
        using MemoryTap tap = new();
        FrameBatch batch = new(4);
        for (byte i = 0; i < 6; i++)
        {
            Assert.IsTrue(tap.Inject([i, i]));
        }

        Assert.AreEqual(4, tap.Read(batch, 0));
        Assert.AreEqual(4, tap.Write(batch));
        Assert.AreEqual(2, tap.Read(batch, 0));
        Assert.AreEqual(0, tap.Read(new FrameBatch(), 0));
        Assert.AreEqual(5, batch[1][0]);
        Assert.IsTrue(tap.TryTake(out byte[] frame));
        CollectionAssert.AreEqual(new byte[] { 0, 0 }, frame);
        Assert.AreEqual(6, tap.Counters.FramesRead);
    }

    [TestMethod]
    public void A_blocked_reader_is_woken_by_a_frame_and_by_a_call()
    {
        using MemoryTap tap = new();
        FrameBatch batch = new();
        Task<int> read = Task.Run(() => tap.Read(batch, -1));
        tap.Inject([1]);
        Assert.AreEqual(1, read.Result);

        read = Task.Run(() => tap.Read(batch, -1));
        tap.Wake();
        Assert.AreEqual(0, read.Result);
    }

    [TestMethod]
    public void A_full_queue_a_long_frame_and_an_interface_that_is_down_lose_frames()
    {
        using MemoryTap tap = new();
        FrameBatch batch = new(2, 64);
        Assert.IsTrue(tap.Inject(new byte[65]));
        Assert.AreEqual(0, tap.Read(batch, 0));
        Assert.AreEqual(1, tap.Counters.TooLong);
        for (int i = 0; i < MemoryTap.QueueLength; i++)
        {
            Assert.IsTrue(tap.Inject([1]));
        }

        Assert.IsFalse(tap.Inject([1]));
        Assert.AreEqual(2, tap.Read(batch, 0));
        tap.IsUp = false;
        Assert.AreEqual(0, tap.Write(batch));
        Assert.AreEqual(2, tap.Counters.WriteFailures);
    }

    [TestMethod]
    public void A_batch_holds_what_was_added_and_no_more()
    {
        FrameBatch batch = new(2, 64);

        Assert.IsTrue(batch.TryAdd([1, 2]));
        Assert.IsFalse(batch.TryAdd(new byte[65]));
        batch.Next[0] = 3;
        batch.Add(1);

        Assert.IsTrue(batch.IsFull);
        Assert.IsFalse(batch.TryAdd([]));
        Assert.IsTrue(batch.Next.IsEmpty);
        Assert.ThrowsExactly<InvalidOperationException>(() => batch.Add(1));
        Assert.AreEqual(3, batch[1][0]);
        batch.Clear();
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => batch[0].Length);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => batch.Add(65));
    }
}
