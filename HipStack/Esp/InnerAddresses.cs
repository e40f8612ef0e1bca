namespace HiperNet.HipStack.Esp;

/// <summary>
/// The inner addresses that an association is bound to, as big-endian numbers: the pair of HITs, and a pair of IPv4
/// addresses (LSIs or addresses of a VPXI), both 0 where there is none.
/// </summary>
/// <param name="LocalHit">The HIT of this host.</param>
/// <param name="PeerHit">The HIT of the peer.</param>
/// <param name="LocalIPv4">The IPv4 address that stands for this host.</param>
/// <param name="PeerIPv4">The IPv4 address that stands for the peer.</param>
public readonly record struct InnerAddresses(UInt128 LocalHit, UInt128 PeerHit, uint LocalIPv4, uint PeerIPv4)
{
    /// <summary>Whether IPv4 packets can be exchanged.</summary>
    public bool HasIPv4 => LocalIPv4 != 0 && PeerIPv4 != 0;
}
