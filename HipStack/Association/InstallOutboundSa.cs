namespace HiperNet.HipStack.Association;

/// <summary>Send ESP packets with these keys from now on. Whoever takes the effect disposes of the keys.</summary>
public sealed class InstallOutboundSa : Effect
{
    internal InstallOutboundSa(AssociationKey key, SaKeys keys, Path path, bool markFamilies)
    {
        Key = key;
        Keys = keys;
        Path = path;
        MarkFamilies = markFamilies;
    }

    /// <summary>The two HITs.</summary>
    public AssociationKey Key { get; }

    /// <summary>The SPI, which the peer chose, and the keys.</summary>
    public SaKeys Keys { get; }

    /// <summary>Which way.</summary>
    public Path Path { get; }

    /// <summary>Whether to mark inner IPv4 packets with a BEET pseudo-header, which the peer understands.</summary>
    public bool MarkFamilies { get; }
}
