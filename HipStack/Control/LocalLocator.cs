using System.Net;

namespace HiperNet.HipStack.Control;

/// <summary>An address of this host on which peers reach it.</summary>
public sealed record LocalLocator
{
    /// <summary>The address.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>The interface that has it.</summary>
    public string? Interface { get; init; }

    /// <summary>Whether packets travel as IP protocols 139 and 50.</summary>
    public bool Raw { get; init; }

    /// <summary>The UDP port, where packets travel in UDP.</summary>
    public int? UdpPort { get; init; }

    /// <summary>Whether peers are told to prefer it (RFC 8046 section 4).</summary>
    public bool Preferred { get; init; }
}
