namespace HiperNet.Spki.Reduction;

/// <summary>The party holds the share of one branch of a threshold.</summary>
internal sealed record BranchArrival(Source Source, ThresholdTally Tally, int Index) : Arrival(Source, Premise: null);
