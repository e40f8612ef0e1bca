using HiperNet.Vpxi.Model;

namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>So much of a capacity, for so long.</summary>
/// <param name="Capacity">Of what.</param>
/// <param name="Amount">How much, in base units; at least 1.</param>
/// <param name="Window">When.</param>
public sealed record TimedAmount(Capacity Capacity, long Amount, TimeWindow Window);
