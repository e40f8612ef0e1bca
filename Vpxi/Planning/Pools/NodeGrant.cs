using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>What a virtual node gets.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Resource">The physical node that it is on.</param>
/// <param name="Window">When.</param>
/// <param name="Amounts">How much of what; a capacity that it asks nothing of is left out.</param>
/// <param name="Alone">Whether nobody else has anything of the resource in the window.</param>
/// <param name="Cost">In thousandths of a unit of account, rounded up.</param>
public sealed record NodeGrant(
    string Node, string Resource, TimeWindow Window, ModelList<TimedAmount> Amounts, bool Alone, long Cost);
