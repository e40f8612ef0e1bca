using System.Net;

namespace HiperNet.HipStack.Control;

/// <summary>What is known of where a peer is.</summary>
public sealed record PeerEntry
{
    /// <summary>Its HIT; null where only a name is known (opportunistic).</summary>
    public IPAddress? Hit { get; init; }

    /// <summary>What it is called here.</summary>
    public string? Name { get; init; }

    /// <summary>Its Local Scope Identifier.</summary>
    public IPAddress? Lsi { get; init; }

    /// <summary>Its address in the IPv4 range of a VPXI.</summary>
    public IPAddress? Ipv4 { get; init; }

    /// <summary>Where it may be reached; the port is 0 without UDP.</summary>
    public required IReadOnlyList<IPEndPoint> Addresses { get; init; }

    /// <summary>Its rendezvous server.</summary>
    public IPAddress? Rvs { get; init; }

    /// <summary>How it must be reached, if that is stated.</summary>
    public PathEncapsulation Encapsulation { get; init; }

    /// <summary>Where this is known from.</summary>
    public required LocatorSource Source { get; init; }

    /// <summary>When it is to be forgotten.</summary>
    public DateTimeOffset? Until { get; init; }
}
