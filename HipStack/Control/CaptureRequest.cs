namespace HiperNet.HipStack.Control;

/// <summary>Which packets to capture.</summary>
public sealed record CaptureRequest
{
    /// <summary>Also the packets inside of ESP, as applications sent them.</summary>
    public bool Inner { get; init; }

    /// <summary>Also the ESP keys. They are secrets: only root may ask for them.</summary>
    public bool Keys { get; init; }

    /// <summary>How many packets at most; null for no limit.</summary>
    public long? Count { get; init; }

    /// <summary>Only this peer's: a HIT, an address that stands for it, or its name.</summary>
    public string? Peer { get; init; }
}
