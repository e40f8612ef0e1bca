using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>A part that costs more than it may.</summary>
/// <param name="Element">The part.</param>
/// <param name="Cost">What it costs, in thousandths, rounded up.</param>
internal sealed record CostExcess(Element Element, long Cost)
{
    /// <summary>The index of the link, if it is one; otherwise -1.</summary>
    public int Link { get; init; } = -1;
}
