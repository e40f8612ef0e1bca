namespace HiperNet.HipStack.Esp;

/// <summary>How much may wait for associations.</summary>
/// <param name="PeerPackets">The most packets for a peer.</param>
/// <param name="PeerBytes">The most octets for a peer.</param>
/// <param name="AllPackets">The most packets in all, and so the most peers.</param>
/// <param name="AllBytes">The most octets in all.</param>
public readonly record struct QueueLimits(int PeerPackets, int PeerBytes, int AllPackets, int AllBytes)
{
    /// <summary>64 packets and 128 KiB for a peer, 4096 packets and 4 MiB in all.</summary>
    public static QueueLimits Default { get; } = new(64, 128 << 10, 4096, 4 << 20);
}
