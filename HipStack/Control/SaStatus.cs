namespace HiperNet.HipStack.Control;

/// <summary>One direction of an association's ESP (RFC 7402).</summary>
public sealed record SaStatus
{
    /// <summary>The security parameter index.</summary>
    public required uint Spi { get; init; }

    /// <summary>Packets moved.</summary>
    public long Packets { get; init; }

    /// <summary>Octets of inner packets moved.</summary>
    public long Octets { get; init; }

    /// <summary>The last sequence number: sent, or the highest received.</summary>
    public ulong Sequence { get; init; }
}
