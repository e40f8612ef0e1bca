namespace HiperNet.HipStack.Control;

/// <summary>
/// One line of an answer. An answer is any number of lines with an item each, then one with a status.
/// </summary>
public sealed record ControlAnswer
{
    /// <summary>The version of this contract, <see cref="ControlLimits.Version"/>.</summary>
    public required int Version { get; init; }

    /// <summary>Only in the last line: <see cref="ControlFault.None"/>, or why there is no answer.</summary>
    public ControlFault? Status { get; init; }

    /// <summary>One line for people, with a status other than none.</summary>
    public string? Error { get; init; }

    /// <summary>The daemon's clock, with the status.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>To status.</summary>
    public DaemonStatus? Daemon { get; init; }

    /// <summary>To sas.</summary>
    public AssociationStatus? Association { get; init; }

    /// <summary>To peers.</summary>
    public PeerEntry? Peer { get; init; }

    /// <summary>To explain.</summary>
    public Explanation? Explanation { get; init; }

    /// <summary>To ping.</summary>
    public PingReply? Ping { get; init; }

    /// <summary>To capture.</summary>
    public CaptureChunk? Capture { get; init; }

    /// <summary>To wait.</summary>
    public AssociationEvent? Event { get; init; }

    /// <summary>To every verb that changes something.</summary>
    public ChangeResult? Change { get; init; }
}
