namespace HiperNet.Vpxi.Planning;

/// <summary>A link that is asked for. Both of its directions take the same path.</summary>
/// <param name="From">The index of the virtual node at its one end.</param>
/// <param name="To">The index of the virtual node at its other end, which is another one.</param>
/// <param name="Forward">The bandwidth from <paramref name="From"/> to <paramref name="To"/>.</param>
/// <param name="Reverse">The bandwidth the other way.</param>
/// <param name="MaxLatency">The most that the latencies of its path may add up to.</param>
/// <param name="Allowed">The physical links that it may use; null for any.</param>
public sealed record VirtualLink(
    int From, int To, long Forward, long Reverse, long MaxLatency = VirtualLink.AnyLatency, IndexSet? Allowed = null)
{
    /// <summary>No limit to the latency.</summary>
    public const long AnyLatency = long.MaxValue;

    /// <summary>The bandwidth of both directions together.</summary>
    public long Bandwidth => Forward + Reverse;
}
