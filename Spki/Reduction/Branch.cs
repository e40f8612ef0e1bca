using HiperNet.Spki.Keys;

namespace HiperNet.Spki.Reduction;

/// <summary>
/// Which share of a right a fact is about: the whole (<see cref="Whole"/>), or the share of one branch of a
/// threshold, as it was given to one key.
/// </summary>
internal readonly record struct Branch(ThresholdTally? Tally, int Index, Principal? Entry)
{
    public static Branch Whole => default;
}
