namespace HiperNet.Spki.Tags;

/// <summary>
/// What a tag may cost before it is refused. A realistic tag stays below a hundredth of each.
/// </summary>
public static class TagLimits
{
    /// <summary>The most lists that may be open at once in a tag that is read.</summary>
    public const int MaxDepth = 64;

    /// <summary>The most atoms and lists in a tag that is read.</summary>
    public const int MaxNodes = 4096;

    /// <summary>The longest tag that is read, in bytes of its canonical form.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>
    /// The most members of a set, after nested sets are merged and included members dropped.
    /// </summary>
    public const int MaxSetMembers = 1024;

    /// <summary>The most atoms and lists in an intersection.</summary>
    public const int MaxResultNodes = 4096;

    /// <summary>The largest intersection, in bytes of its canonical form.</summary>
    public const int MaxResultBytes = 1 << 20;

    /// <summary>
    /// The most atoms and lists that an intersection of sets may hold before included members are dropped.
    /// </summary>
    public const int MaxProductNodes = 16 * MaxResultNodes;

    /// <summary>
    /// The steps that one intersection, or reading one tag, may take. A step visits one pair of elements.
    /// </summary>
    public const int MaxWork = 1 << 20;
}
