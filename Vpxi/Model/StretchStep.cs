namespace HiperNet.Vpxi.Model;

/// <summary>
/// What holds in a part of a profile for a use that counts as low: from this level up to, and without, that of the
/// next step. In a leaf it is exact; in a fork it is a bound, and the truth may be less free.
/// </summary>
/// <param name="Level">The least use that counts as low here, relative to that before the part.</param>
/// <param name="Longest">
/// The seconds of the longest stretch of low use that begins and ends in the part, at this or a lower level: with more
/// use that counts as low, it may be a piece of one that is longer.
/// </param>
/// <param name="Head">
/// When the stretch ends that goes on before the part: the lowest number if there is none, the highest if it goes on
/// after the part.
/// </param>
/// <param name="Tail">
/// When the stretch begins that goes on after the part: the highest number if there is none, the lowest if it goes
/// on before the part.
/// </param>
internal readonly record struct StretchStep(long Level, ulong Longest, long Head, long Tail)
{
    /// <summary>What holds where all use is above the level.</summary>
    public static StretchStep None { get; } = new(long.MinValue, 0, long.MinValue, long.MaxValue);
}
