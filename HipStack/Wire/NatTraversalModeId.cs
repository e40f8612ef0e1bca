namespace HiperNet.HipStack.Wire;

/// <summary>The NAT traversal modes (RFC 9028 section 5.4).</summary>
public enum NatTraversalModeId : ushort
{
    /// <summary>Reserved.</summary>
    None = 0,

    /// <summary>UDP-ENCAPSULATION: UDP, without connectivity checks.</summary>
    UdpEncapsulation = 1,

    /// <summary>ICE-STUN-UDP (RFC 5770).</summary>
    IceStunUdp = 2,

    /// <summary>ICE-HIP-UDP: connectivity checks by UPDATE.</summary>
    IceHipUdp = 3,
}
