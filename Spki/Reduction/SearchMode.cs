namespace HiperNet.Spki.Reduction;

/// <summary>What a search takes for granted.</summary>
internal enum SearchMode
{
    /// <summary>
    /// Signatures are taken for good, except those known not to be: the proof's are checked afterwards.
    /// </summary>
    Optimistic,

    /// <summary>Every signature is checked before anything is concluded from it.</summary>
    Checked,

    /// <summary>
    /// Faults are counted instead of refused, to find the chain that comes closest. Signatures are taken for good,
    /// except those known not to be.
    /// </summary>
    Explain,
}
