using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>What a virtual link gets.</summary>
/// <param name="Link">Its name.</param>
/// <param name="From">The resource that its source is on.</param>
/// <param name="To">The resource that its target is on.</param>
/// <param name="Path">The physical links from the one to the other; none if they are the same.</param>
/// <param name="Window">When.</param>
/// <param name="Amounts">The bandwidths, in the directions of the virtual link.</param>
/// <param name="Latency">What the path takes at most, one way, in nanoseconds; null if some link does not say.</param>
/// <param name="Alone">Whether nobody else has anything of the physical links in the window.</param>
/// <param name="Cost">In thousandths of a unit of account, rounded up.</param>
public sealed record LinkGrant(
    string Link,
    string From,
    string To,
    ModelList<string> Path,
    TimeWindow Window,
    ModelList<TimedAmount> Amounts,
    long? Latency,
    bool Alone,
    long Cost);
