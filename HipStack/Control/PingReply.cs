using System.Text.Json.Serialization;

namespace HiperNet.HipStack.Control;

/// <summary>What one echo to a peer found out.</summary>
public sealed record PingReply
{
    /// <summary>Counts from 1.</summary>
    public required int Sequence { get; init; }

    /// <summary>The round trip, in seconds; null if no answer came.</summary>
    [JsonPropertyName("rtt_seconds")]
    public TimeSpan? Rtt { get; init; }

    /// <summary>How long the base exchange took, in seconds, if this echo began with one.</summary>
    [JsonPropertyName("base_exchange_seconds")]
    public TimeSpan? BaseExchange { get; init; }

    /// <summary>The path it took.</summary>
    public PathStatus? Path { get; init; }

    /// <summary>Why there was no answer.</summary>
    public string? Error { get; init; }
}
