using HiperNet.HipStack.Transport;
using HiperNet.Testing;

namespace HiperNet.Netns.Tests;

[TestClass]
[RequiresNetworkNamespaces]
public sealed class SocketTests
{
    private const int Port = 10500;
    private const int ClosedPort = 10501;
    private const int Short = 100;
    private const int Bounded = 10_000;
    private const int Many = 50;

    [TestMethod]
    [DataRow(UnderlayProtocol.Udp, false)]
    [DataRow(UnderlayProtocol.Udp, true)]
    [DataRow(UnderlayProtocol.Hip, false)]
    [DataRow(UnderlayProtocol.Hip, true)]
    [DataRow(UnderlayProtocol.Esp, false)]
    [DataRow(UnderlayProtocol.Esp, true)]
    public void Batches_arrive_with_the_addresses_that_were_chosen(UnderlayProtocol protocol, bool isIPv6)
    {
        using Cable cable = new();
        int port = protocol == UnderlayProtocol.Udp ? Port : 0;
        using KernelSocket near = Cable.Open(cable.Near, protocol, isIPv6, port);
        using KernelSocket far = Cable.Open(cable.Far, protocol, isIPv6, port);
        DatagramBatch sent = new();
        for (int i = 0; i < Many; i++)
        {
            Assert.IsTrue(sent.TryAdd(
                Contents(i),
                Cable.Address(isIPv6, 2, i % 3 == 0, port),
                Cable.Address(isIPv6, 1, i % 2 == 0, port)));
        }

        Assert.AreEqual(Many, near.Send(sent));
        int seen = 0;
        DatagramBatch received = new(16);
        Assert.IsTrue(Deadline.Until(() =>
        {
            far.Receive(received, Short);
            for (int slot = 0; slot < received.Count; slot++, seen++)
            {
                CollectionAssert.AreEqual(Contents(seen), received[slot].ToArray());
                Assert.AreEqual(Cable.Address(isIPv6, 2, seen % 3 == 0, port), received.Local(slot));
                Assert.AreEqual(Cable.Address(isIPv6, 1, seen % 2 == 0, port), received.Remote(slot));
            }

            return seen == Many;
        }), $"{seen} came; {far.Counters.Malformed} malformed");
        Assert.AreEqual(Many, far.Counters.Received);
        Assert.IsEmpty(near.Counters.SendFailures);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void An_answer_goes_where_the_question_came_from_over_link_local_too(bool isIPv6)
    {
        using Cable cable = new();
        cable.Near.Ip("addr", "add", "fe80::1/64", "dev", "a0", "nodad");
        cable.Far.Ip("addr", "add", "fe80::2/64", "dev", "b0", "nodad");
        using KernelSocket near = Cable.Open(cable.Near, UnderlayProtocol.Udp, isIPv6, Port);
        using KernelSocket far = Cable.Open(cable.Far, UnderlayProtocol.Udp, isIPv6, Port);
        uint index = uint.Parse(cable.Near.Ip("-o", "link", "show", "a0").Split(':')[0], null);
        UnderlayAddress remote = isIPv6
            ? UnderlayAddress.Read6(System.Net.IPAddress.Parse("fe80::2").GetAddressBytes(), Port, index)
            : Cable.Address(isIPv6, 2, second: false, Port);
        DatagramBatch batch = new();
        batch.TryAdd([1, 2, 3], remote);

        Assert.AreEqual(1, near.Send(batch));
        Assert.AreEqual(1, far.Receive(batch, Bounded));
        DatagramBatch answer = new();
        answer.TryAdd([4, 5], batch.Remote(0), batch.Local(0));
        Assert.AreEqual(1, far.Send(answer));
        Assert.AreEqual(1, near.Receive(batch, Bounded));

        Assert.AreEqual(remote, batch.Remote(0));
        CollectionAssert.AreEqual(new byte[] { 4, 5 }, batch[0].ToArray());
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void What_cannot_be_sent_keeps_nothing_back(bool isIPv6)
    {
        using Cable cable = new();
        using KernelSocket near = Cable.Open(cable.Near, UnderlayProtocol.Udp, isIPv6, Port);
        using KernelSocket far = Cable.Open(cable.Far, UnderlayProtocol.Udp, isIPv6, Port);
        UnderlayAddress good = Cable.Address(isIPv6, 2, second: false, Port);
        DatagramBatch batch = new(16, DatagramBatch.LongestDatagram);
        batch.TryAdd(new byte[DatagramBatch.LongestDatagram], good);
        batch.TryAdd([1], good);
        batch.TryAdd([2], default);
        batch.TryAdd([3], UnderlayAddress.Any4.WithPort(Port));
        batch.TryAdd([4], Cable.Address(!isIPv6, 2, second: false, Port));
        batch.TryAdd([5], good, Cable.Address(!isIPv6, 1, second: false, Port));
        batch.TryAdd([6], good, Cable.Address(isIPv6, 9, second: false, Port));
        batch.TryAdd([7], Unroutable(isIPv6));
        batch.TryAdd([8], good);

        Assert.AreEqual(2, near.Send(batch));

        CollectionAssert.AreEqual(
            new[]
            {
                DatagramFault.TooBig, DatagramFault.None, DatagramFault.WrongFamily, DatagramFault.WrongFamily,
                DatagramFault.WrongFamily, DatagramFault.WrongFamily,
                isIPv6 ? DatagramFault.NoLocalAddress : DatagramFault.Unreachable,
                DatagramFault.Unreachable, DatagramFault.None,
            },
            Enumerable.Range(0, batch.Count).Select(batch.Fault).ToArray());
        Assert.AreEqual(7, near.Counters.SendFailures.Values.Sum());
        byte[] seen = [.. ReceiveAll(far, 2).Select(datagram => datagram[0])];
        CollectionAssert.AreEqual(new byte[] { 1, 8 }, seen);
    }

    [TestMethod]
    [DataRow(UnderlayProtocol.Udp, false)]
    [DataRow(UnderlayProtocol.Udp, true)]
    [DataRow(UnderlayProtocol.Hip, false)]
    [DataRow(UnderlayProtocol.Hip, true)]
    public void A_datagram_beyond_the_MTU_is_fragmented_or_refused_as_the_policy_says(
        UnderlayProtocol protocol, bool isIPv6)
    {
        using Cable cable = new();
        int port = protocol == UnderlayProtocol.Udp ? Port : 0;
        UnderlaySocketOptions refuse = new() { Fragments = FragmentPolicy.Refuse };
        using KernelSocket allowing = Cable.Open(cable.Near, protocol, isIPv6, port);
        using KernelSocket refusing = Cable.Open(cable.Near, protocol, isIPv6, options: refuse);
        using KernelSocket far = Cable.Open(cable.Far, protocol, isIPv6, port);
        DatagramBatch batch = new();
        batch.TryAdd(new byte[2000], Cable.Address(isIPv6, 2, second: false, port));

        Assert.AreEqual(1, allowing.Send(batch));
        Assert.AreEqual(0, refusing.Send(batch));

        Assert.AreEqual(DatagramFault.TooBig, batch.Fault(0));
        Assert.HasCount(2000, ReceiveAll(far, 1).Single());
    }

    [TestMethod]
    public void A_datagram_that_is_longer_than_a_slot_is_counted_and_the_others_are_whole()
    {
        using Cable cable = new();
        using KernelSocket near = Cable.Open(cable.Near, UnderlayProtocol.Hip, isIPv6: false);
        using KernelSocket far = Cable.Open(cable.Far, UnderlayProtocol.Hip, isIPv6: false);
        UnderlayAddress remote = Cable.Address(isIPv6: false, 2, second: false);
        DatagramBatch batch = new();
        batch.TryAdd([1], remote);
        batch.TryAdd(new byte[500], remote);
        batch.TryAdd([2], remote);
        near.Send(batch);

        DatagramBatch small = new(8, 64);
        List<byte> seen = [];
        Assert.IsTrue(Deadline.Until(() =>
        {
            far.Receive(small, Short);
            seen.AddRange(Enumerable.Range(0, small.Count).Select(slot => small[slot][0]));
            return seen.Count == 2;
        }));

        CollectionAssert.AreEqual(new byte[] { 1, 2 }, seen);
        Assert.AreEqual(1, far.Counters.Truncated);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_closed_port_does_not_end_the_loop(bool isIPv6)
    {
        using Cable cable = new();
        using KernelSocket near = Cable.Open(cable.Near, UnderlayProtocol.Udp, isIPv6, Port);
        using KernelSocket far = Cable.Open(cable.Far, UnderlayProtocol.Udp, isIPv6, Port);
        DatagramBatch batch = new();
        for (int i = 0; i < 5; i++)
        {
            batch.Clear();
            batch.TryAdd([0], Cable.Address(isIPv6, 2, second: false, ClosedPort));
            near.Send(batch);
            Assert.AreEqual(0, near.Receive(batch, 10));
        }

        batch.TryAdd([1], Cable.Address(isIPv6, 1, second: false, Port));
        Assert.AreEqual(1, far.Send(batch));
        Assert.AreEqual(1, near.Receive(batch, Bounded));
    }

    [TestMethod]
    public void An_interface_that_goes_down_and_up_again_does_not_end_the_loop()
    {
        using Cable cable = new();
        using KernelSocket near = Cable.Open(cable.Near, UnderlayProtocol.Esp, isIPv6: false);
        using KernelSocket far = Cable.Open(cable.Far, UnderlayProtocol.Esp, isIPv6: false);
        DatagramBatch batch = new();
        batch.TryAdd([7], Cable.Address(isIPv6: false, 2, second: false));
        DatagramBatch received = new();

        cable.Near.Ip("link", "set", "a0", "down");
        Assert.AreEqual(0, near.Send(batch));
        Assert.AreEqual(DatagramFault.Unreachable, batch.Fault(0));
        Assert.AreEqual(0, near.Receive(received, 10));

        cable.Near.Ip("link", "set", "a0", "up");
        Assert.IsTrue(Deadline.Until(() => near.Send(batch) == 1 && far.Receive(received, Short) > 0));
    }

    [TestMethod]
    public void One_thread_receives_from_all_sockets()
    {
        using Cable cable = new();
        (UnderlayProtocol Protocol, bool IsIPv6)[] kinds =
        [
            (UnderlayProtocol.Udp, false), (UnderlayProtocol.Udp, true), (UnderlayProtocol.Hip, false),
            (UnderlayProtocol.Hip, true), (UnderlayProtocol.Esp, false), (UnderlayProtocol.Esp, true),
        ];
        using SocketPoller poller = new();
        KernelSocket[] far = [.. kinds.Select(kind => Cable.Open(cable.Far, kind.Protocol, kind.IsIPv6, Port))];
        KernelSocket[] near = [.. kinds.Select(kind => Cable.Open(cable.Near, kind.Protocol, kind.IsIPv6, Port))];
        Array.ForEach(far, poller.Add);
        DatagramBatch batch = new();
        for (int i = 0; i < near.Length; i++)
        {
            batch.Clear();
            batch.TryAdd([(byte)i], Cable.Address(kinds[i].IsIPv6, 2, second: false, Port));
            Assert.AreEqual(1, near[i].Send(batch));
        }

        HashSet<IDatagramSocket> seen = [];
        Assert.IsTrue(Deadline.Until(() =>
        {
            if (poller.Receive(batch, Short) is { } socket)
            {
                Assert.AreEqual(Array.IndexOf(far, socket), batch[0][0]);
                seen.Add(socket);
            }

            return seen.Count == far.Length;
        }));
        Task<IDatagramSocket?> blocked = Task.Run(() => poller.Receive(batch, -1));
        poller.Wake();
        Assert.IsNull(blocked.Result);
        Array.ForEach([.. near, .. far], socket => socket.Dispose());
    }

    [TestMethod]
    public void No_datagram_costs_an_allocation()
    {
        using Cable cable = new();
        using KernelSocket near = Cable.Open(cable.Near, UnderlayProtocol.Esp, isIPv6: true);
        using KernelSocket far = Cable.Open(cable.Far, UnderlayProtocol.Esp, isIPv6: true);
        DatagramBatch batch = new();
        DatagramBatch received = new();

        // Code that is compiled late allocates once; a datagram that costs something costs it in every round.
        long least = long.MaxValue;
        for (int round = 0; round < 20; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            batch.Clear();
            while (!batch.IsFull)
            {
                batch.Add(1400, Cable.Far6, Cable.Near6);
            }

            near.Send(batch);
            if (far.Receive(received, Short) > 0)
            {
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }
        }

        Assert.AreEqual(0, least);
        Assert.IsGreaterThan(0, far.Counters.Received);
    }

    [TestMethod]
    public void A_blocked_receiver_is_woken()
    {
        using NetworkNamespace space = new();
        using KernelSocket socket = Cable.Open(space, UnderlayProtocol.Udp, isIPv6: false);
        Task<int> receive = Task.Run(() => socket.Receive(new DatagramBatch(), -1));

        socket.Wake();

        Assert.AreEqual(0, receive.Result);
        Assert.AreNotEqual(0, socket.Bound.Port);
    }

    [TestMethod]
    public void A_port_in_use_is_refused_in_words()
    {
        using NetworkNamespace space = new();
        using KernelSocket first = Cable.Open(space, UnderlayProtocol.Udp, isIPv6: true, Port);
        using KernelSocket other = Cable.Open(space, UnderlayProtocol.Udp, isIPv6: false, Port);

        TransportException failure = Assert.ThrowsExactly<TransportException>(
            () => Cable.Open(space, UnderlayProtocol.Udp, isIPv6: false, Port));

        Assert.Contains("0.0.0.0:10500", failure.Message, StringComparison.Ordinal);
        Assert.Contains("another process has it", failure.Message, StringComparison.Ordinal);
    }

    private static byte[] Contents(int i) => [.. Enumerable.Range(i, 20 + (i * 13)).Select(value => (byte)value)];

    private static UnderlayAddress Unroutable(bool isIPv6) => UnderlayAddress.From(
        System.Net.IPAddress.Parse(isIPv6 ? "2001:db8::1" : "192.0.2.1"), Port);

    private static List<byte[]> ReceiveAll(KernelSocket socket, int count)
    {
        DatagramBatch batch = new();
        List<byte[]> seen = [];
        Deadline.Until(() =>
        {
            socket.Receive(batch, Short);
            seen.AddRange(Enumerable.Range(0, batch.Count).Select(slot => batch[slot].ToArray()));
            return seen.Count >= count;
        });
        return seen;
    }
}
