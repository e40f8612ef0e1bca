namespace HiperNet.Vpxi.Planning.Pools;

/// <summary>A plan, or why there is none.</summary>
/// <param name="Allocation">The plan; null if it is refused.</param>
/// <param name="Refusal">Why it is refused; null if there is a plan.</param>
public sealed record AllocationResult(Allocation? Allocation, AllocationRefusal? Refusal);
