using System.Net;
using HiperNet.HipStack.Link;
using HiperNet.Testing;

namespace HiperNet.Netns.Tests;

[TestClass]
[RequiresNetworkNamespaces]
[RequiresProgram("ping")]
public sealed class TapTests
{
    private const int EBUSY = 16;
    private const int EIO = 5;
    private const int Short = 100;
    private const StringComparison Ordinal = StringComparison.Ordinal;

    [TestMethod]
    [DataRow(Host.PeerHit)]
    [DataRow(Host.PeerLsi)]
    public void The_kernel_asks_for_a_peer_and_pings_it(string peer)
    {
        using Host host = new();
        Task<ProgramRun> ping = Task.Run(() => host.Namespace.Run("ping", "-c", "3", "-i", "0.2", "-W", "10", peer));

        bool ended = Deadline.Until(() =>
        {
            host.Serve(Short);
            return ping.IsCompleted;
        });

        Assert.IsTrue(ended);
        Assert.AreEqual(0, ping.Result.ExitCode, ping.Result.Errors);
        Assert.IsGreaterThan(0, host.Tally[FrameVerdict.Answered]);
        Assert.AreEqual(0, host.Tally[FrameVerdict.Malformed]);
        Assert.AreEqual(3, host.Tally[FrameVerdict.IPv4] + host.Tally[FrameVerdict.IPv6]);
    }

    [TestMethod]
    public void The_interface_has_the_addresses_and_routes_that_it_was_given_and_no_others()
    {
        using Host host = new();

        string addresses = host.Namespace.Ip("-o", "addr", "show", "dev", "hip0");
        string routes = host.Namespace.Ip("-6", "route", "get", Host.PeerHit)
            + host.Namespace.Ip("route", "get", Host.PeerLsi);

        Assert.Contains($"{Host.Hit}/128", addresses, Ordinal);
        Assert.Contains($"{Host.Lsi}/32", addresses, Ordinal);
        Assert.DoesNotContain("tentative", addresses, Ordinal);
        Assert.IsTrue(!host.HasNoAutoconfiguration || !addresses.Contains("fe80", Ordinal), addresses);
        Assert.Contains($"src {Host.Hit}", routes, Ordinal);
        Assert.Contains($"src {Host.Lsi}", routes, Ordinal);
    }

    [TestMethod]
    public void What_was_set_up_can_be_set_up_again_and_taken_away_twice()
    {
        using Host host = new();
        IPAddress hit = IPAddress.Parse(Host.Hit);
        IPNetwork hits = IPNetwork.Parse("2001:20::/28");
        IPNetwork lsis = IPNetwork.Parse("1.0.0.0/8");

        host.Setup.AddAddress("hip0", hit, 128);
        host.Setup.AddRoute("hip0", hits, hit);
        for (int i = 0; i < 2; i++)
        {
            host.Setup.RemoveRoute("hip0", hits);
            host.Setup.RemoveRoute("hip0", lsis);
            host.Setup.RemoveAddress("hip0", hit, 128);
            host.Setup.RemoveAddress("no-such", hit, 128);
        }

        Assert.DoesNotContain(Host.Hit, host.Namespace.Ip("addr", "show", "dev", "hip0"), Ordinal);
        Assert.AreEqual("", host.Namespace.Ip("route", "show", "dev", "hip0"));
    }

    [TestMethod]
    public void An_interface_that_does_not_exist_is_named_in_the_message()
    {
        using Host host = new();

        LinkException failure = Assert.ThrowsExactly<LinkException>(() => host.Setup.SetUp("no-such"));

        Assert.Contains("no-such", failure.Message, Ordinal);
        Assert.AreNotEqual(0, failure.Error);
    }

    [TestMethod]
    public void The_MTU_is_set_and_seen_and_one_that_cannot_be_is_refused()
    {
        using Host host = new();
        Assert.AreEqual(1400, host.Tap.Mtu);

        host.Setup.SetMtu("hip0", 1280);

        Assert.AreEqual(1280, host.Tap.Mtu);
        Assert.ThrowsExactly<LinkException>(() => host.Setup.SetMtu("hip0", 1_000_000));
    }

    [TestMethod]
    public void A_name_in_use_is_refused()
    {
        using Host host = new();

        LinkException failure = Assert.ThrowsExactly<LinkException>(
            () => host.Namespace.Inside(() => TapDevice.Open("hip0")));

        Assert.AreEqual(EBUSY, failure.Error);
    }

    [TestMethod]
    public void The_hardware_address_can_be_chosen()
    {
        using NetworkNamespace space = new();
        MacAddress chosen = new(0x0200_0000_0077);

        using TapDevice tap = space.Inside(() => TapDevice.Open("hip%d", chosen));

        Assert.AreEqual("hip0", tap.Name);
        Assert.AreEqual(chosen, tap.MacAddress);
        Assert.Contains(chosen.ToString(), space.Ip("link", "show", "dev", "hip0"), Ordinal);
    }

    [TestMethod]
    public void An_interface_that_is_down_loses_frames_and_takes_them_when_it_is_up_again()
    {
        using Host host = new();
        FrameBatch batch = new();
        Assert.IsTrue(batch.TryAdd(new byte[60]));
        host.Setup.SetDown("hip0");

        Assert.AreEqual(0, host.Tap.Write(batch));
        Assert.AreEqual(EIO, host.Tap.Counters.LastError);
        host.Setup.SetUp("hip0");
        Assert.AreEqual(1, host.Tap.Write(batch));
        Assert.IsFalse(host.Tap.IsGone);
    }

    [TestMethod]
    public void A_deleted_interface_is_gone_and_does_not_spin()
    {
        using Host host = new();
        FrameBatch batch = new();
        host.Namespace.Ip("link", "del", "hip0");

        Assert.IsTrue(Deadline.Until(() => host.Tap.Read(batch, Short) == 0 && host.Tap.IsGone));

        Task<int> read = Task.Run(() => host.Tap.Read(batch, -1));
        Assert.IsFalse(read.Wait(Short));
        host.Tap.Wake();
        Assert.AreEqual(0, read.Result);
        Assert.IsTrue(batch.TryAdd(new byte[60]));
        Assert.AreEqual(0, host.Tap.Write(batch));
    }

    [TestMethod]
    public void A_blocked_reader_is_woken()
    {
        using NetworkNamespace space = new();
        using TapDevice tap = space.Inside(() => TapDevice.Open("hip0"));
        Task<int> read = Task.Run(() => tap.Read(new FrameBatch(), -1));

        tap.Wake();

        Assert.AreEqual(0, read.Result);
    }

    [TestMethod]
    public void A_frame_that_is_longer_than_a_slot_is_counted_and_the_next_one_is_read()
    {
        using Host host = new();
        FrameBatch batch = new(8, 200);
        host.Namespace.Ip("neigh", "add", Host.PeerLsi, "lladdr", "02:00:00:00:00:02", "dev", "hip0");
        host.Namespace.Run("ping", "-c", "1", "-W", "1", "-s", "1000", Host.PeerLsi);
        host.Namespace.Run("ping", "-c", "1", "-W", "1", "-s", "100", Host.PeerLsi);

        Assert.IsTrue(Deadline.Until(() =>
            host.Tap.Read(batch, Short) > 0 && host.Tap.Counters.TooLong == 1 && batch[batch.Count - 1].Length == 142));
    }
}
