using HiperNet.HipStack.Esp;
using HiperNet.HipStack.Wire;

namespace HiperNet.HipStack.Tests.Esp;

/// <summary>SPIs, HITs and IPv4 addresses, for as many associations as a host may have.</summary>
[TestClass]
public sealed class TableTests
{
    private const int Many = 10_000;

    [TestMethod]
    public void Ten_thousand_associations_are_found_by_HIT_and_by_IPv4()
    {
        PeerTable table = new();
        AssociationPath[] paths = [.. Enumerable.Range(0, Many).Select(PathTo)];
        foreach (AssociationPath path in paths)
        {
            table.Set(path);
            Assert.IsTrue(table.TryAddAddress(path.Addresses.PeerIPv4, path.Addresses.PeerHit));
        }

        Assert.AreEqual(Many, table.Count);
        foreach (AssociationPath path in paths)
        {
            Assert.IsTrue(table.TryFindPeer(path.Addresses.PeerIPv4, out UInt128 hit));
            Assert.IsTrue(table.TryFind(DataPair.HitOfA, hit, out AssociationPath? found));
            Assert.AreSame(path, found);
            Assert.IsFalse(table.TryFind(DataPair.HitOfB, hit, out _));
        }
    }

    [TestMethod]
    public void An_old_association_does_not_take_its_successor_out()
    {
        PeerTable table = new();
        AssociationPath old = PathTo(1);
        AssociationPath successor = PathTo(1);
        table.Set(old);
        table.Set(successor);

        Assert.IsFalse(table.Remove(old));
        Assert.IsTrue(table.TryFind(DataPair.HitOfA, old.Addresses.PeerHit, out AssociationPath? found));
        Assert.AreSame(successor, found);
        Assert.IsTrue(table.Remove(successor));
        Assert.AreEqual(0, table.Count);
    }

    [TestMethod]
    public void An_IPv4_address_that_stands_for_a_peer_is_not_given_to_another()
    {
        PeerTable table = new();

        Assert.IsTrue(table.TryAddAddress(7, DataPair.HitOfB));
        Assert.IsTrue(table.TryAddAddress(7, DataPair.HitOfB));
        Assert.IsFalse(table.TryAddAddress(7, DataPair.HitOfA));
        Assert.IsFalse(table.TryAddAddress(0, DataPair.HitOfA));
        Assert.IsTrue(table.RemoveAddress(7));
        Assert.IsTrue(table.TryAddAddress(7, DataPair.HitOfA));
    }

    [TestMethod]
    public void A_removed_identity_takes_its_addresses_along()
    {
        PeerTable table = new();
        table.AddLocal(DataPair.HitOfA, 1);
        table.AddLocal(DataPair.HitOfA, 2);
        table.AddLocal(DataPair.HitOfB, 3);
        table.RemoveLocal(DataPair.HitOfA);

        Assert.IsFalse(table.IsLocal(DataPair.HitOfA));
        Assert.IsFalse(table.TryFindLocal(1, out _));
        Assert.IsFalse(table.TryFindLocal(2, out _));
        Assert.IsTrue(table.TryFindLocal(3, out UInt128 hit));
        Assert.AreEqual(DataPair.HitOfB, hit);
    }

    [TestMethod]
    public void Reserved_and_taken_SPIs_are_refused()
    {
        SpiTable table = new();
        using InboundSa reserved = Sas.Inbound(255, EspSuiteId.AesGcm16, extended: false, 1);
        using InboundSa first = Sas.Inbound(256, EspSuiteId.AesGcm16, extended: false, 1);
        using InboundSa second = Sas.Inbound(256, EspSuiteId.AesGcm16, extended: false, 2);

        Assert.IsFalse(table.TryAdd(reserved, PathTo(1)));
        Assert.IsTrue(table.TryAdd(first, PathTo(1)));
        Assert.IsFalse(table.TryAdd(second, PathTo(2)));
        Assert.IsTrue(table.TryFind(256, out InboundRoute route));
        Assert.AreSame(first, route.Sa);
        Assert.IsTrue(table.Remove(256));
        Assert.IsFalse(table.TryFind(256, out _));
    }

    [TestMethod]
    public void The_hash_of_addresses_differs_from_key_to_key()
    {
        UInt128[] hits = [.. Enumerable.Range(0, 64).Select(i => new UInt128(0x2001_0021_0000_0000, (ulong)i))];
        SeededHash one = SeededHash.Create();
        SeededHash other = SeededHash.Create();

        Assert.IsTrue(hits.All(hit => one.Of(hit, hit) == one.Of(hit, hit)));
        Assert.IsTrue(hits.All(hit => one.Of(hit, hit) != other.Of(hit, hit)));
        Assert.HasCount(hits.Length, hits.Select(hit => one.Of(hit, DataPair.HitOfA)).Distinct());
    }

    private static AssociationPath PathTo(int number)
    {
        UInt128 peer = new(0x2001_0021_0000_0000, (ulong)number << 24);
        InnerAddresses addresses = new(DataPair.HitOfA, peer, DataPair.IPv4OfA, 0x0A00_0000 + (uint)number);
        return new AssociationPath(addresses, marksFamily: true, new FixedRights());
    }
}
