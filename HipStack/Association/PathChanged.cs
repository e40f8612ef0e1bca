namespace HiperNet.HipStack.Association;

/// <summary>Send this peer's data another way.</summary>
public sealed class PathChanged : Effect
{
    internal PathChanged(AssociationKey key, Path path, bool isVerified)
    {
        Key = key;
        Path = path;
        IsVerified = isVerified;
    }

    /// <summary>The two HITs.</summary>
    public AssociationKey Key { get; }

    /// <summary>Which way.</summary>
    public Path Path { get; }

    /// <summary>
    /// Whether the peer has shown that it is there. If not, no more octets may go there than came from the peer
    /// lately (RFC 8046 section 5.6).
    /// </summary>
    public bool IsVerified { get; }
}
