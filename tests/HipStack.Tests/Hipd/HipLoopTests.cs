using HiperNet.Hipd;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Tests.Hipd;

[TestClass]
public sealed class HipLoopTests : IDisposable
{
    private readonly PolicyWorld world = new();

    public void Dispose() => world.Dispose();

    [TestMethod]
    public async Task A_flood_of_packets_keeps_nobody_waiting()
    {
        using ControlThread control = new(world, world.Policy());
        for (int i = 0; i < HipLoop.NetworkCapacity + 100; i++)
        {
            control.Loop.HipReceived(ControlThread.PathTo("192.0.2.2"), new byte[40]);
        }

        Task<long> answer = control.Loop.AskAsync(() => control.Engine.Counters.Received);
        Thread thread = Start(control, out CancellationTokenSource end);

        Assert.IsLessThan(10L, await answer, "The question was asked last, and is answered among the first.");
        Assert.AreEqual(100L, control.Loop.Overflow);
        await end.CancelAsync();
        thread.Join();
        end.Dispose();
    }

    [TestMethod]
    public void What_waits_for_the_data_path_leaves_room_for_people()
    {
        using ControlThread control = new(world, world.Policy());
        for (int i = 0; i < 2 * HipLoop.Capacity; i++)
        {
            control.Loop.PacketWaits(UInt128.One, UInt128.One);
        }

        Assert.IsTrue(control.Loop.Post(() => { }));
    }

    [TestMethod]
    public async Task A_fault_is_logged_once_a_second_and_ends_nothing()
    {
        using ControlThread control = new(world, world.Policy());
        for (int i = 0; i < 50; i++)
        {
            control.Loop.Post(() => throw new InvalidOperationException("a bug"));
        }

        Thread thread = Start(control, out CancellationTokenSource end);

        Assert.AreEqual(7, await control.Loop.AskAsync(() => 7));
        Assert.HasCount(1, control.Log);
        await end.CancelAsync();
        thread.Join();
        end.Dispose();
    }

    [TestMethod]
    public async Task Who_asks_for_what_fails_gets_the_fault()
    {
        using ControlThread control = new(world, world.Policy());
        Task<int> answer = control.Loop.AskAsync<int>(() => throw new InvalidOperationException("a bug"));
        Thread thread = Start(control, out CancellationTokenSource end);

        await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => answer);
        await end.CancelAsync();
        thread.Join();
        end.Dispose();
    }

    [TestMethod]
    public void Packets_are_counted_by_type()
    {
        using ControlThread control = new(world, world.Policy());
        control.Loop.HipReceived(ControlThread.PathTo("192.0.2.2"), [59, 0x80 | (int)PacketType.I1, 0, 0]);
        control.Loop.HipReceived(ControlThread.PathTo("192.0.2.2"), [59, (int)PacketType.CloseAck]);
        control.Loop.HipReceived(ControlThread.PathTo("192.0.2.2"), []);
        control.Loop.HipReceived(ControlThread.PathTo("192.0.2.2"), [59, 77]);

        CollectionAssert.AreEquivalent(
            new Dictionary<string, long> { ["i1"] = 1, ["close_ack"] = 1 }, control.Loop.Received.ByType().ToList());
    }

    private static Thread Start(ControlThread control, out CancellationTokenSource end)
    {
        CancellationTokenSource source = new();
        end = source;
        Thread thread = new(() => control.Loop.Run(source.Token)) { IsBackground = true };
        thread.Start();
        return thread;
    }
}
