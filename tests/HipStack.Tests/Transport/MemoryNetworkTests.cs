using System.Net;
using HiperNet.HipStack.Transport;

namespace HiperNet.HipStack.Tests.Transport;

[TestClass]
public sealed class MemoryNetworkTests
{
    private static readonly UnderlayAddress Near = At("10.0.0.1", 10500);
    private static readonly UnderlayAddress Far = At("10.0.0.2", 10500);
    private static readonly UnderlayAddress FarToo = At("10.0.0.22", 10500);

    [TestMethod]
    public void A_datagram_arrives_with_both_addresses()
    {
        MemoryNetwork network = new();
        using MemorySocket near = network.Open(UnderlayProtocol.Udp, Near);
        using MemorySocket far = network.Open(UnderlayProtocol.Udp, Far, FarToo);
        DatagramBatch batch = new();
        batch.TryAdd([1], FarToo);
        Assert.AreEqual(1, near.Send(batch));

        Assert.AreEqual(1, far.Receive(batch, 0));

        Assert.AreEqual(Near, batch.Remote(0));
        Assert.AreEqual(FarToo, batch.Local(0));
        Assert.AreEqual(0, far.Receive(batch, 0));
    }

    [TestMethod]
    public void Protocols_do_not_mix_and_raw_ones_have_no_port()
    {
        MemoryNetwork network = new();
        using MemorySocket near = network.Open(UnderlayProtocol.Hip, Near);
        using MemorySocket far = network.Open(UnderlayProtocol.Hip, Far);
        using MemorySocket esp = network.Open(UnderlayProtocol.Esp, Far);
        DatagramBatch batch = new();
        batch.TryAdd([1], Far);
        near.Send(batch);

        Assert.AreEqual(0, esp.Receive(batch, 0));
        Assert.AreEqual(1, far.Receive(batch, 0));
        Assert.AreEqual(Near.WithPort(0), batch.Remote(0));
    }

    [TestMethod]
    public void What_cannot_be_sent_has_its_fault_and_keeps_nothing_back()
    {
        MemoryNetwork network = new() { MaxDatagram = 100 };
        using MemorySocket near = network.Open(UnderlayProtocol.Udp, Near);
        using MemorySocket far = network.Open(UnderlayProtocol.Udp, Far);
        DatagramBatch batch = new();
        batch.TryAdd(new byte[101], Far);
        batch.TryAdd([1], Far, At("10.0.0.9", 0));
        batch.TryAdd([1], At("fd00::1", 1));
        batch.TryAdd([1], At("10.0.0.77", 1));
        batch.TryAdd([1], Far, At("10.0.0.1", 0));

        Assert.AreEqual(2, near.Send(batch));

        CollectionAssert.AreEqual(
            new[]
            {
                DatagramFault.TooBig, DatagramFault.NoLocalAddress, DatagramFault.WrongFamily, DatagramFault.None,
                DatagramFault.None,
            },
            Enumerable.Range(0, 5).Select(batch.Fault).ToArray());
        Assert.AreEqual(3, near.Counters.SendFailures.Values.Sum());
        Assert.AreEqual(1, far.Receive(batch, 0));
    }

    [TestMethod]
    public void A_host_that_moves_is_found_at_its_new_address_only()
    {
        MemoryNetwork network = new();
        using MemorySocket near = network.Open(UnderlayProtocol.Udp, Near);
        using MemorySocket far = network.Open(UnderlayProtocol.Udp, Far);
        far.Move(FarToo);
        DatagramBatch batch = new();
        batch.TryAdd([1], Far);
        batch.TryAdd([2], FarToo);
        near.Send(batch);

        Assert.AreEqual(1, far.Receive(batch, 0));
        Assert.AreEqual(2, batch[0][0]);
        Assert.ThrowsExactly<TransportException>(() => far.Move(Near));
    }

    [TestMethod]
    public void What_the_network_does_not_pass_is_lost_silently()
    {
        MemoryNetwork network = new() { Passes = (_, _, octets) => octets.Span[0] != 1 };
        using MemorySocket near = network.Open(UnderlayProtocol.Udp, Near);
        using MemorySocket far = network.Open(UnderlayProtocol.Udp, Far);
        DatagramBatch batch = new();
        batch.TryAdd([1], Far);
        batch.TryAdd([2], Far);

        Assert.AreEqual(2, near.Send(batch));
        Assert.AreEqual(1, far.Receive(batch, 0));
    }

    [TestMethod]
    public void One_thread_receives_from_several_sockets_in_turn()
    {
        MemoryNetwork network = new();
        using MemorySocket near = network.Open(UnderlayProtocol.Udp, Near);
        using MemorySocket first = network.Open(UnderlayProtocol.Udp, Far);
        using MemorySocket second = network.Open(UnderlayProtocol.Udp, FarToo);
        using MemoryPoller poller = new(network);
        poller.Add(first);
        poller.Add(second);
        DatagramBatch batch = new();
        Task<IDatagramSocket?> blocked = Task.Run(() => poller.Receive(new DatagramBatch(), -1));
        poller.Wake();
        Assert.IsNull(blocked.Result);
        batch.TryAdd([1], Far);
        batch.TryAdd([1], Far);
        batch.TryAdd([2], FarToo);
        near.Send(batch);

        DatagramBatch one = new(1);
        IDatagramSocket?[] seen = [.. Enumerable.Range(0, 4).Select(_ => poller.Receive(one, 0))];

        CollectionAssert.AreEqual(new[] { second, first, first, null }, seen);
    }

    [TestMethod]
    public void A_batch_whose_received_rooms_have_gaps_can_still_be_added_to()
    {
        DatagramBatch batch = new(3, 64);
        batch.Clear();
        batch.AddReceived(1, 0, 2, Far, Near);
        batch[0].Fill(7);

        batch.Next.Fill(9);
        batch.Add(64, Far);

        CollectionAssert.AreEqual(new byte[] { 7, 7 }, batch[0].ToArray());
        Assert.IsTrue(batch.IsFull);
        Assert.AreEqual(2, batch.Count);
    }

    private static UnderlayAddress At(string address, int port) => UnderlayAddress.From(IPAddress.Parse(address), port);
}
