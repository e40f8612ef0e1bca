using System.Net;
using System.Text.Json.Serialization;

namespace HiperNet.HipStack.Control;

/// <summary>The path that an association's packets take.</summary>
public sealed record PathStatus
{
    /// <summary>How they travel.</summary>
    public required PathEncapsulation Encapsulation { get; init; }

    /// <summary>Our end; the port is 0 without UDP.</summary>
    public required IPEndPoint Local { get; init; }

    /// <summary>The peer's end; the port is 0 without UDP.</summary>
    public required IPEndPoint Remote { get; init; }

    /// <summary>The relay that they go through, if they do (RFC 9028).</summary>
    public IPEndPoint? Relay { get; init; }

    /// <summary>The round trip as measured last, in seconds.</summary>
    [JsonPropertyName("rtt_seconds")]
    public TimeSpan? Rtt { get; init; }

    /// <summary>Why it is this one.</summary>
    public string? Reason { get; init; }
}
