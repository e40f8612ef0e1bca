using System.Collections.Concurrent;

namespace HiperNet.HipStack.Esp;

/// <summary>
/// Who is who on the TAP side: the HITs and IPv4 addresses of this host and of known peers, and the associations by
/// pair of HITs. Readers never wait. The owner bounds the entries.
/// </summary>
public sealed class PeerTable
{
    private readonly ConcurrentDictionary<HitPair, AssociationPath> associations = new();
    private readonly ConcurrentDictionary<HitPair, bool> localHits = new();
    private readonly ConcurrentDictionary<IPv4Key, UInt128> localAddresses = new();
    private readonly ConcurrentDictionary<IPv4Key, UInt128> peerAddresses = new();

    /// <summary>The number of associations.</summary>
    public int Count => associations.Count;

    /// <summary>Adds an identity of this host.</summary>
    /// <param name="hit">Its HIT.</param>
    /// <param name="ipv4">Its LSI or address in a VPXI, 0 for none; call again for several.</param>
    public void AddLocal(UInt128 hit, uint ipv4)
    {
        localHits[new HitPair(hit, UInt128.Zero)] = true;
        if (ipv4 != 0)
        {
            localAddresses[new IPv4Key(ipv4)] = hit;
        }
    }

    /// <summary>Takes an identity of this host out, with its IPv4 addresses.</summary>
    public void RemoveLocal(UInt128 hit)
    {
        localHits.TryRemove(new HitPair(hit, UInt128.Zero), out _);
        foreach (KeyValuePair<IPv4Key, UInt128> entry in localAddresses.Where(entry => entry.Value == hit))
        {
            localAddresses.TryRemove(entry.Key, out _);
        }
    }

    /// <summary>
    /// Says which peer an IPv4 address stands for; false, changing nothing, if it stands for another one: two HITs may
    /// share an LSI.
    /// </summary>
    public bool TryAddAddress(uint ipv4, UInt128 peerHit) =>
        ipv4 != 0 && peerAddresses.GetOrAdd(new IPv4Key(ipv4), peerHit) == peerHit;

    /// <summary>Takes the IPv4 address of a peer out.</summary>
    public bool RemoveAddress(uint ipv4) => peerAddresses.TryRemove(new IPv4Key(ipv4), out _);

    /// <summary>Adds an association, or puts it in the place of the one between the same HITs.</summary>
    public void Set(AssociationPath association) => associations[PairOf(association)] = association;

    /// <summary>Takes an association out; false if another one, or none, stands between its HITs.</summary>
    public bool Remove(AssociationPath association) =>
        associations.TryRemove(new KeyValuePair<HitPair, AssociationPath>(PairOf(association), association));

    /// <summary>Finds the association between two HITs.</summary>
    public bool TryFind(UInt128 localHit, UInt128 peerHit, out AssociationPath? association) =>
        associations.TryGetValue(new HitPair(localHit, peerHit), out association);

    /// <summary>Whether a HIT is this host's.</summary>
    public bool IsLocal(UInt128 hit) => localHits.ContainsKey(new HitPair(hit, UInt128.Zero));

    /// <summary>The HIT of this host that an IPv4 address stands for.</summary>
    public bool TryFindLocal(uint ipv4, out UInt128 hit) => localAddresses.TryGetValue(new IPv4Key(ipv4), out hit);

    /// <summary>The HIT of the peer that an IPv4 address stands for.</summary>
    public bool TryFindPeer(uint ipv4, out UInt128 hit) => peerAddresses.TryGetValue(new IPv4Key(ipv4), out hit);

    private static HitPair PairOf(AssociationPath association) =>
        new(association.Addresses.LocalHit, association.Addresses.PeerHit);
}
