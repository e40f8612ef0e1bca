using System.Net;

namespace HiperNet.HipStack.Control;

/// <summary>Something that happened to an association.</summary>
public sealed record AssociationEvent
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What.</summary>
    public required AssociationChange Change { get; init; }

    /// <summary>Our HIT in it.</summary>
    public required IPAddress LocalHit { get; init; }

    /// <summary>The peer's HIT.</summary>
    public required IPAddress PeerHit { get; init; }

    /// <summary>What the peer is called here.</summary>
    public string? Name { get; init; }

    /// <summary>Why, in one line.</summary>
    public string? Reason { get; init; }

    /// <summary>The path that it takes now.</summary>
    public PathStatus? Path { get; init; }
}
