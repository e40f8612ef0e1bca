using System.Net;

namespace HiperNet.HipStack.Control;

/// <summary>An address of a peer that an association knows of.</summary>
public sealed record PeerAddress
{
    /// <summary>The address; the port is 0 without UDP.</summary>
    public required IPEndPoint Address { get; init; }

    /// <summary>Whether the peer has answered from it (RFC 8046 section 5.4).</summary>
    public bool Verified { get; init; }

    /// <summary>Whether the peer prefers it.</summary>
    public bool Preferred { get; init; }

    /// <summary>Whether it is a relay's address.</summary>
    public bool ViaRelay { get; init; }
}
