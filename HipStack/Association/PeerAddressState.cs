namespace HiperNet.HipStack.Association;

/// <summary>What we know of a peer's address (RFC 8046 section 5).</summary>
public enum PeerAddressState
{
    /// <summary>The peer named it, and has not shown that it is there.</summary>
    Unverified,

    /// <summary>The peer answered from there.</summary>
    Active,

    /// <summary>It did not answer, the peer took it back, or its lifetime ended.</summary>
    Deprecated,
}
