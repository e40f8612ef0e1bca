using System.Net;

namespace HiperNet.HipStack.Control;

/// <summary>Where a peer is, as it is told to the daemon.</summary>
public sealed record HostEntry
{
    /// <summary>Its HIT.</summary>
    public required IPAddress Hit { get; init; }

    /// <summary>Where it may be reached; port 0 for the usual one.</summary>
    public IReadOnlyList<IPEndPoint> Addresses
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>What to call it.</summary>
    public string? Name { get; init; }

    /// <summary>Its address in the IPv4 range of a VPXI.</summary>
    public IPAddress? Ipv4 { get; init; }

    /// <summary>Its rendezvous server.</summary>
    public IPAddress? Rvs { get; init; }

    /// <summary>How to reach it, if not as usual.</summary>
    public PathEncapsulation Encapsulation { get; init; }
}
