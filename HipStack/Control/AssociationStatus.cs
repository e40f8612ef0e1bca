using System.Collections.ObjectModel;
using System.Net;

namespace HiperNet.HipStack.Control;

/// <summary>An association with a peer.</summary>
public sealed record AssociationStatus
{
    /// <summary>Our HIT in it.</summary>
    public required IPAddress LocalHit { get; init; }

    /// <summary>The peer's HIT.</summary>
    public required IPAddress PeerHit { get; init; }

    /// <summary>The peer's Local Scope Identifier.</summary>
    public IPAddress? PeerLsi { get; init; }

    /// <summary>The peer's address in the IPv4 range of a VPXI.</summary>
    public IPAddress? PeerIpv4 { get; init; }

    /// <summary>What the peer is called here.</summary>
    public string? Name { get; init; }

    /// <summary>Its state.</summary>
    public required AssociationState State { get; init; }

    /// <summary>Who began it.</summary>
    public AssociationRole Role { get; init; }

    /// <summary>When it came into this state.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The path that packets take.</summary>
    public PathStatus? Path { get; init; }

    /// <summary>The peer's addresses.</summary>
    public IReadOnlyList<PeerAddress> Addresses
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>The Diffie-Hellman group, such as p256.</summary>
    public string? DhGroup { get; init; }

    /// <summary>The Responder's HIT suite, such as ecdsa/sha384.</summary>
    public string? HitSuite { get; init; }

    /// <summary>The cipher of ENCRYPTED, such as aes-128-cbc.</summary>
    public string? HipCipher { get; init; }

    /// <summary>The ESP suite, such as aes-128-gcm-16.</summary>
    public string? EspSuite { get; init; }

    /// <summary>Whether sequence numbers have 64 bits.</summary>
    public bool Esn { get; init; }

    /// <summary>From the peer to us.</summary>
    public SaStatus? Inbound { get; init; }

    /// <summary>From us to the peer.</summary>
    public SaStatus? Outbound { get; init; }

    /// <summary>When keys were agreed on last.</summary>
    public DateTimeOffset? LastHandshake { get; init; }

    /// <summary>When a packet last moved either way.</summary>
    public DateTimeOffset? LastTraffic { get; init; }

    /// <summary>When new keys are due.</summary>
    public DateTimeOffset? RekeyAt { get; init; }

    /// <summary>When the right ends that the association stands on; null for no end.</summary>
    public DateTimeOffset? GrantedUntil { get; init; }

    /// <summary>Why the peer may talk to us, in one line.</summary>
    public string? GrantReason { get; init; }

    /// <summary>The certificates of the proof, from the root on.</summary>
    public IReadOnlyList<CertificateStatus> Chain
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Packets dropped, by reason.</summary>
    public IReadOnlyDictionary<string, long> Drops
    {
        get;
        init => field = value ?? ReadOnlyDictionary<string, long>.Empty;
    } = ReadOnlyDictionary<string, long>.Empty;

    /// <summary>HIP packets sent again.</summary>
    public long Retransmissions { get; init; }
}
