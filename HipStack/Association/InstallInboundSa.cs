namespace HiperNet.HipStack.Association;

/// <summary>Accept ESP packets with these keys. Whoever takes the effect disposes of the keys.</summary>
public sealed class InstallInboundSa : Effect
{
    internal InstallInboundSa(AssociationKey key, SaKeys keys, bool peerMarksFamilies)
    {
        Key = key;
        Keys = keys;
        PeerMarksFamilies = peerMarksFamilies;
    }

    /// <summary>The two HITs.</summary>
    public AssociationKey Key { get; }

    /// <summary>The SPI, which we chose, and the keys.</summary>
    public SaKeys Keys { get; }

    /// <summary>Whether the peer marks inner IPv4 packets with a BEET pseudo-header.</summary>
    public bool PeerMarksFamilies { get; }
}
