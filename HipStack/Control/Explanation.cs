using System.Net;

namespace HiperNet.HipStack.Control;

/// <summary>Why a peer may or may not talk to us.</summary>
public sealed record Explanation
{
    /// <summary>The peer's HIT.</summary>
    public IPAddress? PeerHit { get; init; }

    /// <summary>What it is called here.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it may.</summary>
    public required PeerVerdict Verdict { get; init; }

    /// <summary>Why, in one line.</summary>
    public required string Reason { get; init; }

    /// <summary>The state of its association.</summary>
    public AssociationState State { get; init; } = AssociationState.Unassociated;

    /// <summary>When the right ends.</summary>
    public DateTimeOffset? GrantedUntil { get; init; }

    /// <summary>The proof, a line for each step from the root on.</summary>
    public IReadOnlyList<string> Proof
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>The certificate that would complete the proof.</summary>
    public string? MissingLink { get; init; }

    /// <summary>Where it is reached, or why nowhere.</summary>
    public string? LocatorReason { get; init; }

    /// <summary>The last NOTIFY from it.</summary>
    public NotifyNote? NotifyReceived { get; init; }

    /// <summary>The last NOTIFY to it.</summary>
    public NotifyNote? NotifySent { get; init; }

    /// <summary>What was dropped lately.</summary>
    public IReadOnlyList<DropNote> Drops
    {
        get;
        init => field = value ?? [];
    } = [];
}
