namespace HiperNet.HipStack.Control;

/// <summary>A NOTIFY packet (RFC 7401 section 5.2.19).</summary>
public sealed record NotifyNote
{
    /// <summary>The Notify Message Type.</summary>
    public required int Code { get; init; }

    /// <summary>Its name in the RFC, such as BLOCKED_BY_POLICY.</summary>
    public required string Name { get; init; }

    /// <summary>When it was received or sent.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What else is known of it.</summary>
    public string? Text { get; init; }
}
