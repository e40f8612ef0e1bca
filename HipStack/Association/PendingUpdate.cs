namespace HiperNet.HipStack.Association;

/// <summary>An UPDATE that was sent and not yet acknowledged.</summary>
internal sealed class PendingUpdate
{
    public required uint Id { get; init; }

    public required UpdatePurpose Purpose { get; init; }

    /// <summary>The packet, without its checksum.</summary>
    public required byte[] Packet { get; init; }

    public required Path Path { get; set; }

    public required Backoff Backoff { get; init; }

    public required TimeSpan FirstSentAt { get; init; }

    public TimeSpan Due { get; set; }

    /// <summary>What the caller of a ping named it.</summary>
    public long Ticket { get; init; }
}
