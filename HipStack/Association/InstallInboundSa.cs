namespace HiperNet.HipStack.Association;

/// <summary>Accept ESP packets with these keys. Whoever takes the effect disposes of the keys.</summary>
public sealed class InstallInboundSa : Effect
{
    internal InstallInboundSa(AssociationKey key, SaKeys keys, Path path, bool peerMarksFamilies)
    {
        Key = key;
        Keys = keys;
        Path = path;
        PeerMarksFamilies = peerMarksFamilies;
    }

    /// <summary>The two HITs.</summary>
    public AssociationKey Key { get; }

    /// <summary>The SPI, which we chose, and the keys.</summary>
    public SaKeys Keys { get; }

    /// <summary>Where the packets will come from, as far as is known.</summary>
    public Path Path { get; }

    /// <summary>Whether the peer marks inner IPv4 packets with a BEET pseudo-header.</summary>
    public bool PeerMarksFamilies { get; }
}
