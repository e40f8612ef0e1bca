using System.Net;

namespace HiperNet.HipStack.Control;

/// <summary>A registration with a rendezvous or relay server (RFC 8003).</summary>
public sealed record RegistrationStatus
{
    /// <summary>The server's HIT, where it is known.</summary>
    public IPAddress? ServerHit { get; init; }

    /// <summary>The server's address.</summary>
    public IPEndPoint? Server { get; init; }

    /// <summary>What is registered for, such as rendezvous or relay-udp-hip.</summary>
    public required IReadOnlyList<string> Services { get; init; }

    /// <summary>A word for how far it has come: asking, granted, refused, unreachable.</summary>
    public required string State { get; init; }

    /// <summary>When a granted one ends.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Why it is not granted.</summary>
    public string? Reason { get; init; }
}
